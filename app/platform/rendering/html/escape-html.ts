import { cleanText } from '../text/clean-text';

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text or attribute value that cannot become markup; also free of characters no sheet can hold. */
export function escapeHtml(text: string): string {
  return cleanText(text).replace(/[&<>"']/g, (char) => ENTITIES[char] as string);
}

/** A CSS string literal, safe inside a style element: everything unusual is written by its code. */
export function cssString(text: string): string {
  const escaped = cleanText(text).replace(/["\\<>&]/g, (char) => `\\${char.charCodeAt(0).toString(16)} `);
  return `"${escaped}"`;
}
