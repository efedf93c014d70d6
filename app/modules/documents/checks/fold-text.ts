// Texts for comparison: what a fix may change (typography, look-alikes, a typed number) is no difference here,
// so that a fix never makes a finding of another rule.
import { plainSpaces, repairLookAlikes } from '~/shared/russian';

/** «1.2. », «3) » typed at the beginning. */
export const TYPED_NUMBER = /^[\s\u00a0]*(?:\d{1,3}(?:\.\d{1,3}){0,3}[.)]|[–—-])[\s\u00a0]+(?=\S)/u;

export function foldText(text: string): string {
  let out = text;
  for (let next = out.replace(TYPED_NUMBER, ''); next !== out; next = out.replace(TYPED_NUMBER, ''))
    out = next;
  return plainSpaces(repairLookAlikes(out))
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[«»„“”]/gu, '"')
    .replace(/[–—]/gu, '-')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** Words and numbers of a folded text; «2023г.» and «2023 г.» are the same. */
export const wordsOf = (folded: string): string[] => folded.match(/\p{L}+|\p{N}+/gu) ?? [];

/** A short sample for a message, at most `limit` signs. */
export function sample(text: string, limit = 90): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  return line.length <= limit ? line : `${line.slice(0, limit).replace(/\s\S*$/u, '')}…`;
}
