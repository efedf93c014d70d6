// RTF as tokens: groups, control words, hex bytes, plain bytes. One byte of the file is one character here.
export type RtfToken =
  | { readonly kind: 'open' }
  | { readonly kind: 'close' }
  | { readonly kind: 'word'; readonly name: string; readonly value: number | undefined }
  | { readonly kind: 'symbol'; readonly name: string }
  | { readonly kind: 'bytes'; readonly bytes: string };

const WORD = /\\([a-zA-Z]{1,32})(-?\d{1,10})? ?/y;
const HEX = /(?:\\'[0-9a-fA-F]{2})+/y;
const PLAIN = /[^\\{}\r\n]+/y;

const hexBytes = (escapes: string) =>
  escapes.replace(/\\'(..)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** Reads tokens one after another; binary data (`\bin`) is jumped over. Never throws. */
export function* rtfTokens(source: string): Generator<RtfToken> {
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(source);
    if (match) at = pattern.lastIndex;
    return match;
  };
  while (at < source.length) {
    const char = source[at];
    if (char === '{' || char === '}') {
      at += 1;
      yield char === '{' ? { kind: 'open' } : { kind: 'close' };
    } else if (char === '\r' || char === '\n') at += 1;
    else if (char === '\\') {
      const hex = take(HEX);
      if (hex) {
        yield { kind: 'bytes', bytes: hexBytes(hex[0]) };
        continue;
      }
      const word = take(WORD);
      if (word) {
        const value = word[2] === undefined ? undefined : Number.parseInt(word[2], 10);
        if (word[1] === 'bin') at += Math.max(0, value ?? 0);
        yield { kind: 'word', name: word[1] as string, value };
        continue;
      }
      yield { kind: 'symbol', name: source[at + 1] ?? '' };
      at += 2;
    } else {
      const plain = take(PLAIN);
      yield { kind: 'bytes', bytes: plain ? plain[0] : (char as string) };
      if (!plain) at += 1;
    }
  }
}
