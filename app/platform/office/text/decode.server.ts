// Bytes of unknown encoding as text. Russian files come in UTF-8, UTF-16, windows-1251, KOI8-R and 866: a byte order
// mark or valid UTF-8 decides; else each Cyrillic encoding is tried and the likeliest Russian wins.
import iconv from 'iconv-lite';

export interface DecodedText {
  readonly text: string;
  /** As iconv names it. */
  readonly encoding: string;
}

const CANDIDATES = ['windows-1251', 'koi8-r', 'cp866', 'iso-8859-5', 'maccyrillic'] as const;
/** Letters by frequency in Russian: the nine that make up two thirds of any text. */
const COMMON = new Set('оеаинтсрв');

const hasMark = (bytes: Uint8Array, ...mark: number[]) => mark.every((byte, i) => bytes[i] === byte);

/** UTF-16 told by its mark or by its high bytes; null for anything else. */
export function wideEncoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (hasMark(bytes, 0xff, 0xfe)) return 'utf-16le';
  if (hasMark(bytes, 0xfe, 0xff)) return 'utf-16be';
  // Latin letters leave a zero in every pair, Cyrillic ones a four.
  const counts = [0, 0];
  const head = bytes.subarray(0, 4096);
  head.forEach((byte, i) => {
    if (byte === 0 || byte === 4) counts[i % 2] = (counts[i % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = counts;
  if (odd > head.length * 0.3 && even < head.length * 0.1) return 'utf-16le';
  return even > head.length * 0.3 && odd < head.length * 0.1 ? 'utf-16be' : null;
}

function asUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** How Russian a text reads: common lower-case letters count for it, odd signs and case jumps against. */
function likelihood(text: string): number {
  let score = 0;
  let before = '';
  for (const char of text) {
    if (/[а-яё]/.test(char)) score += COMMON.has(char) ? 3 : 1;
    else if (/[А-ЯЁ]/.test(char)) score += /[а-яё]/.test(before) ? -4 : 0.5;
    else if (char > '\u007f' && !/[«»№–—…„“”·•°§©\u00a0]/.test(char)) score -= 3;
    before = char;
  }
  return score;
}

function guess(bytes: Uint8Array): string {
  const sample = Buffer.from(bytes.subarray(0, 20_000));
  const scored = CANDIDATES.map((encoding) => ({
    encoding,
    score: likelihood(iconv.decode(sample, encoding)),
  }));
  return scored.reduce((best, one) => (one.score > best.score ? one : best)).encoding;
}

/** A UTF-8 text cut or touched in a few places is still UTF-8: its broken bytes become «�». */
function mostlyUtf8(bytes: Uint8Array): string | null {
  const text = new TextDecoder('utf-8').decode(bytes);
  const broken = text.split('\ufffd').length - 1;
  return /[\u0400-\u04ff]/.test(text) && broken * 50 < text.length ? text : null;
}

/** Decodes the bytes; `declared` (a meta tag, an XML declaration) is believed unless the bytes contradict it. */
export function decodeText(bytes: Uint8Array, declared?: string): DecodedText {
  const wide = wideEncoding(bytes);
  if (wide) return { text: iconv.decode(Buffer.from(bytes), wide).replace(/^\ufeff/, ''), encoding: wide };
  const utf8 = asUtf8(bytes);
  if (utf8 !== null) return { text: utf8.replace(/^\ufeff/, ''), encoding: 'utf-8' };
  const known = declared?.toLowerCase().trim();
  if (known && !/^utf-?8$/.test(known) && iconv.encodingExists(known)) {
    return { text: iconv.decode(Buffer.from(bytes), known), encoding: known };
  }
  const almost = mostlyUtf8(bytes);
  if (almost !== null) return { text: almost, encoding: 'utf-8' };
  const encoding = guess(bytes);
  return { text: iconv.decode(Buffer.from(bytes), encoding), encoding };
}
