import type { Doubt } from '~/modules/citations';
import type { BlockRule } from '../check.types';

const WORDS: Partial<Record<Doubt, { message: string; detail: string }>> = {
  'part-not-named': {
    message: 'Часть статьи не указана',
    detail: 'Статья делится на части: назовите часть, например «п. 4.1 ч. 2 ст. 44 ЖК РФ».',
  },
  'uk-or-company': {
    message: '«УК» — кодекс или управляющая организация?',
    detail: 'Напишите «УК РФ» или «управляющая организация».',
  },
};

export const ambiguousCitation: BlockRule = {
  id: 'ambiguous-citation',
  title: 'Неточная ссылка на норму',
  why: 'По такой ссылке норму нельзя найти однозначно.',
  severity: 'warning',
  scope: 'block',
  find(block, context) {
    return context.citationsOf(block).flatMap((citation) =>
      (citation.doubts ?? []).flatMap((doubt) => {
        const words = WORDS[doubt];
        if (!words) return [];
        return [
          {
            message: `${words.message}: «${citation.raw}»`,
            detail: words.detail,
            quote: citation.raw,
            key: `${doubt}@${citation.start}`,
            severity: doubt === 'uk-or-company' ? ('hint' as const) : undefined,
          },
        ];
      }),
    );
  },
};
