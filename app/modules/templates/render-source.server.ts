// Rendering proper; runs inside the worker. User text enters only as data: it is never part of a source,
// and every {{…}} is escaped. Compiled templates stay warm in a small cache.

import Handlebars from 'handlebars';
import { recentMap } from '~/shared/recent-map';
import { formatFieldValue } from '~/shared/russian';
import type { Card, Subject } from './card.schema';
import { FORBIDDEN_HELPERS, HELPERS } from './helpers';
import { readFieldPath } from './scope';
import type { CardExpressions, FieldValues } from './template.schema';

export interface RenderJob {
  readonly body: string;
  readonly card: CardExpressions;
  readonly subject: Subject;
  /** Prepared values: every declared field present. */
  readonly values: FieldValues;
  /** Labels of choices by declared path (`items.*.kind`). */
  readonly choices: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly maxLength: number;
}
export interface RenderOutput {
  readonly bodyHtml: string;
  readonly card: Card;
}

/** Thrown when the output is over the cap; the worker reports the length. */
export class TooLarge extends Error {
  constructor(readonly length: number) {
    super('too large');
  }
}

/** Where an object of the values stands: `items.n1` and, as declared, `items.*`. */
interface Whereabouts {
  readonly path: string;
  readonly declared: string;
}
interface Frame {
  readonly places: WeakMap<object, Whereabouts>;
  readonly job: RenderJob;
  readonly card: boolean;
}
type Options = Handlebars.HelperOptions & { data: { frame: Frame } };
type Compiled = (context: unknown, options: Handlebars.RuntimeOptions) => string;

const cache = recentMap<string, Compiled>(300);
const KNOWN = Object.fromEntries([
  ...Object.keys(HELPERS).map((name) => [name, true] as const),
  ...FORBIDDEN_HELPERS.map((name) => [name, false] as const),
]);
const engine = createEngine();

/** Renders the body and the card of one template. Throws on an empty value without a condition, or on TooLarge. */
export function renderJob(job: RenderJob): RenderOutput {
  const places = new WeakMap<object, Whereabouts>();
  locate(job.values, '', '', places);
  const body = compile(job.body, false)(job.values, runtime({ places, job, card: false }));
  if (body.length > job.maxLength) throw new TooLarge(body.length);
  return { bodyHtml: body, card: renderCard({ places, job, card: true }) };
}

function renderCard(frame: Frame): Card {
  const { card: expressions, subject, values } = frame.job;
  const line = (source: string, context: unknown = values) =>
    tidy(compile(source, true)(context, runtime(frame)));
  const optional = (source: string | undefined, context?: unknown) =>
    source === undefined ? undefined : line(source, context) || undefined;
  const lines = (sources: readonly string[]) =>
    sources
      .flatMap((source) => compile(source, true)(values, runtime(frame)).split('\n').map(tidy))
      .filter((text) => text !== '');
  const { layout, ...place } = expressions.datePlace;
  const labelled = place.lines
    ?.map(({ label, value }) => ({ label, value: line(value) }))
    .filter((row) => row.value);
  const signatories = expressions.signatories.flatMap(({ each, role, name }) => {
    const contexts = each === undefined ? [values] : (readFieldPath(values, each) as unknown[]);
    return contexts.map((context) => ({ role: line(role, context), name: optional(name, context) }));
  });
  return dropUndefined({
    heading: line(expressions.heading),
    headerLines: lines(expressions.headerLines),
    titleLines: lines(expressions.titleLines),
    subject,
    datePlace: dropUndefined({
      layout,
      date: optional(place.date),
      place: optional(place.place),
      lines: labelled,
    }),
    signatories: signatories.filter((one) => one.role !== '').map(dropUndefined),
    adoption: optional(expressions.adoption),
    language: 'ru' as const,
  }) as Card;
}

function compile(source: string, card: boolean): Compiled {
  const key = `${card ? 'card' : 'body'}:${source}`;
  const found = cache.get(key);
  if (found) return found;
  const compiled = engine.compile(source, {
    strict: true,
    knownHelpersOnly: true,
    knownHelpers: KNOWN as never,
    noEscape: card,
  }) as Compiled;
  cache.set(key, compiled);
  return compiled;
}

function runtime(frame: Frame): Handlebars.RuntimeOptions {
  return {
    allowProtoMethodsByDefault: false,
    allowProtoPropertiesByDefault: false,
    data: { root: frame.job.values, frame },
  };
}

function createEngine(): typeof Handlebars {
  const env = Handlebars.create();
  for (const name of FORBIDDEN_HELPERS) env.unregisterHelper(name);
  env.registerHelper({
    lines: linesHelper as Handlebars.HelperDelegate,
    field: fieldHelper as Handlebars.HelperDelegate,
    choice: choiceHelper as Handlebars.HelperDelegate,
    format: (value: unknown, format: string) => formatFieldValue(value, format),
    upper: (value: unknown) => formatFieldValue(value, 'upper'),
    lowerFirst: (value: unknown) => {
      const text = formatFieldValue(value);
      return text.slice(0, 1).toLocaleLowerCase('ru') + text.slice(1);
    },
    placeholder: (label: unknown) =>
      new Handlebars.SafeString(`<span data-placeholder>${escapeHtml(formatFieldValue(label))}</span>`),
    'item-attributes': (options: Options) => new Handlebars.SafeString(itemAttributes(options.hash)),
    eq: (a: unknown, b: unknown) => a === b,
    ne: (a: unknown, b: unknown) => a !== b,
    gt: (a: unknown, b: unknown) => typeof a === 'number' && typeof b === 'number' && a > b,
    and: (...args: unknown[]) => args.slice(0, -1).every(truthy),
    or: (...args: unknown[]) => args.slice(0, -1).some(truthy),
    not: (value: unknown) => !truthy(value),
  });
  return env;
}

/** {{#lines text}}: once for each non-empty line of a long text. */
function linesHelper(this: unknown, text: unknown, options: Options): string {
  const lines = formatFieldValue(text)
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
  if (lines.length === 0) return options.inverse(this);
  return lines
    .map((line, index) => {
      const data = Handlebars.createFrame(options.data);
      Object.assign(data, { index, first: index === 0, last: index === lines.length - 1 });
      return options.fn(line.trim(), { data });
    })
    .join('');
}

/** {{field "event.date" "date-long"}}: live in the body, text in the card. «/path» starts at the root. */
function fieldHelper(this: unknown, name: string, ...rest: unknown[]): unknown {
  const options = rest.at(-1) as Options;
  const format = rest.length > 1 ? String(rest[0]) : undefined;
  const { frame } = options.data;
  const { path } = whereabouts(frame, this, name);
  if (frame.card) return formatFieldValue(readFieldPath(frame.job.values, path), format);
  const attribute = format === undefined ? '' : ` data-format="${escapeHtml(format)}"`;
  return new Handlebars.SafeString(`<span data-field="${escapeHtml(path)}"${attribute}></span>`);
}

function choiceHelper(this: unknown, name: string, options: Options): string {
  const { frame } = options.data;
  const { path, declared } = whereabouts(frame, this, name);
  const value = readFieldPath(frame.job.values, path);
  return typeof value === 'string' ? (frame.job.choices[declared]?.[value] ?? '') : '';
}

function whereabouts(frame: Frame, context: unknown, name: string): Whereabouts {
  if (name.startsWith('/')) return { path: name.slice(1), declared: name.slice(1) };
  const base = typeof context === 'object' && context !== null ? frame.places.get(context) : undefined;
  if (!base?.path) return { path: name, declared: name };
  return { path: `${base.path}.${name}`, declared: `${base.declared}.${name}` };
}

function locate(value: unknown, path: string, declared: string, places: Frame['places']): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const entry of value as { key?: unknown }[]) {
      if (typeof entry === 'object' && entry !== null) {
        locate(entry, `${path}.${String(entry.key)}`, `${declared}.*`, places);
      }
    }
    return;
  }
  places.set(value, { path, declared });
  for (const [name, child] of Object.entries(value)) {
    locate(child, path ? `${path}.${name}` : name, declared ? `${declared}.${name}` : name, places);
  }
}

/** Attributes of an item block from its due group, responsible names and verb; '' when there are none. */
function itemAttributes(hash: Record<string, unknown>): string {
  const due = (hash.due ?? {}) as Record<string, unknown>;
  const kind = typeof due.kind === 'string' ? due.kind : null;
  const parts: Record<string, unknown> = { verb: hash.verb };
  if (Array.isArray(hash.responsible)) {
    parts.responsible = hash.responsible.map((name) => String(name).replace(/[\\|]/g, '\\$&')).join('|');
  }
  if (kind) {
    parts['due-kind'] = kind;
    if (kind === 'date') parts['due-date'] = due.date;
    if (kind === 'period') Object.assign(parts, { 'due-from': due.date, 'due-to': due.to });
    if (kind === 'frequency' || kind === 'event') parts['due-text'] = due.text;
  }
  return Object.entries(parts)
    .filter(([, value]) => typeof value === 'string' && value !== '')
    .map(([name, value]) => `data-${name}="${escapeHtml(String(value))}"`)
    .join(' ');
}

function truthy(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

function escapeHtml(text: string): string {
  return Handlebars.escapeExpression(text);
}

/** Collapses plain white space; no-break spaces stay. */
function tidy(text: string): string {
  return text.replace(/[ \t\r\n]+/g, ' ').trim();
}

function dropUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as T;
}
