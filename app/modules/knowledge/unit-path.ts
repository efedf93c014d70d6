// From units as a citation names them to paths as provisions have them. Pure; the resolver tries the paths in order.
import type { Unit } from '~/modules/citations';
import type { Level } from './structure/provision.types';
import { normalNumber } from './structure/unit-number';

const CODES: Partial<Record<Unit['level'], Level>> = {
  приложение: 'pril',
  раздел: 'razd',
  подраздел: 'podrazd',
  глава: 'gl',
  параграф: 'par',
  статья: 'st',
  примечание: 'prim',
  часть: 'ch',
  пункт: 'p',
  подпункт: 'pp',
  абзац: 'abz',
};

export interface PathStep {
  readonly level: Level;
  readonly n: string;
}

/** Steps of a citation's path; «предложение» has no provision of its own and is left out. */
export function stepsOf(units: readonly Unit[]): PathStep[] {
  return units.flatMap(({ level, n }) => {
    const code = CODES[level];
    return code ? [{ level: code, n: normalNumber(n) }] : [];
  });
}

const written = ({ level, n }: PathStep) => (n ? `${level}-${n}` : level);
export const pathOf = (steps: readonly PathStep[]): string => steps.map(written).join('/');

/** Levels that writers mix up: «п. 1 ст. 5» of a law whose «1.» is a part, and the other way round. */
const OTHER_NAMES: Partial<Record<Level, readonly Level[]>> = { ch: ['p'], p: ['ch', 'pp'], pp: ['p'] };

/** The path as named, then with the levels that are often mixed up; without repeats. */
export function candidatePaths(steps: readonly PathStep[]): string[] {
  let found: PathStep[][] = [[]];
  for (const step of steps) {
    const levels = [step.level, ...(OTHER_NAMES[step.level] ?? [])];
    found = found.flatMap((path) => levels.map((level) => [...path, { ...step, level }]));
  }
  const whole = found.map(pathOf);
  // The first paragraph is the unit's own text.
  const last = steps.at(-1);
  const own = last?.level === 'abz' && last.n === '1' ? [pathOf(steps.slice(0, -1))] : [];
  return [...new Set([...whole, ...own])].filter(Boolean);
}

const SHORT: Partial<Record<Level, string>> = {
  pril: 'прил.',
  utv: '',
  razd: 'разд.',
  podrazd: 'подразд.',
  gl: 'гл.',
  par: '§',
  podpar: 'подп.',
  st: 'ст.',
  prim: 'прим.',
  ch: 'ч.',
  p: 'п.',
  pp: 'подп.',
  abz: 'абз.',
};

/** Steps of a stored path: `st-44/ch-2` → [{st 44}, {ch 2}]. A repeated number keeps its «~2» out of sight. */
export function stepsOfPath(path: string): PathStep[] {
  return path
    .split('/')
    .filter(Boolean)
    .map((step) => {
      const at = step.indexOf('-');
      const n = (at < 0 ? '' : step.slice(at + 1)).replace(/~\d+$/, '');
      return { level: (at < 0 ? step : step.slice(0, at)) as Level, n };
    });
}

/** «п. 4.1 ч. 2 ст. 44»: from the smallest unit up. Approved documents and heads have no short form. */
export function shortPath(path: string): string {
  return stepsOfPath(path)
    .filter(({ level }) => SHORT[level])
    .map(({ level, n }) => `${SHORT[level]}\u00a0${/^[а-яё]/.test(n) ? `«${n}»` : n}`.trim())
    .reverse()
    .join(' ');
}
