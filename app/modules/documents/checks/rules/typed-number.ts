import type { Block } from '../../body/body.schema';
import type { BlockRule } from '../check.types';
import { TYPED_NUMBER } from '../fold-text';
import { rewriteBlock, rewriteStart } from '../run-text';

const strip = (text: string) => {
  let out = text;
  for (let next = out.replace(TYPED_NUMBER, ''); next !== out; next = out.replace(TYPED_NUMBER, ''))
    out = next;
  return out;
};

const numbered: ReadonlySet<Block['type']> = new Set(['item', 'section', 'addresseeGroup']);

export const typedNumber: BlockRule = {
  id: 'typed-number',
  title: 'Номер набран вручную',
  why: 'Номера ставит программа. Набранный вручную напечатается вторым и устареет при первой же вставке.',
  severity: 'warning',
  scope: 'block',
  fixLabel: 'Убрать набранный номер',
  find(block) {
    const typed = numbered.has(block.block.type)
      ? block.label !== '' && TYPED_NUMBER.exec(block.masked[0] ?? '')
      : block.block.type === 'list' &&
        TYPED_NUMBER.exec(block.masked.find((run) => TYPED_NUMBER.test(run)) ?? '');
    if (!typed) return [];
    const mark = typed[0].trim();
    return [{ message: `В начале текста набрано «${mark}»`, quote: mark }];
  },
  fix: (block) => (block.type === 'list' ? rewriteBlock(block, strip) : rewriteStart(block, strip)),
};
