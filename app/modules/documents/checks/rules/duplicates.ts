import { placeOf } from '../build-context';
import type { BodyRule } from '../check.types';
import { findDuplicates } from '../find-duplicates';
import { sample, wordsOf } from '../fold-text';

/** Short paragraphs are signatures, dates and names of bodies: they repeat by right. */
const MIN_PARAGRAPH_WORDS = 7;

export const duplicate: BodyRule = {
  id: 'duplicate',
  title: 'Повторы',
  why: 'Одно и то же предложено дважды, часто в разных разделах: оставьте одно или объедините.',
  severity: 'warning',
  scope: 'body',
  find({ body, blocks, display }) {
    const byId = new Map(blocks.map((block) => [block.id, block]));
    return findDuplicates(body, display.values).flatMap(({ first, second, similarity, acrossSections }) => {
      const [earlier, later] = [byId.get(first.blockId), byId.get(second.blockId)];
      if (!earlier || !later) return [];
      if (later.block.type === 'paragraph' && wordsOf(later.folded).length < MIN_PARAGRAPH_WORDS) return [];
      const where = placeOf(earlier, display);
      const exact = similarity === 1;
      return [
        {
          blockId: second.blockId,
          severity: exact ? undefined : ('hint' as const),
          message: exact
            ? `Слово в слово повторяет: ${where}`
            : `Почти повторяет (сходство ${Math.round(similarity * 100)} %): ${where}`,
          detail: `${acrossSections ? 'В другом разделе: ' : ''}«${sample(first.text, 120)}»`,
          quote: sample(later.text, 120),
        },
      ];
    });
  },
};
