// A sheet for the wall or the table of a hall: a big code, the address in letters for who has no camera, few words.
import { qrSvg } from '../qr';
import { escapeHtml } from './escape-html';
import { fontFaces } from './fonts.server';
import { lineHtml } from './text-html';

export interface Poster {
  /** Big, at the top: «Предложения в резолюцию». */
  readonly heading: string;
  /** What it is about. */
  readonly title: string;
  /** Address behind the code. */
  readonly url: string;
  /** The same address as people type it, and what to do. */
  readonly lines: readonly string[];
  /** At the foot: the organisation. */
  readonly foot: string;
}

const CSS = `@page{size:A4;margin:18mm}html{font:16pt/1.35 Tinos,serif;color:#000}body,h1,p{margin:0}
main{display:flex;flex-direction:column;align-items:center;text-align:center;min-height:255mm}
h1{font-size:34pt;line-height:1.15;font-weight:700;margin-top:6mm}
.t{font-size:19pt;margin:8mm 0 10mm;max-width:160mm;overflow-wrap:anywhere}
.q{width:110mm;height:110mm}.q svg{width:100%;height:100%;display:block}
.a{font-size:24pt;font-weight:700;margin-top:8mm;overflow-wrap:anywhere}
.l{margin-top:4mm;max-width:160mm}.f{margin-top:auto;padding-top:8mm;font-size:13pt;color:#333}`;

/** One self-contained page for the PDF renderer; everything is escaped. */
export function renderPosterHtml(poster: Poster): string {
  const lines = poster.lines.map((line) => `<p class="l">${lineHtml(line)}</p>`).join('');
  const address = poster.url.replace(/^https?:\/\//, '');
  const content = `<h1>${lineHtml(poster.heading)}</h1><p class="t">${lineHtml(poster.title)}</p><div class="q" role="img" aria-label="${escapeHtml(`QR-код: ${poster.url}`)}">${qrSvg(poster.url)}</div><p class="a">${lineHtml(address)}</p>${lines}<p class="f">${lineHtml(poster.foot)}</p>`;
  const fonts = fontFaces(content, { italic: false });
  return `<!doctype html>\n<html lang="ru"><head><meta charset="utf-8"><title>${escapeHtml(poster.heading)}</title><style>${fonts}\n${CSS}</style></head><body><main>${content}</main></body></html>\n`;
}
