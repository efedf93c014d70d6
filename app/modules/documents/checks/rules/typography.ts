// Two rules over one tool: what a reader sees (quotes, dashes) and what he sees only at a line's end (no-break spaces).
import { plainSpaces, repairLookAlikes } from '~/shared/russian';
import type { BlockRule, CheckedBlock } from '../check.types';
import { rewriteBlock } from '../run-text';
import { typeset } from '../text-memo';

// A Latin «c» is no preposition until it is mended: judged as it will be, so that mending it makes no new finding.
const set = typeset;
const fix = (block: Parameters<typeof rewriteBlock>[0]) => rewriteBlock(block, set);

function differing(block: CheckedBlock) {
  return block.masked
    .map((text) => ({ before: repairLookAlikes(text), after: set(text) }))
    .filter(({ before, after }) => before !== after);
}

const seen = ({ before, after }: { before: string; after: string }) =>
  plainSpaces(before) !== plainSpaces(after);

/** Which kinds of signs the compositor would change, in words. */
function whatDiffers(before: string, after: string): string[] {
  const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;
  const out: string[] = [];
  if (count(before, /["”]/g) !== count(after, /["”]/g) || count(before, /[«„]/g) !== count(after, /[«„]/g)) {
    out.push('кавычки');
  }
  if (count(before, /[–—]/g) !== count(after, /[–—]/g)) out.push('дефис вместо тире');
  if (/[ \t\u00a0]{2,}/.test(before)) out.push('двойные пробелы');
  if (count(before, /…/g) !== count(after, /…/g)) out.push('многоточие');
  return out.length > 0 ? out : ['пробелы и знаки'];
}

export const typography: BlockRule = {
  id: 'typography',
  title: 'Кавычки, тире, пробелы',
  why: 'В официальном документе ставят «ёлочки», тире между словами и один пробел.',
  severity: 'hint',
  scope: 'block',
  fixLabel: 'Исправить знаки',
  find(block) {
    const found = differing(block).filter(seen);
    const what = [...new Set(found.flatMap(({ before, after }) => whatDiffers(before, after)))];
    return found.length > 0 ? [{ message: `Знаки набраны не по правилам: ${what.join(', ')}` }] : [];
  },
  fix,
};

export const noBreakSpaces: BlockRule = {
  id: 'no-break-spaces',
  title: 'Неразрывные пробелы',
  why: 'Число, сокращение или инициалы не должны отрываться от своего слова в конце строки.',
  severity: 'hint',
  scope: 'block',
  fixLabel: 'Поставить неразрывные пробелы',
  find(block) {
    const found = differing(block);
    return found.length > 0 && !found.some(seen)
      ? [{ message: 'Не хватает неразрывных пробелов: «ст. 44», «25 сентября» могут разорваться' }]
      : [];
  },
  fix,
};
