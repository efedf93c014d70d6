// From positions in the printed text of a run to its units: a reference or a field is many letters and one unit.
import type { Inline } from '../../body/body.schema';
import { type DisplayContext, presentRun } from '../../body/render-values';
import { inlineLength } from './run-units';

export interface UnitStretch {
  readonly at: number;
  readonly length: number;
  /** Letters of an atom that was cut into: they stay as text. */
  readonly keptBefore: string;
  readonly keptAfter: string;
}

/** The stretch of units that covers a printed stretch; atoms are taken whole. */
export function printedToUnits(
  run: readonly Inline[],
  from: number,
  to: number,
  context: DisplayContext,
  blockId: string,
): UnitStretch {
  let [printed, unit] = [0, 0];
  let [at, end] = [-1, -1];
  let [keptBefore, keptAfter] = ['', ''];
  for (const inline of run) {
    const text = presentRun([inline], context, blockId)[0]?.text ?? '';
    const next = printed + text.length;
    const atom = inline.type !== 'text';
    if (at < 0 && (from < next || (from === next && !atom && to === from))) {
      at = atom ? unit : unit + from - printed;
      // A place between two pieces cuts into neither.
      if (atom && from > printed) keptBefore = text.slice(0, from - printed);
    }
    if (end < 0 && to <= next && at >= 0) {
      end = atom ? (to > printed || keptBefore !== '' ? unit + 1 : unit) : unit + to - printed;
      if (atom && end > unit && to < next) keptAfter = text.slice(to - printed);
    }
    printed = next;
    unit += inlineLength(inline);
  }
  if (at < 0) at = unit;
  if (end < at) end = to > from ? unit : at;
  return { at, length: end - at, keptBefore, keptAfter };
}
