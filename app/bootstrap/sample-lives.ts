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
  readonly stopAt?: 'in-approval';
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
];
