// A small logger: one line an event to stderr (stdout belongs to the data of commands). Secrets are masked by key.
import { isAppError } from '~/shared/app-error';
import { type Clock, systemClock } from '../clock';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';
export type LogFields = Readonly<Record<string, unknown>>;

export interface Logger {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
  /** A logger that adds these fields to every line. */
  child(fields: LogFields): Logger;
}

export interface LoggerOptions {
  readonly level?: LogLevel;
  readonly format?: 'json' | 'pretty';
  readonly clock?: Clock;
  /** Receives whole lines with their line end; stderr by default. */
  readonly write?: (line: string) => void;
  readonly fields?: LogFields;
}

const RANK: Record<LogLevel, number> = { debug: 10, info: 20, warn: 30, error: 40 };
const SECRET = /passw|token|secret|cookie|authorization|\bkey\b|totp/i;

/** Makes the logger. Never throws: what has no JSON form is written as text. */
export function createLogger(options: LoggerOptions = {}): Logger {
  const write = options.write ?? ((line: string) => void process.stderr.write(line));
  const floor = RANK[options.level ?? 'info'];
  const clock = options.clock ?? systemClock;
  const emit = (level: LogLevel, message: string, fields: LogFields = {}) => {
    if (RANK[level] < floor) return;
    const all = { ...options.fields, ...fields };
    const line = options.format === 'pretty' ? pretty : json;
    write(`${line(clock.now(), level, message, all)}\n`);
  };
  return {
    debug: (message, fields) => emit('debug', message, fields),
    info: (message, fields) => emit('info', message, fields),
    warn: (message, fields) => emit('warn', message, fields),
    error: (message, fields) => emit('error', message, fields),
    child: (fields) => createLogger({ ...options, fields: { ...options.fields, ...fields } }),
  };
}

/** A logger that says nothing, for tests and one-off commands. */
export const silentLogger: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  child: () => silentLogger,
};

function json(at: Date, level: LogLevel, message: string, fields: LogFields): string {
  const line = { at: at.toISOString(), level, message, ...fields };
  try {
    return JSON.stringify(line, mask());
  } catch (error) {
    return JSON.stringify({ at: line.at, level, message, unprintable: String(error) });
  }
}

function pretty(at: Date, level: LogLevel, message: string, fields: LogFields): string {
  const rest =
    Object.keys(fields).length > 0
      ? ` ${json(at, level, '', fields).replace(/^.*?"message":"",?/, '{')}`
      : '';
  return `${at.toISOString().slice(11, 19)} ${level.padEnd(5)} ${message}${rest}`;
}

function mask(): (key: string, value: unknown) => unknown {
  return (key, value) => {
    if (key !== '' && SECRET.test(key) && typeof value === 'string') return '***';
    if (typeof value === 'bigint') return String(value);
    if (value instanceof Error) return describeError(value);
    return value;
  };
}

/** What a log line says of an error: code for ours, stack for the unexpected. */
export function describeError(error: unknown): LogFields {
  if (isAppError(error)) {
    return { code: error.code, message: error.message, details: error.details, ...causeOf(error) };
  }
  if (error instanceof Error)
    return { name: error.name, message: error.message, stack: error.stack, ...causeOf(error) };
  return { message: String(error) };
}

function causeOf(error: Error): LogFields {
  return error.cause === undefined ? {} : { cause: describeError(error.cause) };
}
