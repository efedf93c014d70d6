import { Fragment } from 'react';
import type { ChangeDetail, WordPart } from '~/modules/documents';

/** Old and new value side by side want a space between them; running words bring their own. */
const touches = (before: WordPart | undefined, part: WordPart) =>
  before !== undefined && before.kind !== 'same' && part.kind !== 'same' && before.kind !== part.kind;

export interface DiffWordsProps {
  words: readonly WordPart[];
  /** One side only: what was, or what is. */
  side?: 'before' | 'after';
}

/** Words of a change as real `ins` and `del`, so that a screen reader tells them too. */
export function DiffWords({ words, side }: DiffWordsProps) {
  const hidden = side === 'before' ? 'added' : side === 'after' ? 'removed' : null;
  const shown = words.filter(({ kind }) => kind !== hidden);
  return (
    <span className="diff-text">
      {shown.map((part, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts have no identity but their place
        <Fragment key={i}>
          {touches(shown[i - 1], part) ? ' ' : null}
          {part.kind === 'added' ? (
            <ins className="diff-ins">{part.text}</ins>
          ) : part.kind === 'removed' ? (
            <del className="diff-del">{part.text}</del>
          ) : (
            part.text
          )}
        </Fragment>
      ))}
    </span>
  );
}

/** «Срок: было …, стало …» and other changes that are not in the running words. */
export function DetailList({ details }: { details: readonly ChangeDetail[] }) {
  if (details.length === 0) return null;
  return (
    <ul className="mt-1 grid grid-cols-1 gap-1 text-sm">
      {details.map((detail, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: labels may repeat
        <li key={i}>
          <span className="font-medium">
            {detail.label}
            {detail.words.length > 0 ? ': ' : ''}
          </span>
          <DiffWords words={detail.words} />
        </li>
      ))}
    </ul>
  );
}
