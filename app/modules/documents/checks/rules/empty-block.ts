import { hasContent } from '../build-context';
import type { BlockRule, CheckContext, CheckedBlock, Finding } from '../check.types';

const isEmpty = (block: CheckedBlock) => block.masked.every((run) => run.trim() === '');

/** Removing a numbered block moves the numbers that people may have typed: then a person decides. */
function movesNumbers(block: CheckedBlock, context: CheckContext): boolean {
  if (block.label === '' || block.label === '–') return false;
  return context.blocks.some((one) => context.citationsOf(one).some(({ act }) => act.kind === 'this-act'));
}

function finding(block: CheckedBlock): Finding | null {
  const { block: it } = block;
  const own = isEmpty(block);
  switch (it.type) {
    case 'section':
    case 'appendix': {
      const noun = it.type === 'section' ? 'Раздел' : 'Приложение';
      if (it.children.some(hasContent)) return null;
      return {
        message: own
          ? `${noun} пуст${it.type === 'section' ? '' : 'о'}`
          : `${noun} без текста: есть только заголовок`,
      };
    }
    case 'addresseeGroup':
      if (own) return { message: 'Не назван адресат' };
      return it.children.some(hasContent)
        ? null
        : { message: 'Адресату ничего не адресовано: нет ни одного пункта' };
    case 'item':
      return own
        ? { message: it.children.length > 0 ? 'Пункт без текста, есть только вложенное' : 'Пустой пункт' }
        : null;
    case 'paragraph':
      return own ? { message: 'Пустой абзац', severity: 'hint' } : null;
    default:
      return own ? { message: 'Здесь ничего не написано', severity: 'hint' } : null;
  }
}

export const emptyBlock: BlockRule = {
  id: 'empty-block',
  title: 'Пустые разделы и пункты',
  why: 'Пустой пункт займёт номер, а пустой раздел — строку в оглавлении.',
  severity: 'warning',
  scope: 'block',
  fixLabel: 'Удалить пустое место',
  find(block, context) {
    const found = finding(block);
    if (!found) return [];
    const leaf = !('children' in block.block) || block.block.children.length === 0;
    const removable =
      leaf && isEmpty(block) && !context.targets.has(block.id) && !movesNumbers(block, context);
    return [{ ...found, fixable: removable }];
  },
  fix: () => null,
};
