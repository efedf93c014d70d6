// References of the document to itself: made by picking the point (crossRef) and typed by hand («п. 7»).
import type { Citation, Target, Unit } from '~/modules/citations';
import { resolveCrossRef } from '../../body/cross-refs';
import { ownRuns } from '../../body/walk';
import type { BlockRule, CheckContext, Finding } from '../check.types';

export const danglingRef: BlockRule = {
  id: 'dangling-ref',
  title: 'Ссылка ведёт в никуда',
  why: 'Пункт, на который ссылались, удалён: вместо номера напечатается «?».',
  severity: 'error',
  scope: 'block',
  find(block, context) {
    const states = ownRuns(block.block)
      .flat()
      .flatMap((inline) =>
        inline.type === 'crossRef' ? [resolveCrossRef(inline, context.display.refs, block.id).status] : [],
      );
    if (states.includes('dangling')) {
      return [
        {
          message: 'Ссылка на пункт, которого больше нет',
          detail: 'Выберите другой пункт или уберите ссылку.',
        },
      ];
    }
    if (!states.includes('unnumbered')) return [];
    return [
      {
        message: 'Ссылка на место без номера: напечатается «?»',
        detail: 'Сошлитесь на пункт или раздел, у которого есть номер.',
        severity: 'warning',
      },
    ];
  },
};

const lastUnit = (target: Target): Unit | undefined => ('path' in target ? target.path : target.to).at(-1);

/** Numbers that the document prints, by what they number. */
function printed(context: CheckContext) {
  const points = new Set<string>();
  let sections = 0;
  for (const { block } of context.blocks) {
    const number = context.display.numbers.get(block.id);
    if (number?.kind !== 'number') continue;
    points.add(number.path.join('.'));
    if (block.type === 'section') sections += 1;
  }
  return { points, sections };
}

/** Only what the grammar is sure speaks of this very document and of a unit that we number. */
function missing(citation: Citation, points: ReadonlySet<string>): string[] {
  if (citation.act.kind !== 'this-act' || citation.act.resolved || (citation.doubts ?? []).length > 0)
    return [];
  return citation.targets.flatMap((target) => {
    const unit = lastUnit(target);
    if (!unit || !['пункт', 'подпункт', 'раздел'].includes(unit.level)) return [];
    const path = 'path' in target ? target.path : target.to;
    if (path.length > 1) return [];
    return /^\d+(\.\d+)*$/.test(unit.n) && !points.has(unit.n) ? [unit.n] : [];
  });
}

export const textualRef: BlockRule = {
  id: 'textual-ref',
  title: 'Ссылка на пункт, которого нет',
  why: 'В тексте назван пункт этого документа, а такого номера в нём нет.',
  severity: 'warning',
  scope: 'block',
  find(block, context): Finding[] {
    if (!/\d/.test(block.text)) return [];
    const { points } = numbersOf(context);
    if (points.size === 0) return [];
    return context.citationsOf(block).flatMap((citation) =>
      missing(citation, points).map((number) => ({
        message: `В документе нет пункта ${number}`,
        detail: 'Исправьте номер или поставьте ссылку выбором пункта: тогда номер не устареет.',
        quote: citation.raw,
        key: number,
      })),
    );
  },
};

const known = new WeakMap<CheckContext, ReturnType<typeof printed>>();
function numbersOf(context: CheckContext) {
  const found = known.get(context) ?? printed(context);
  known.set(context, found);
  return found;
}
