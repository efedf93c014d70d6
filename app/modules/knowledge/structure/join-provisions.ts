// The law of every import: provisions joined give back the words of the act, white space and marked notes aside.
import type { ActLine, Provision } from './provision.types';

/** Words of one provision in the order in which they stand in the text. */
export function wordsOf({
  level,
  label,
  title,
  text,
}: Pick<Provision, 'level' | 'label' | 'title' | 'text'>): string {
  const parts = level === 'utv' || level === 'pril' ? [label, text, title] : [label, title, text];
  return parts.filter(Boolean).join(' ');
}

export function joinProvisions(provisions: readonly Provision[]): string {
  return provisions.map(wordsOf).join('\n');
}

const bare = (text: string) => text.replace(/\s+/gu, '');

/** Null when nothing is lost; else where the first difference stands, with the words on both sides. */
export function findLoss(
  lines: readonly ActLine[],
  provisions: readonly Provision[],
): { at: number; expected: string; found: string } | null {
  const source = bare(
    lines
      .filter(({ isNote }) => !isNote)
      .map(({ text }) => text)
      .join('\n'),
  );
  const joined = bare(joinProvisions(provisions));
  if (source === joined) return null;
  let at = 0;
  while (at < source.length && source[at] === joined[at]) at += 1;
  return { at, expected: source.slice(at, at + 80), found: joined.slice(at, at + 80) };
}
