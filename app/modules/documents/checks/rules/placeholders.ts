import { ownRuns } from '../../body/walk';
import type { BlockRule } from '../check.types';
import { sample } from '../fold-text';

/** A line of underscores, «[указать …]», «ХХХ»: a gap that somebody typed. A blank for a date by ink is none. */
const TYPED_GAP =
  /(?<![«_])_{3,}(?![»_])|\[(?:указать|вписать|уточнить|наименование|дата|номер|ф\.?и\.?о)[^\]]*\]|(?<!\p{L})[ХX]{3,}(?!\p{L})/iu;

export const placeholders: BlockRule = {
  id: 'placeholder',
  title: 'Незаполненные места',
  why: 'В документе напечатается пустая линейка вместо сведений.',
  severity: 'error',
  scope: 'block',
  find(block, context) {
    const gaps = ownRuns(block.block)
      .flat()
      .flatMap((inline) => {
        if (inline.type === 'placeholder') return [inline.label || 'без названия'];
        if (inline.type !== 'field') return [];
        return context.display.values(inline.path, inline.format) ? [] : [`поле ${inline.path}`];
      });
    if (gaps.length > 0) {
      const list = [...new Set(gaps)].map((gap) => `«${gap}»`).join(', ');
      return [{ message: `Не заполнено: ${list}`, quote: gaps[0] }];
    }
    const typed = TYPED_GAP.exec(block.masked.join('\n'));
    return typed
      ? [{ message: `Похоже на пропуск: «${sample(typed[0], 40)}»`, severity: 'warning', quote: typed[0] }]
      : [];
  },
};
