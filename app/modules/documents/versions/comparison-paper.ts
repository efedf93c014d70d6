// «Сравнение версий» as paper: the same rows as on the screen, legible in black and white: words first, then lines.
import type { Paper, PaperBlock, PaperProfile, PaperRun } from '~/platform/rendering';
import type { WordPart } from '../body/changes';
import type { ChangeDetail, CompareRow, ComparisonView } from './versions.views';

export const ROW_WORDS: Readonly<Record<CompareRow['kind'], string>> = {
  same: '',
  renumbered: '',
  added: 'добавлено',
  removed: 'исключено',
  changed: 'изменено',
  moved: 'перемещено',
  'moved-changed': 'перемещено и изменено',
  left: 'отсюда перемещено',
};

const runs = (words: readonly WordPart[]): PaperRun[] =>
  words.map(({ kind, text }) => ({
    text,
    ...(kind === 'added' ? { underline: true } : {}),
    ...(kind === 'removed' ? { strike: true } : {}),
  }));

const bare = (number: string) => number.replace(/\.$/, '');

/** «перемещено: было 1.2, стало 1.4». */
export function rowNote({ kind, numberBefore, numberAfter }: CompareRow): string {
  const word = ROW_WORDS[kind];
  const [before, after] = [bare(numberBefore), bare(numberAfter)];
  if (kind === 'left') return after && after !== '–' ? `${word} (теперь ${after})` : word;
  if (!kind.startsWith('moved') || before === after || before === '' || after === '') return word;
  return `${word}: было ${before}, стало ${after}`;
}

const detailRuns = ({ label, words }: ChangeDetail): PaperRun[] => [
  { text: words.length > 0 ? `${label}: ` : label, em: true },
  ...spaced(words),
];

/** Old and new value are two words, not one. */
function spaced(words: readonly WordPart[]): PaperRun[] {
  const out: PaperRun[] = [];
  words.forEach((part, i) => {
    const before = words[i - 1];
    if (before && before.kind !== part.kind && before.kind !== 'same' && part.kind !== 'same')
      out.push({ text: ' ' });
    out.push(...runs([part]));
  });
  return out;
}

const paragraph = (
  id: string,
  text: readonly PaperRun[],
  align: 'left' | 'justify' = 'justify',
): PaperBlock => ({
  kind: 'paragraph',
  id,
  text,
  align,
});

function rowBlocks(row: CompareRow): PaperBlock[] {
  const id = `${row.kind}-${row.blockId}`;
  const skipped: PaperBlock[] =
    row.skipped > 0
      ? [paragraph(`${id}.skip`, [{ text: `… без изменений: ${row.skipped}`, em: true }], 'left')]
      : [];
  const note = rowNote(row);
  const number = row.numberAfter || row.numberBefore;
  const head: PaperRun[] = [
    ...(note ? [{ text: `[${note}] `, strong: true }] : []),
    ...(number ? [{ text: `${number} `, ...(row.kind === 'removed' ? { strike: true } : {}) }] : []),
  ];
  const details = row.details.map((detail, i) => paragraph(`${id}.${i}`, detailRuns(detail)));
  return [...skipped, paragraph(id, [...head, ...spaced(row.words)]), ...details];
}

function group(id: string, title: string, details: readonly ChangeDetail[]): PaperBlock[] {
  if (details.length === 0) return [];
  const heading: PaperBlock = { kind: 'heading', id, level: 1, lines: [[{ text: title }]], look: 'centred' };
  return [heading, ...details.map((detail, i) => paragraph(`${id}.${i}`, detailRuns(detail)))];
}

export interface ComparisonPaperInput {
  readonly view: ComparisonView;
  readonly title: string;
  readonly organisation: string;
  readonly profile: PaperProfile;
  /** ISO instant. */
  readonly createdAt: string;
}

export function comparisonPaper({
  view,
  title,
  organisation,
  profile,
  createdAt,
}: ComparisonPaperInput): Paper {
  const side = ({ name, note }: ComparisonView['from']) => (note ? `${name} («${note}»)` : name);
  const legend: PaperRun[] = [
    { text: 'Добавленное ' },
    { text: 'подчёркнуто', underline: true },
    { text: ', исключённое ' },
    { text: 'зачёркнуто', strike: true },
    { text: '; вид изменения назван в квадратных скобках.' },
  ];
  const intro = [
    paragraph('cmp.what', [{ text: `Сравниваются: ${side(view.from)} и ${side(view.to)}.` }]),
    paragraph('cmp.summary', [{ text: `Итог: ${view.summary}.` }]),
    paragraph('cmp.legend', legend),
  ];
  const text: PaperBlock = {
    kind: 'heading',
    id: 'cmp.text',
    level: 1,
    lines: [[{ text: 'Текст' }]],
    look: 'centred',
  };
  return {
    language: 'ru',
    profile,
    metadata: {
      title: `Сравнение версий: ${title}`,
      author: organisation,
      keywords: ['сравнение версий'],
      createdAt,
    },
    headerLines: [],
    markRows: [],
    titleLines: ['СРАВНЕНИЕ ВЕРСИЙ', title],
    blocks: [
      ...intro,
      ...group('cmp.card', 'Оформление', view.card),
      ...group('cmp.fields', 'Поля', view.fields),
      ...(view.rows.length > 0 ? [text] : []),
      ...view.rows.flatMap(rowBlocks),
    ],
    signatures: [],
    endMarks: [],
  };
}
