// What no sheet can hold: characters that XML 1.0 forbids, lone surrogates, and controls that reorder text
// (a line of a document must read on paper as it reads in the editor). Tabs and line ends become spaces.

// biome-ignore lint/suspicious/noControlCharactersInRegex: these characters are what the function removes
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff\ufeff]/g;
const BIDI_CONTROLS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const SPACES = /[\t\r\n\u2028\u2029]+/g;

/** Printable form of any string. Idempotent; letters of every script stay. */
export function cleanText(text: string): string {
  return text
    .replace(SPACES, ' ')
    .replace(FORBIDDEN, '')
    .replace(BIDI_CONTROLS, '')
    .replace(LONE_SURROGATE, '\ufffd');
}

const SAFE_SCHEME = /^(?:https?:\/\/|mailto:)/i;

/** The address when it may be a link on paper (http, https, mailto), else null. */
export function safeHref(href: string | undefined): string | null {
  if (href === undefined) return null;
  const cleaned = cleanText(href).trim();
  return SAFE_SCHEME.test(cleaned) && cleaned.length <= 2000 ? cleaned : null;
}
