// Words that name a structural unit, with their abbreviations.
import type { Level } from '../citation.types';
import { formsOf } from './forms';

/** From the top down: a path is sorted by this rank, whatever the order in the text. */
export const LEVEL_RANK: Record<Level, number> = {
  приложение: 0,
  раздел: 1,
  подраздел: 2,
  глава: 3,
  параграф: 4,
  статья: 5,
  примечание: 6,
  часть: 7,
  пункт: 8,
  подпункт: 9,
  абзац: 10,
  предложение: 11,
};

const part = ['часть', 'части', 'частью', 'частей', 'частям', 'частями', 'частях'];
const article = [
  'статья',
  'статьи',
  'статье',
  'статью',
  'статьей',
  'статьею',
  'статей',
  'статьям',
  'статьями',
];

const WORDS: [Level, string[]][] = [
  ['статья', [...article, 'статьях']],
  ['часть', part],
  ['пункт', formsOf('пункт', 'masculine')],
  ['подпункт', formsOf('подпункт', 'masculine')],
  ['абзац', [...formsOf('абзац', 'masculine'), 'абзацем', 'абзацев']],
  ['предложение', formsOf('предложени', 'neuter')],
  ['глава', formsOf('глав', 'feminine')],
  ['параграф', formsOf('параграф', 'masculine')],
  ['раздел', formsOf('раздел', 'masculine')],
  ['подраздел', formsOf('подраздел', 'masculine')],
  ['приложение', formsOf('приложени', 'neuter')],
  ['примечание', formsOf('примечани', 'neuter')],
];

export const LABEL_WORDS = new Map<string, Level>(
  WORDS.flatMap(([level, forms]) => forms.map((form) => [form, level] as [string, Level])),
);

/** With a dot («ст. 44»), or without one inside a longer citation («ст 44 ЖК РФ»). */
export const LABEL_ABBREVIATIONS = new Map<string, Level>([
  ['ст', 'статья'],
  ['ч', 'часть'],
  ['чч', 'часть'],
  ['п', 'пункт'],
  ['пп', 'пункт'],
  ['подп', 'подпункт'],
  ['абз', 'абзац'],
  ['гл', 'глава'],
  ['разд', 'раздел'],
  ['подразд', 'подраздел'],
  ['прил', 'приложение'],
  ['прим', 'примечание'],
  ['примеч', 'примечание'],
  ['предл', 'предложение'],
]);
