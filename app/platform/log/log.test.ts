import { describe, expect, it } from 'vitest';
import { AppError } from '~/shared/app-error';
import { manualClock } from '../clock';
import { createLogger } from './index';

function capture(format: 'json' | 'pretty' = 'json') {
  const lines: string[] = [];
  const clock = manualClock('2026-11-21T10:00:00Z');
  return { lines, log: createLogger({ format, clock, write: (line) => lines.push(line) }) };
}

describe('logger', () => {
  it('writes one JSON line with the fields of its parents', () => {
    const { lines, log } = capture();
    log.child({ requestId: 'r1' }).info('сохранено', { id: 'doc_1' });
    expect(JSON.parse(lines[0]!)).toEqual({
      at: '2026-11-21T10:00:00.000Z',
      level: 'info',
      message: 'сохранено',
      requestId: 'r1',
      id: 'doc_1',
    });
    expect(lines[0]!.endsWith('\n')).toBe(true);
  });

  it('masks secrets, prints errors with code and cause, and keeps quiet below its level', () => {
    const { lines, log } = capture();
    log.debug('unseen');
    const cause = new Error('disk');
    log.error('нет', { password: 'x', error: new AppError('a/b', 'internal', 'текст', {}, cause) });
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0]!)).toMatchObject({
      password: '***',
      error: { code: 'a/b', cause: { message: 'disk' } },
    });
  });

  it('survives what has no JSON form', () => {
    const { lines, log } = capture();
    const loop: Record<string, unknown> = {};
    loop.loop = loop;
    log.warn('петля', { loop, big: 1n });
    expect(lines[0]).toContain('unprintable');
  });

  it('is readable for people', () => {
    const { lines, log } = capture('pretty');
    log.info('слушаю', { port: 3000 });
    log.warn('просто');
    expect(lines).toEqual(['10:00:00 info  слушаю {"port":3000}\n', '10:00:00 warn  просто\n']);
  });
});
