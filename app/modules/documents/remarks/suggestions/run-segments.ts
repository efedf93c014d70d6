// A run with its suggested changes as stretches that stay, go or come; the page and the DOCX are drawn from the same.
import type { Inline } from '../../body/body.schema';
import { overlap, runLength, sliceRun } from './run-units';
import type { TextOp } from './suggestion-ops.schema';

export interface RunSegment {
  readonly kind: 'same' | 'del' | 'ins';
  readonly inlines: readonly Inline[];
  /** The suggestion; '' for what stays. */
  readonly id: string;
}

/** Ops must be of this run. Of two that overlap only the first is drawn; `left` names the others. */
export function runSegments(
  run: readonly Inline[],
  ops: readonly { id: string; op: TextOp }[],
): { segments: RunSegment[]; left: string[] } {
  const taken: { id: string; op: TextOp; length: number }[] = [];
  const left: string[] = [];
  for (const { id, op } of ops) {
    const length = runLength(op.removed);
    const stretch = { at: op.at, length };
    const clash =
      op.at + length > runLength(run) ||
      taken.some((other) => overlap(stretch, { at: other.op.at, length: other.length }));
    if (clash) left.push(id);
    else taken.push({ id, op, length });
  }
  taken.sort((a, b) => a.op.at - b.op.at || a.length - b.length || (a.id < b.id ? -1 : 1));
  const segments: RunSegment[] = [];
  const push = (kind: RunSegment['kind'], inlines: readonly Inline[], id: string) => {
    if (inlines.length > 0) segments.push({ kind, inlines, id });
  };
  let at = 0;
  for (const { id, op, length } of taken) {
    push('same', sliceRun(run, at, op.at), '');
    push('del', sliceRun(run, op.at, op.at + length), id);
    push('ins', op.inserted, id);
    at = Math.max(at, op.at + length);
  }
  push('same', sliceRun(run, at, runLength(run)), '');
  return { segments, left };
}
