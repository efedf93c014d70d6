// Bodies in the shapes real papers have, in our own words. Ids are readable so that a failing test is.
import type {
  AddresseeGroupBlock,
  AppendixBlock,
  Block,
  DocumentBody,
  Inline,
  ItemBlock,
  ListBlock,
  NumberingMode,
  ParagraphBlock,
  QuoteBlock,
  SectionBlock,
} from '~/modules/documents/body';

type Run = string | Inline | Inline[];

/** A run from a string, one inline or several. */
export function buildRun(run: Run): Inline[] {
  if (typeof run === 'string') return run === '' ? [] : [{ type: 'text', text: run }];
  return Array.isArray(run) ? run : [run];
}

export const buildItem = (id: string, content: Run, children: Block[] = []): ItemBlock => ({
  type: 'item',
  id,
  content: buildRun(content),
  children,
});
export const buildParagraph = (id: string, content: Run): ParagraphBlock => ({
  type: 'paragraph',
  id,
  content: buildRun(content),
});
export const buildSection = (id: string, title: Run, children: Block[] = []): SectionBlock => ({
  type: 'section',
  id,
  title: buildRun(title),
  children,
});
export const buildGroup = (
  id: string,
  addressees: string[],
  children: Block[] = [],
): AddresseeGroupBlock => ({
  type: 'addresseeGroup',
  id,
  addressees: addressees.map(buildRun),
  children,
});
export const buildAppendix = (id: string, title: Run, children: Block[] = []): AppendixBlock => ({
  type: 'appendix',
  id,
  title: buildRun(title),
  children,
});
export const buildQuote = (id: string, ...paragraphs: string[]): QuoteBlock => ({
  type: 'quote',
  id,
  paragraphs: paragraphs.map(buildRun),
});
export const buildList = (id: string, ...entries: string[]): ListBlock => ({
  type: 'list',
  id,
  style: 'dash',
  entries: entries.map((entry) => ({ content: buildRun(entry) })),
});

/** A body; numbering «flat» unless told otherwise. */
export function buildBody(blocks: Block[], numbering: NumberingMode = 'flat'): DocumentBody {
  return { schemaVersion: 1, numbering, blocks };
}

const numbersTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

/** A preamble and 19 points; the 13th carries two sample clauses as quotations, the 8th a link, the 17th a reference. */
export function buildFlatResolution(): DocumentBody {
  const items = numbersTo(19).map((n): ItemBlock => {
    if (n === 8) {
      const link: Inline = {
        type: 'text',
        text: 'открытой системе',
        marks: [{ type: 'link', href: 'https://control.example.org/' }],
      };
      return buildItem('p8', [{ type: 'text', text: 'Вести учёт проверок в ' }, link]);
    }
    if (n === 13) {
      return buildItem('p13', 'Включать в договоры медиативную оговорку. Образцы:', [
        buildQuote('p13-q1', '«Споры стороны сначала передают посреднику».'),
        buildQuote('p13-q2', '«До суда стороны проводят медиацию».', 'Срок медиации — тридцать дней.'),
      ]);
    }
    if (n === 17) {
      return buildItem('p17', [
        { type: 'text', text: 'Опубликовать образцы, названные в ' },
        { type: 'crossRef', targetId: 'p13', prefix: 'пункте' },
      ]);
    }
    return buildItem(`p${n}`, `Рекомендовать домам меру номер ${n}`);
  });
  return buildBody([buildParagraph('intro', 'Участники считают необходимым:'), ...items]);
}

/** Four addressees with 7, 2, 3 and 3 items. */
export function buildAddresseeResolution(): DocumentBody {
  const names = ['Администрации района', 'Администрациям поселений', 'Предприятиям', 'Рабочей группе'];
  const groups = [7, 2, 3, 3].map((count, g) =>
    buildGroup(
      `g${g + 1}`,
      [names[g]!],
      numbersTo(count).map((n) => buildItem(`g${g + 1}-p${n}`, `Выполнить меру ${g + 1}-${n}`)),
    ),
  );
  return buildBody(groups, 'addressee');
}

/** Six titled sections, each with addressees whose items are dashed. */
export function buildSectionResolution(): DocumentBody {
  const sections = numbersTo(6).map((s) =>
    buildSection(
      `s${s}`,
      `Площадка ${s}`,
      numbersTo(2).map((g) =>
        buildGroup(
          `s${s}g${g}`,
          [`Адресату ${s}-${g}`],
          numbersTo(3).map((n) => buildItem(`s${s}g${g}p${n}`, `рассмотреть предложение ${s}-${g}-${n}`)),
        ),
      ),
    ),
  );
  return buildBody(sections, 'dash');
}

/** A regulation of four sections, N.M, with a list, and sub-items in the third section. */
export function buildRegulation(): DocumentBody {
  const titles = ['Общие положения', 'Цели и задачи', 'Порядок работы', 'Заключительные положения'];
  const sections = titles.map((title, s) =>
    buildSection(
      `r${s + 1}`,
      title,
      numbersTo(4).map((n) => {
        const id = `r${s + 1}-${n}`;
        if (s === 1 && n === 2) {
          return buildItem(id, 'Задачи клуба:', [
            buildList(`${id}-l`, 'обучать участников;', 'разбирать случаи.'),
          ]);
        }
        const inner =
          s === 2 && n === 3 ? [buildItem(`${id}-1`, 'Председатель.'), buildItem(`${id}-2`, 'Члены.')] : [];
        return buildItem(id, `Положение ${s + 1}.${n} о клубе.`, inner);
      }),
    ),
  );
  return buildBody(sections, 'section');
}
