// The short written form of a citation that the YAML cases use.
import type { Citation, Level, Target, Unit } from '~/modules/citations';

export interface CitationCase {
  правило: string;
  текст: string;
  ждём?: string[];
}

const SHORT: Record<Level, string> = {
  приложение: 'прил',
  раздел: 'разд',
  подраздел: 'подразд',
  глава: 'гл',
  параграф: '§',
  статья: 'ст',
  примечание: 'прим',
  часть: 'ч',
  пункт: 'п',
  подпункт: 'пп',
  абзац: 'абз',
  предложение: 'предл',
};

const writePath = (path: Unit[]) => path.map(({ level, n }) => `${SHORT[level]} ${n}`).join(' / ');
const writeTarget = (target: Target) =>
  'path' in target ? writePath(target.path) : `${writePath(target.from)} … ${writePath(target.to)}`;

/** «code ЖК РФ → ст 44 / ч 2 / п 3.1» */
export function writeCitation({ act, targets }: Citation): string {
  const details = [
    act.kind,
    act.abbr,
    act.number && `№ ${act.number}`,
    act.date && `от ${act.date}`,
    act.title && `[${act.title}]`,
    act.scope && `в: ${act.scope}`,
    act.part,
    act.edition && `ред. ${act.edition}`,
  ].filter(Boolean);
  const units = targets.map(writeTarget).join('; ');
  return details.join(' ') + (units === '' ? '' : ` → ${units}`);
}

export const unmark = (text: string): string => text.replace(/[⟦⟧]/g, '');
export const markedSpans = (text: string): string[] =>
  [...text.matchAll(/⟦([^⟧]*)⟧/g)].map((found) => found[1] ?? '');
