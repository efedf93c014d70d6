// Papers for tests and benchmarks of the output: fictional organisations, shapes of the real documents.
import type { Block, DocumentBody, Inline, ItemBlock } from '~/modules/documents/body/body.schema';
import { buildPaper } from '~/modules/documents/output/build-paper';
import type { BuildPaperInput } from '~/modules/documents/output/paper-input';
import { adoptionLine } from '~/modules/documents/output/paper-lines';
import type { Paper } from '~/platform/rendering';
import { PROFILE } from '../../factories/paper-profile';

export const SHA = '3f1c9a'.padEnd(64, '7b2e');
export const CREATED_AT = '2023-09-25T12:00:00.000Z';

let counter = 0;
export const id = (): string => `b${++counter}`;
/** Each sample counts its ids from one, so equal samples are equal papers. */
export const resetIds = (): void => {
  counter = 0;
};
export const text = (value: string): Inline[] => [{ type: 'text', text: value }];
export const item = (value: string | Inline[], children: Block[] = []): ItemBlock => ({
  type: 'item',
  id: id(),
  content: typeof value === 'string' ? text(value) : value,
  children,
});
export const paragraph = (value: string): Block => ({ type: 'paragraph', id: id(), content: text(value) });

const STEMS = [
  'Одобрить практику работы общественных жилищных инспекторов и рекомендовать её дальнейшее развитие в городе Заречном.',
  'Рекомендовать управляющим организациям и советам многоквартирных домов проводить совместные осмотры общего имущества не реже двух раз в год и размещать акты осмотров в ГИС ЖКХ в течение 10 рабочих дней.',
  'Обратить внимание органов местного самоуправления на целесообразность участия общественных инспекторов в комиссиях по приёмке работ капитального ремонта, предусмотренных ч. 2 ст. 190 ЖК РФ.',
  'Предусмотреть в программах жилищного просвещения занятия по чтению платёжных документов, порядку перерасчёта и подготовке общего собрания собственников (ст. 44–48 ЖК РФ).',
];

function resolutionItems(): Block[] {
  const items: Block[] = [];
  for (let n = 1; n <= 19; n++) {
    if (n === 3)
      items.push(
        item(
          'Рекомендовать участникам тиражирование нормативной основы, опубликованной на сайте организации:',
          [documentsList()],
        ),
      );
    else if (n === 8)
      items.push(
        item([
          { type: 'text', text: 'Размещать сведения об осмотрах в открытой системе ' },
          link('https://осмотры.пример.рф/реестр'),
          { type: 'text', text: ', созданной в рамках проекта, и сообщать о ней жителям.' },
        ]),
      );
    else if (n === 13)
      items.push(
        item(
          [
            { type: 'text', text: 'Включать в договоры медиативную оговорку, то есть ' },
            { type: 'text', text: 'условие', marks: [{ type: 'strong' }] },
            { type: 'text', text: ' об урегулировании спора с участием медиатора. Рекомендуемый текст:' },
          ],
          clauses(),
        ),
      );
    else if (n === 15)
      items.push(
        item([
          { type: 'text', text: 'Организаторам подготовить методические материалы к ' },
          { type: 'crossRef', targetId: 'point-13', prefix: 'пункту' },
          { type: 'text', text: ' до ' },
          { type: 'field', path: 'deadline', format: 'date-long' },
          { type: 'text', text: ' и разослать их участникам.' },
        ]),
      );
    else items.push(item(STEMS[n % STEMS.length] as string));
  }
  (items[12] as ItemBlock).id = 'point-13';
  return items;
}

const link = (href: string): Inline => ({ type: 'text', text: href, marks: [{ type: 'link', href }] });

function documentsList(): Block {
  return {
    type: 'list',
    id: id(),
    style: 'dash',
    entries: [
      {
        content: text(
          'Положение об общественных инспекторах региональной общественной организации «Дом и двор»;',
        ),
      },
      { content: text('Кодекс этики общественных жилищных инспекторов;') },
      { content: text('Регламент осуществления общественного жилищного контроля.') },
    ],
  };
}

function clauses(): Block[] {
  return [
    {
      type: 'quote',
      id: id(),
      paragraphs: [
        [
          {
            type: 'text',
            text: '«Все споры, вытекающие из настоящего договора или в связи с ним, стороны урегулируют с помощью процедуры медиации в ',
          },
          { type: 'placeholder', label: 'название организации' },
          { type: 'text', text: '».' },
        ],
      ],
    },
    {
      type: 'quote',
      id: id(),
      paragraphs: [
        text(
          '«До обращения в суд сторона направляет другой стороне предложение о проведении процедуры медиации. Если в течение 30 дней со дня направления предложения согласие не получено, сторона вправе обратиться в суд».',
        ),
        text('«Срок проведения процедуры медиации не превышает 60 дней».'),
      ],
    },
  ];
}

const SHEET_ROWS = [
  'Коллегия посредников «Диалог»',
  'Союз советов домов Заречного',
  'Ресурсный центр «Соседи»',
  'Ассоциация «Чистый двор»',
  'Учебный центр «Квартал»',
].map((who, index) => ({
  step: 'Согласование соорганизаторами',
  who,
  position: 'руководитель',
  decision: index === 3 ? 'Согласовано с замечанием' : 'Согласовано',
  at: `2023-09-2${index}T09:15:00.000Z`,
  sha256: SHA,
  channel: index === 1 ? 'по ссылке' : 'в системе',
  ...(index === 3 ? { remark: 'Уточнить срок в пункте 15' } : {}),
}));

export function resolutionInput(extra: Partial<BuildPaperInput> = {}): BuildPaperInput {
  resetIds();
  const body: DocumentBody = {
    schemaVersion: 1,
    numbering: 'flat',
    blocks: [
      paragraph(
        'Круглый стол «Соседский контроль: от жалобы к порядку» для участников жилищно-коммунальных отношений г. Заречного проведён в рамках проекта «Ресурсный центр домовых советов», реализуемого с использованием гранта на развитие гражданского общества.',
      ),
      paragraph(
        'Участие в мероприятии приняли 39 человек, в том числе председатели советов многоквартирных домов, собственники помещений, представители управляющих организаций, ТСЖ и некоммерческих организаций (далее – НКО).',
      ),
      paragraph('Участники круглого стола считают необходимым:'),
      ...resolutionItems(),
    ],
  };
  return {
    body,
    card: {
      heading: 'Резолюция круглого стола «Соседский контроль: от жалобы к порядку»',
      headerLines: ['Проект «Ресурсный центр домовых советов»'],
      titleLines: ['РЕЗОЛЮЦИЯ', 'КРУГЛОГО СТОЛА', '«СОСЕДСКИЙ КОНТРОЛЬ: ОТ ЖАЛОБЫ К ПОРЯДКУ»'],
      datePlace: { layout: 'date-left', date: '2023-09-25', place: 'г. Заречный' },
      signatories: [
        { role: 'Председательствующий', name: 'О.С. Образцова' },
        { role: 'Секретарь', name: 'П.Р. Примеров' },
      ],
    },
    resolveField: (path) => (path === 'deadline' ? '1 марта 2024 г.' : null),
    marks: [],
    registration: { number: '12-Р' },
    adoption: adoptionLine({
      by: 'участниками круглого стола «Соседский контроль: от жалобы к порядку»',
      subject: { gender: 'f' },
      date: '2023-09-25',
    }),
    verification: { url: 'https://docs.example.org/verify/7K2M-9QXA', code: true },
    sheet: {
      title: 'Лист согласования',
      versionNumber: 2,
      versionSha256: SHA,
      status: 'approved',
      auditHead: SHA,
      rows: SHEET_ROWS,
    },
    organisation: 'АНО «Ресурсный центр «Соседи»',
    keywords: ['резолюция', 'общественный контроль', 'ЖКХ'],
    createdAt: CREATED_AT,
    profile: PROFILE,
    ...extra,
  };
}

export const resolutionPaper = (extra: Partial<BuildPaperInput> = {}): Paper =>
  buildPaper(resolutionInput(extra));
