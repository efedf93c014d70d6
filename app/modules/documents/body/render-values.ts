// Inline content as a reader sees it: fields take their values, references their numbers, gaps a line.
// Values come from outside through one resolver, so the tree knows nothing of templates or formats.
import type { DocumentBody, Inline, Mark } from './body.schema';
import { buildRefIndex, type RefIndex, resolveCrossRef } from './cross-refs';
import { computeNumbers, type Numbering } from './numbering';
import { flattenBlocks, ownRuns } from './walk';

/** The printed value of a field path in a format (date-long, genitive…); null or '' when there is none. */
export type ValueResolver = (path: string, format: string | undefined) => string | null;

/** Leaves every field a gap. */
export const noValues: ValueResolver = () => null;

/** Everything the presentation of one body needs; make it with {@link displayContext}. */
export interface DisplayContext {
  readonly values: ValueResolver;
  readonly numbers: Numbering;
  readonly refs: RefIndex;
}

/** Computes numbers and the reference index of a body once. */
export function displayContext(body: DocumentBody, values: ValueResolver = noValues): DisplayContext {
  const numbers = computeNumbers(body);
  return { values, numbers, refs: buildRefIndex(body, numbers) };
}

/** One piece of a presented run. */
export interface PresentedInline {
  readonly kind: Inline['type'];
  readonly text: string;
  readonly marks: readonly Mark[];
  /** A gap a person must fill: a placeholder, a field without a value, a broken reference. */
  readonly missing: boolean;
  readonly targetId?: string;
  readonly act?: string;
  readonly path?: string;
}

/** «________ (название организации)»: what a gap prints. */
export function gapText(label: string): string {
  return label === '' ? '________' : `________ (${label})`;
}

function presentInline(
  inline: Inline,
  context: DisplayContext,
  blockId: string | undefined,
): PresentedInline {
  const plain = { kind: inline.type, marks: [], missing: false };
  switch (inline.type) {
    case 'text':
      return { ...plain, text: inline.text, marks: inline.marks ?? [] };
    case 'citation':
      return {
        ...plain,
        text: inline.text,
        ...(inline.act ? { act: inline.act } : {}),
        ...(inline.path ? { path: inline.path } : {}),
      };
    case 'crossRef': {
      const { text, status } = resolveCrossRef(inline, context.refs, blockId);
      return { ...plain, text, missing: status !== 'ok', targetId: inline.targetId };
    }
    case 'field': {
      const value = context.values(inline.path, inline.format);
      const missing = value === null || value === '';
      return { ...plain, text: missing ? gapText(inline.path) : value, missing, path: inline.path };
    }
    case 'placeholder':
      return { ...plain, text: gapText(inline.label), missing: true };
  }
}

/** The pieces of a run with their texts; empty pieces are left out. `blockId` is where the run stands. */
export function presentRun(
  run: readonly Inline[],
  context: DisplayContext,
  blockId?: string,
): PresentedInline[] {
  return run.map((inline) => presentInline(inline, context, blockId)).filter(({ text }) => text !== '');
}

/** A run as plain text. */
export function runText(run: readonly Inline[], context: DisplayContext, blockId?: string): string {
  return presentRun(run, context, blockId)
    .map(({ text }) => text)
    .join('');
}

export interface UsedField {
  readonly path: string;
  readonly format?: string;
  readonly blockId: string;
}

/** Every use of a field in reading order. */
export function listFields(body: DocumentBody): UsedField[] {
  return flattenBlocks(body).flatMap(({ block }) =>
    ownRuns(block)
      .flat()
      .filter((inline) => inline.type === 'field')
      .map(({ path, format }) => ({ path, ...(format ? { format } : {}), blockId: block.id })),
  );
}

/** Distinct field paths of a body, sorted. */
export function fieldPaths(body: DocumentBody): string[] {
  return [...new Set(listFields(body).map(({ path }) => path))].sort();
}

export interface Gap {
  readonly kind: 'placeholder' | 'field';
  /** The placeholder's label or the field's path. */
  readonly label: string;
  readonly blockId: string;
}

/** What is still to be filled in: placeholders, and fields that the resolver has no value for. */
export function listGaps(body: DocumentBody, values: ValueResolver): Gap[] {
  return flattenBlocks(body).flatMap(({ block }) =>
    ownRuns(block)
      .flat()
      .flatMap((inline): Gap[] => {
        if (inline.type === 'placeholder') {
          return [{ kind: 'placeholder', label: inline.label, blockId: block.id }];
        }
        if (inline.type !== 'field' || values(inline.path, inline.format)) return [];
        return [{ kind: 'field', label: inline.path, blockId: block.id }];
      }),
  );
}
