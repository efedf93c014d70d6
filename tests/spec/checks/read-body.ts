// The short notation of the cases (README.md) as a body. Ids are what a case names: «п1.2», «р1», «а3».
import type { Block, DocumentBody, Inline, NumberingMode } from '~/modules/documents/body';

const INLINE = /\{(пропуск|ссылка|поле):\s*([^}]*)\}/gu;

function readRun(text: string): Inline[] {
  const out: Inline[] = [];
  let at = 0;
  const push = (piece: string) => {
    if (piece !== '') out.push({ type: 'text', text: piece.replaceAll('~', '\u00a0') });
  };
  for (const match of text.matchAll(INLINE)) {
    push(text.slice(at, match.index));
    at = match.index + match[0].length;
    const value = (match[2] ?? '').trim();
    if (match[1] === 'пропуск') out.push({ type: 'placeholder', label: value });
    else if (match[1] === 'ссылка') out.push({ type: 'crossRef', targetId: value });
    else out.push({ type: 'field', path: value });
  }
  push(text.slice(at));
  return out;
}

interface Reading {
  readonly top: Block[];
  /** Open containers from the outermost in, with the depth that closes them. */
  stack: { depth: number; children: Block[] }[];
  counts: Map<string, number>;
}

const next = (reading: Reading, letter: string) => {
  const n = (reading.counts.get(letter) ?? 0) + 1;
  reading.counts.set(letter, n);
  return `${letter}${n}`;
};

/** Depths: appendix 0, section 1, subsection 2, addressee 3, item 4 + level. */
function put(reading: Reading, block: Block, depth: number): void {
  reading.stack = reading.stack.filter((open) => open.depth < depth);
  (reading.stack.at(-1)?.children ?? reading.top).push(block);
  if ('children' in block) reading.stack.push({ depth, children: block.children });
}

function readLine(reading: Reading, line: string): void {
  const heading = /^(#{1,2}) ?(.*)$/u.exec(line);
  if (heading) {
    const level = heading[1]!.length;
    put(
      reading,
      { type: 'section', id: next(reading, 'р'), title: readRun(heading[2] ?? ''), children: [] },
      level,
    );
    return;
  }
  const marked = /^([!@>*|]) ?(.*)$/u.exec(line);
  const text = marked?.[2] ?? '';
  switch (marked?.[1]) {
    case '!':
      put(reading, { type: 'appendix', id: next(reading, 'пр'), title: readRun(text), children: [] }, 0);
      return;
    case '@':
      put(
        reading,
        {
          type: 'addresseeGroup',
          id: next(reading, 'к'),
          addressees: text.split(' & ').map(readRun),
          children: [],
        },
        3,
      );
      return;
    case '>':
      put(reading, { type: 'quote', id: next(reading, 'ц'), paragraphs: [readRun(text)] }, 20);
      return;
    case '|': {
      const cells = text
        .replace(/\|$/u, '')
        .split('|')
        .map((cell) => ({ content: [readRun(cell.trim())] }));
      put(reading, { type: 'table', id: next(reading, 'т'), headerRows: 0, rows: [{ cells }] }, 20);
      return;
    }
    case '*': {
      const last = (reading.stack.at(-1)?.children ?? reading.top).at(-1);
      if (last?.type === 'list') last.entries.push({ content: readRun(text) });
      else
        put(
          reading,
          { type: 'list', id: next(reading, 'с'), style: 'dash', entries: [{ content: readRun(text) }] },
          20,
        );
      return;
    }
    default:
  }
  const item = /^(\d+(?:\.\d+)*)\.(?: (.*))?$/u.exec(line);
  if (item) {
    const level = item[1]!.split('.').length;
    put(
      reading,
      { type: 'item', id: `п${item[1]}`, content: readRun(item[2] ?? ''), children: [] },
      4 + level,
    );
    return;
  }
  put(reading, { type: 'paragraph', id: next(reading, 'а'), content: readRun(line === '.' ? '' : line) }, 4);
}

/** Reads a case's text. A line «.» is an empty paragraph; «~» is a no-break space. */
export function readBody(text: string, numbering?: NumberingMode): DocumentBody {
  const reading: Reading = { top: [], stack: [], counts: new Map() };
  const lines = text.split('\n').filter((line) => line !== '');
  for (const line of lines) readLine(reading, line);
  const guess: NumberingMode = /^#/mu.test(text) ? 'section' : /^@/mu.test(text) ? 'addressee' : 'flat';
  return { schemaVersion: 1, numbering: numbering ?? guess, blocks: reading.top };
}
