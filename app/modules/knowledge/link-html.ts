// A fragment of safe HTML with its citations as links. Only the words between tags are looked at; joined without the
// new tags they give back the fragment. Works on the fragments that rendering makes: escaped, well formed.
import { type LinkedPiece, linkText } from './link-text';
import type { ResolvedCitation } from './queries/resolve-citations.server';

const ENTITIES: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&nbsp;': '\u00a0',
};
const decode = (text: string) =>
  text.replace(/&(?:amp|lt|gt|quot|#39|nbsp);/g, (one) => ENTITIES[one] ?? one);
const encode = (text: string) =>
  text.replace(/[&<>"]/g, (one) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[one] ?? '&quot;');

/** Words in which nothing is linked: links already, styles, drawings. */
const CLOSED = /^(?:a|style|svg|script|title)$/;

function pieceHtml({ text, href, status, note }: LinkedPiece): string {
  const words = encode(text);
  if (!status) return words;
  const told = status === 'resolved' ? '' : (note ?? '');
  const body = href
    ? `<a class="norm" href="${encode(href)}"${note ? ` title="${encode(note)}"` : ''}>${words}</a>`
    : `<span class="norm-missing">${words}</span>`;
  const word = status === 'lapsed' ? 'утратила силу' : 'не найдено в загруженной редакции';
  if (status === 'resolved' || (status === 'missing' && href)) return body;
  return `${body}<span class="norm-note no-print"> (${encode(told || word)})</span>`;
}

/** Links what `resolve` finds. What cannot be opened and is not known to be wrong stays as it is. */
export async function linkHtml(
  html: string,
  resolve: (text: string) => Promise<readonly ResolvedCitation[]>,
): Promise<string> {
  const out: string[] = [];
  let closed: string | null = null;
  for (const part of html.split(/(<[^>]*>)/)) {
    const tag = /^<(\/?)([a-z0-9]+)/i.exec(part);
    if (tag) {
      const name = (tag[2] ?? '').toLowerCase();
      if (!tag[1] && closed === null && CLOSED.test(name) && !part.endsWith('/>')) closed = name;
      else if (tag[1] && closed === name) closed = null;
      out.push(part);
      continue;
    }
    const text = decode(part);
    // An entity that is not known here leaves the words alone: they must come back to the letter.
    if (
      closed !== null ||
      part.length < 5 ||
      /&(?:#|\w)/.test(part.replace(/&(?:amp|lt|gt|quot|#39|nbsp);/g, ''))
    )
      out.push(part);
    else {
      const found = await resolve(text);
      out.push(found.length === 0 ? part : linkText(text, found).map(pieceHtml).join(''));
    }
  }
  return out.join('');
}
