// Styles and lists of the DOCX: named as a word processor names its own, so that a person can restyle the paper.
import {
  AlignmentType,
  type ILevelsOptions,
  type INumberingOptions,
  type IStylesOptions,
  LevelFormat,
  LevelSuffix,
  LineRuleType,
} from 'docx';
import type { PaperProfile } from '../paper-profile';
import { type DocxContext, twipsOfCm } from './docx-context';

/** Metric twin of Tinos that every Word has. */
const FONT = 'Times New Roman';
const LANGUAGE = 'ru-RU';
/** Lists of the body that carry no number of their own. */
export const DASH_LIST = 'dashes';
export const BULLET_LIST = 'bullets';
export const DECIMAL_LIST = 'decimals';
export const STYLE = {
  body: 'BodyText',
  quote: 'Quote',
  line: 'KhartiaLine',
  table: 'KhartiaTable',
  note: 'KhartiaNote',
} as const;

export const lineOf = (spacing: number) => ({
  line: Math.round(240 * spacing),
  lineRule: LineRuleType.AUTO,
});

function paragraphStyles(profile: PaperProfile): IStylesOptions['paragraphStyles'] {
  const indent = twipsOfCm(profile.indentCm);
  const base = { basedOn: 'Normal', quickFormat: true };
  return [
    {
      ...base,
      id: STYLE.body,
      name: 'Body Text',
      paragraph: { alignment: AlignmentType.JUSTIFIED, indent: { firstLine: indent } },
    },
    {
      ...base,
      id: STYLE.quote,
      name: 'Quote',
      paragraph: {
        alignment: AlignmentType.JUSTIFIED,
        indent: { left: indent + twipsOfCm(0.4) },
        spacing: { before: 60, after: 60 },
      },
    },
    { ...base, id: STYLE.line, name: 'Реквизит', paragraph: { spacing: { ...lineOf(1) } } },
    {
      ...base,
      id: STYLE.table,
      name: 'Текст таблицы',
      run: { size: profile.tableFontPt * 2 },
      paragraph: { spacing: { ...lineOf(1) } },
    },
    {
      ...base,
      id: STYLE.note,
      name: 'Примечание',
      run: { size: 21 },
      paragraph: { spacing: { ...lineOf(1) } },
    },
  ];
}

/** Default look, headings and the paper's own paragraph styles. */
export function docxStyles(profile: PaperProfile): IStylesOptions {
  // Word counts sizes in half-points.
  const size = profile.fontPt * 2;
  const text = { font: FONT, size, color: '000000' };
  const level = (before: number, after: number) => ({
    run: { ...text, bold: true, italics: false },
    paragraph: { keepNext: true, keepLines: true, spacing: { before, after, ...lineOf(1) } },
  });
  return {
    default: {
      document: {
        run: { ...text, language: { value: LANGUAGE, eastAsia: LANGUAGE, bidirectional: 'ar-SA' } },
        paragraph: { spacing: { before: 0, after: 0, ...lineOf(profile.lineSpacing) } },
      },
      title: {
        run: { ...text, bold: true },
        paragraph: {
          alignment: AlignmentType.CENTER,
          keepNext: true,
          spacing: { before: 280, after: 240, ...lineOf(1) },
        },
      },
      heading1: level(240, 160),
      heading2: level(160, 60),
      heading3: level(160, 60),
      heading4: level(160, 60),
    },
    paragraphStyles: paragraphStyles(profile) ?? [],
  };
}

/** Room for a number of so many parts at 14 pt. */
export const labelRoom = (level: number): number => twipsOfCm([0.85, 1.25, 1.6, 2][level] ?? 2.4);

function numberLevels(context: DocxContext): INumberingOptions['config'] {
  const indent = twipsOfCm(context.profile.indentCm);
  return context.lists.map(({ reference, levels }) => ({
    reference,
    levels: [...levels.values()].map(
      ({ level, text, start }): ILevelsOptions => ({
        level,
        text,
        start,
        format: LevelFormat.DECIMAL,
        alignment: AlignmentType.LEFT,
        suffix: context.centredLevels.has(`${reference}:${level}`) ? LevelSuffix.SPACE : LevelSuffix.TAB,
        style: {
          paragraph: {
            indent: { left: 0, firstLine: indent },
            leftTabStop: indent + labelRoom(level),
          },
        },
      }),
    ),
  }));
}

function markLevels(
  format: (typeof LevelFormat)[keyof typeof LevelFormat],
  text: (level: number) => string,
  context: DocxContext,
) {
  const indent = twipsOfCm(context.profile.indentCm);
  const step = twipsOfCm(0.75);
  return Array.from(
    { length: 9 },
    (_, level): ILevelsOptions => ({
      level,
      format,
      text: text(level),
      start: 1,
      alignment: AlignmentType.LEFT,
      suffix: LevelSuffix.TAB,
      style: {
        paragraph: {
          indent: { left: level * step, firstLine: indent },
          leftTabStop: indent + level * step + twipsOfCm(0.7),
        },
      },
    }),
  );
}

/** All lists of the paper: the planned numbers, dashes, bullets, «1)». */
export function docxNumbering(context: DocxContext): INumberingOptions {
  return {
    config: [
      ...numberLevels(context),
      { reference: DASH_LIST, levels: markLevels(LevelFormat.BULLET, () => '–', context) },
      { reference: BULLET_LIST, levels: markLevels(LevelFormat.BULLET, () => '•', context) },
      {
        reference: DECIMAL_LIST,
        levels: markLevels(LevelFormat.DECIMAL, (level) => `%${level + 1})`, context),
      },
    ],
  };
}
