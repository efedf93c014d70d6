// The papers of «учебные данные» and of the demo: which template, and what happens to it on its way. Data only.

export interface SampleLife {
  readonly templateId: string;
  /** What the demo prints for it. */
  readonly title: string;
  /** The last of the asked returns the document with this remark; the author answers and changes the point. */
  readonly returned?: {
    readonly remark: string;
    readonly answer: string;
    readonly replace: { readonly find: RegExp; readonly by: string };
  };
  /** Left on its way, so that lists and «На согласовании» have something to show. */
  readonly stopAt?: 'draft' | 'in-approval' | 'discussion';
  /** Its own name where a template serves two papers. */
  readonly key?: string;
  /** Changes of the template's sample event. */
  readonly event?: Readonly<Record<string, string>>;
}

export const SAMPLE_LIVES: readonly SampleLife[] = [
  {
    templateId: 'resolution/flat',
    title: 'Резолюция из девятнадцати пунктов',
    returned: {
      remark: 'В пункте о добровольцах скажите, куда обращаться: жителям неясно, кто ведёт запись.',
      answer: 'Принято: указали, где ведётся запись.',
      replace: {
        find: /движения «Добровольцы ЖКХ»/u,
        by: 'движения «Добровольцы ЖКХ», запись в которое ведёт АНО «Добрый двор»',
      },
    },
  },
  { templateId: 'resolution/addressee', title: 'Резолюция по адресатам' },
  { templateId: 'resolution/section', title: 'Резолюция форума по секциям' },
  { templateId: 'regulation/case-club', title: 'Положение о кейс-клубе: оба грифа' },
  { templateId: 'ethics-code/standard', title: 'Кодекс этики' },
  { templateId: 'mediation-agreement/conduct', title: 'Соглашение о проведении процедуры медиации' },
  { templateId: 'protocol/council', title: 'Протокол заседания совета' },
  {
    templateId: 'regulation/public-control',
    title: 'Регламент общественного жилищного контроля',
    stopAt: 'in-approval',
  },
  { templateId: 'regulation/inspectors', title: 'Положение об инспекторах: черновик', stopAt: 'draft' },
  {
    templateId: 'resolution/addressee',
    key: 'resolution/discussed',
    title: 'Резолюция, которую обсуждают',
    event: { title: 'Двор без конфликтов: парковка, тишина, площадки' },
    stopAt: 'discussion',
  },
];

/** Sent by the form of people without an account; `point` as the form calls it. */
export const FORM_PROPOSALS = [
  {
    point: 'п.\u00a01.1',
    kind: 'new-point',
    text: 'Открыть в районе горячую линию для жителей по вопросам содержания дворов с ответом в течение трёх рабочих дней.',
    reason: 'Сейчас обращения ходят между ведомствами месяцами.',
  },
  { point: 'п.\u00a01.1', kind: 'change', text: 'Указать срок: до 1 марта 2027 года.', reason: '' },
  {
    point: 'п.\u00a02.1',
    kind: 'add',
    text: 'Ввести штраф за парковку на газоне.',
    reason: 'Газоны восстанавливают за счёт жителей.',
  },
  { point: 'п.\u00a01.1', kind: 'change', text: 'Указать срок исполнения: до 1 марта 2027 г.', reason: '' },
  { point: '', kind: 'question', text: 'Кто будет следить за исполнением резолюции?', reason: '' },
] as const;

/** Said aloud and written down by the secretary. */
export const HALL_PROPOSAL = {
  kind: 'add',
  channel: 'oral',
  organisation: 'Совет дома на Мостовой ул., д. 5',
  text: 'Дополнить пунктом о ночной тишине при ремонте подъездов.',
  reason: '',
} as const;
