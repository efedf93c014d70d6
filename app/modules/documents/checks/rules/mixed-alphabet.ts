import { findLookAlikes, repairLookAlikes } from '~/shared/russian';
import type { BlockRule } from '../check.types';
import { rewriteBlock } from '../run-text';

export const mixedAlphabet: BlockRule = {
  id: 'mixed-alphabet',
  title: 'Латинские буквы среди русских',
  why: 'Слово выглядит верно, но не находится поиском и не проверяется на ошибки: одна из букв — латинская.',
  severity: 'warning',
  scope: 'block',
  fixLabel: 'Заменить похожие буквы русскими',
  find(block) {
    const found = block.masked.flatMap((text) => findLookAlikes(text));
    if (found.length === 0) return [];
    const words = [...new Set(found.map(({ word }) => `«${word}»`))].slice(0, 5).join(', ');
    const sure = found.some(({ repaired }) => repaired !== null);
    return [
      {
        message: `Смешаны русские и латинские буквы: ${words}`,
        detail: sure ? 'Похожие буквы можно заменить сразу.' : 'Какая буква имелась в виду, решите сами.',
        quote: found[0]?.word,
        fixable: sure,
      },
    ];
  },
  fix: (block) => rewriteBlock(block, repairLookAlikes),
};
