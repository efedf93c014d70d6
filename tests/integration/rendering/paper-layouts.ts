// The other layouts: a regulation with two marks and a table, a forum by sections, a list by addressees.
import type { Block, DocumentBody } from '~/modules/documents/body/body.schema';
import { buildPaper } from '~/modules/documents/output/build-paper';
import type { BuildPaperInput, PrintedMark } from '~/modules/documents/output/paper-input';
import { PROFILE } from '../../factories/paper-profile';
import { CREATED_AT, id, item, paragraph, resetIds, resolutionInput, text } from './paper-samples';

const mark = (
  side: PrintedMark['side'],
  word: string,
  lines: string[],
  extra: Partial<PrintedMark> = {},
): PrintedMark => ({
  kind: word === 'СОГЛАСОВАНО' ? 'soglasovano' : 'utverzhdayu',
  side,
  word,
  lines,
  signatureLine: true,
  ...extra,
});

function table(): Block {
  const cell = (value: string, extra: object = {}) => ({ content: [text(value)], ...extra });
  return {
    type: 'table',
    id: id(),
    caption: 'Таблица 1. Состав реестра членов клуба',
    headerRows: 2,
    rows: [
      {
        cells: [
          cell('№', { rowspan: 2 }),
          cell('Сведения о члене клуба', { colspan: 2 }),
          cell('Основание', { rowspan: 2 }),
        ],
      },
      { cells: [cell('Фамилия, имя, отчество'), cell('Дата приёма')] },
      ...Array.from({ length: 40 }, (_, n) => ({
        cells: [
          cell(String(n + 1), { align: 'center' }),
          cell(`Участник ${n + 1}`),
          cell('16.01.2018'),
          cell('Заявление и решение руководителя инспекции'),
        ],
      })),
    ],
  };
}

export function regulationInput(extra: Partial<BuildPaperInput> = {}): BuildPaperInput {
  resetIds();
  const section = (title: string, children: Block[]): Block => ({
    type: 'section',
    id: id(),
    title: text(title),
    children,
  });
  const sentence =
    'Кейс-клуб объединяет общественных инспекторов, экспертов и жителей для разбора спорных случаев управления многоквартирными домами и подготовки предложений органам местного самоуправления.';
  const body: DocumentBody = {
    schemaVersion: 1,
    numbering: 'section',
    blocks: [
      section('Общие положения', [
        item(sentence),
        item('Принципы работы клуба:', [
          {
            type: 'list',
            id: id(),
            style: 'dash',
            entries: [
              { content: text('открытость;') },
              { content: text('добровольность;'), entries: [{ content: text('без взносов;') }] },
              { content: text('независимость.') },
            ],
          },
        ]),
        item(sentence),
      ]),
      section('Основные цели и задачи', [
        item(sentence, [item('Подготовка разборов.'), item('Публикация разборов.')]),
        item(sentence),
      ]),
      section(
        'Создание и прекращение деятельности, структура и порядок работы клуба при региональной общественной инспекции',
        Array.from({ length: 9 }, () => item(sentence)),
      ),
      section('Заключительные положения', [
        item('Изменения вносятся после согласования с руководителем проекта.'),
        item('Настоящее Положение действует до его отмены.'),
      ]),
      {
        type: 'appendix',
        id: id(),
        title: text('РЕЕСТР ЧЛЕНОВ КЕЙС-КЛУБА'),
        caption: 'к Положению о кейс-клубе',
        numbering: 'none',
        children: [paragraph('Реестр ведёт секретарь клуба.'), table()],
      },
    ],
  };
  return {
    body,
    card: {
      heading: 'Положение о кейс-клубе «Разбор»',
      headerLines: ['Проект «Школа общественного инспектора»'],
      titleLines: ['ПОЛОЖЕНИЕ', 'О КЕЙС-КЛУБЕ «РАЗБОР»'],
      datePlace: { layout: 'none' },
      signatories: [],
    },
    resolveField: () => null,
    marks: [
      mark(
        'left',
        'СОГЛАСОВАНО',
        ['Руководитель проекта «Школа общественного инспектора» АНО «Ресурсный центр «Соседи»'],
        { person: 'О.С. Образцова', date: '2018-01-16' },
      ),
      mark('right', 'УТВЕРЖДАЮ', ['Руководитель Региональной общественной инспекции'], {
        person: 'К.К. Константинопольский',
      }),
    ],
    stamp: 'ПРОЕКТ, версия 3 от 20.09.2023',
    organisation: 'АНО «Ресурсный центр «Соседи»',
    createdAt: CREATED_AT,
    profile: { ...PROFILE, marginsMm: { ...PROFILE.marginsMm, left: 30 } },
    ...extra,
  };
}

/** Section «Площадка» without a number → addressees → dash items. */
export function forumInput(extra: Partial<BuildPaperInput> = {}): BuildPaperInput {
  resetIds();
  const group = (addressees: string[], items: string[]): Block => ({
    type: 'addresseeGroup',
    id: id(),
    addressees: addressees.map(text),
    children: items.map((value) => item(value)),
  });
  const body: DocumentBody = {
    schemaVersion: 1,
    numbering: 'dash',
    blocks: [
      {
        type: 'section',
        id: id(),
        title: text('Площадка «Общественный контроль»'),
        children: [
          group(
            ['Министерству жилищной политики области', 'Администрации города Заречного'],
            [
              'создать совет по поддержке общественных инспекторов;',
              'предусмотреть в 2024–2026 гг. обучение не менее 120 инспекторов.',
            ],
          ),
          group(['Некоммерческим организациям'], ['размещать отчёты об осмотрах не реже 1 раза в месяц.']),
        ],
      },
      {
        type: 'section',
        id: id(),
        title: text('Площадка «Добровольчество»'),
        children: [group(['Образовательным организациям'], ['включить занятия в программы практики.'])],
      },
    ],
  };
  return {
    ...resolutionInput(),
    body,
    card: {
      ...resolutionInput().card,
      heading: 'Итоговая резолюция форума',
      titleLines: ['ИТОГОВАЯ РЕЗОЛЮЦИЯ', 'ГРАЖДАНСКОГО ФОРУМА'],
      datePlace: { layout: 'place-left', date: '2018-11-30', place: 'г. Заречный' },
      signatories: [],
    },
    adoption: null,
    sheet: null,
    ...extra,
  };
}

/** Addressee 1. → items 1.1. with labelled date and place. */
export function addresseeInput(extra: Partial<BuildPaperInput> = {}): BuildPaperInput {
  const forum = forumInput();
  const groups = forum.body.blocks.flatMap((block) => (block.type === 'section' ? block.children : []));
  const body: DocumentBody = { schemaVersion: 1, numbering: 'addressee', blocks: groups };
  return {
    ...forum,
    body,
    card: {
      ...forum.card,
      datePlace: {
        layout: 'labelled',
        lines: [
          { label: 'Дата проведения', value: '25 марта 2014 г.' },
          { label: 'Время проведения', value: '14:00–16:15' },
          { label: 'Место проведения', value: 'Дом культуры, г. Заречный, ул. Мира, д. 11' },
        ],
      },
    },
    ...extra,
  };
}

export const papers = {
  resolution: () => buildPaper(resolutionInput()),
  regulation: () => buildPaper(regulationInput()),
  forum: () => buildPaper(forumInput()),
  addressee: () => buildPaper(addresseeInput()),
};
