// Citations looked up in the base of acts: a norm that is not there, that has lapsed, that cannot be opened.
import type { CitedNorm } from '../../norms.port';
import type { BlockRule, CheckContext, CheckedBlock, Finding } from '../check.types';

function findingsOf(
  { text }: CheckedBlock,
  { norms }: CheckContext,
  status: CitedNorm['status'],
  say: (norm: CitedNorm) => Pick<Finding, 'message' | 'detail'>,
): Finding[] {
  const found = (norms.get(text) ?? []).filter((norm) => norm.status === status);
  // A list «пп. 1, 2 и 3» names several units: what is the same about them is told once.
  const seen = new Set<string>();
  return found.flatMap((norm) => {
    const key = `${norm.start}:${norm.note}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ ...say(norm), quote: norm.raw, key: `norm@${key}` }];
  });
}

export const missingNorm: BlockRule = {
  id: 'missing-norm',
  title: 'Нет такой нормы',
  why: 'Ссылка на норму, которой нет, лишает требование основания.',
  severity: 'warning',
  scope: 'block',
  find: (block, context) =>
    findingsOf(block, context, 'missing', ({ raw, act, note }) => ({
      message: `В загруженной редакции ${act} нет: «${raw}»`,
      detail: note
        ? `Рядом: ${note}. Проверьте номер; более поздние изменения акта не проверены.`
        : 'Проверьте номер; более поздние изменения акта не проверены.',
    })),
};

export const lapsedNorm: BlockRule = {
  id: 'lapsed-norm',
  title: 'Утратившая силу норма',
  why: 'Документ со ссылкой на утратившую силу норму вернут или оспорят.',
  severity: 'warning',
  scope: 'block',
  find: (block, context) =>
    findingsOf(block, context, 'lapsed', ({ raw, act, note }) => ({
      message: `Норма утратила силу: «${raw}»`,
      detail: `${act}: ${note || 'утратила силу'}. Сошлитесь на то, что её заменило, или укажите, что норма применялась на дату событий.`,
    })),
};

export const unloadedNorm: BlockRule = {
  id: 'unloaded-norm',
  title: 'Текст акта не загружен',
  why: 'Без текста акта программа не может сказать, есть ли такая норма.',
  severity: 'hint',
  scope: 'block',
  find: (block, context) =>
    findingsOf(block, context, 'card-only', ({ raw, act }) => ({
      message: `Не проверено: «${raw}»`,
      detail: `${act} известен только по карточке. Сверьте норму с официальным текстом на pravo.gov.ru.`,
    })),
};
