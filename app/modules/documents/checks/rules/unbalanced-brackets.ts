import type { BlockRule } from '../check.types';

const PAIRS: Readonly<Record<string, string>> = { ')': '(', ']': '[' };

/** «1)», «а)» at the beginning of an enumeration is no bracket of a pair. */
const isListMark = (text: string, at: number) => /(?:^|[\s;,:])[\p{L}\d]{1,2}$/u.test(text.slice(0, at));

/** The sign without its pair, or null. */
export function strayBracket(text: string): string | null {
  const stack: string[] = [];
  for (let i = 0; i < text.length; i++) {
    const sign = text[i] as string;
    if (sign === '(' || sign === '[') stack.push(sign);
    const pair = PAIRS[sign];
    if (!pair) continue;
    if (stack.at(-1) === pair) stack.pop();
    else if (!isListMark(text, i)) return sign;
  }
  return stack.at(-1) ?? null;
}

export const unbalancedBrackets: BlockRule = {
  id: 'unbalanced-brackets',
  title: 'Непарные скобки',
  why: 'Открытая скобка без закрытой меняет смысл пояснения, а закрытая без открытой — след удалённого текста.',
  severity: 'warning',
  scope: 'block',
  find(block) {
    const sign = strayBracket(block.masked.join('\n'));
    return sign ? [{ message: `Скобка «${sign}» без пары` }] : [];
  },
};
