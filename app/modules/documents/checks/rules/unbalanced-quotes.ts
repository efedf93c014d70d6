import type { BlockRule } from '../check.types';

const PAIRS: Readonly<Record<string, string>> = { '«': '»', '„': '“' };
const CLOSERS = '»“”';

interface Balance {
  opened: number;
  closed: number;
}

/** Walks through the quotes; null when every one has its pair. Straight quotes pair with themselves. */
export function quoteBalance(text: string): Balance | null {
  const stack: string[] = [];
  const balance = { opened: 0, closed: 0 };
  let broken = false;
  for (let i = 0; i < text.length; i++) {
    const sign = text[i] as string;
    const pair = PAIRS[sign];
    const atStart = i === 0 || /[\s([{«„"\u2013\u2014-]/u.test(text[i - 1] as string);
    if (pair) {
      stack.push(pair);
      balance.opened += 1;
    } else if (sign === '“' && stack.at(-1) !== '“' && atStart) {
      stack.push('”');
      balance.opened += 1;
    } else if (CLOSERS.includes(sign)) {
      balance.closed += 1;
      const top = stack.pop();
      if (top === undefined || top === '"') broken = true;
    } else if (sign === '"') {
      const open = stack.lastIndexOf('"');
      if (open >= 0 && !(atStart && /\S/u.test(text[i + 1] ?? ' '))) {
        balance.closed += 1;
        if (open !== stack.length - 1) broken = true;
        stack.length = open;
      } else if (atStart) {
        stack.push('"');
        balance.opened += 1;
      } else {
        balance.closed += 1;
        broken = true;
      }
    }
  }
  return broken || stack.length > 0 ? balance : null;
}

export const unbalancedQuotes: BlockRule = {
  id: 'unbalanced-quotes',
  title: 'Непарные кавычки',
  why: 'Непонятно, где кончается название. Вложенные кавычки закрывают каждую отдельно: «Центр „Контроль“».',
  severity: 'warning',
  scope: 'block',
  find(block) {
    // A quotation or a list may open in one paragraph and close in another.
    const balance = quoteBalance(block.masked.join('\n'));
    if (!balance) return [];
    const { opened, closed } = balance;
    const message =
      opened === closed
        ? 'Кавычки стоят не парами'
        : `Непарные кавычки: открывающих — ${opened}, закрывающих — ${closed}`;
    return [{ message }];
  },
};
