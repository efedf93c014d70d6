// A paper as one self-contained HTML file: style, type and code inside, no script, no outside address to load.
// The same file is what Chromium prints and what a person may keep.
import type { Paper, PaperDatePlace, PaperMark, PaperMarkRow, PaperSheet, PaperSignature } from '../paper';
import { walkPaper } from '../paper';
import type { PaperProfile } from '../paper-profile';
import { qrSvg } from '../qr';
import { cleanText, safeHref } from '../text/clean-text';
import { blocksHtml, linesHtml } from './blocks-html';
import { escapeHtml } from './escape-html';
import { fontFaces } from './fonts.server';
import { paperCss } from './paper-css';
import { lineHtml, softLineHtml, type TextOptions } from './text-html';

/** Beyond this many characters a paper is printed without soft hyphens: it is data, not prose. */
const HYPHENATION_LIMIT = 600_000;
const CSP =
  "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; base-uri 'none'; form-action 'none'";

const paragraph = (className: string, text: string): string =>
  `<p class="${className}">${lineHtml(text)}</p>`;

function markHtml(mark: PaperMark, side: string): string {
  const lines = mark.lines.map((line) => `<p>${lineHtml(line)}</p>`).join('');
  const person = mark.person ? `<span class="nm">${lineHtml(mark.person)}</span>` : '';
  const line = mark.signatureLine ? '<span class="ln"></span>' : '';
  const sign = line || person ? `<div class="sg">${line}${person}</div>` : '';
  const date = mark.date ? `<p class="dt">${lineHtml(mark.date)}</p>` : '';
  return `<div class="mark ${side}"><p class="w">${lineHtml(mark.word)}</p>${lines}${sign}${date}</div>`;
}

function marksHtml(rows: readonly PaperMarkRow[]): string {
  if (rows.length === 0) return '';
  const cells = rows.map(
    (row) => (row.left ? markHtml(row.left, 'lft') : '') + (row.right ? markHtml(row.right, 'r') : ''),
  );
  return `<div class="marks">${cells.join('')}</div>`;
}

function datePlaceHtml(value: PaperDatePlace | undefined): string {
  if (!value) return '';
  if (value.layout === 'labelled') {
    const lines = value.lines.map(
      (line) => `<p><strong>${lineHtml(line.label)}:</strong> ${lineHtml(line.value)}</p>`,
    );
    return `<div class="dpl">${lines.join('')}</div>`;
  }
  const parts = [value.left, value.middle, value.right].filter((part) => part !== undefined);
  return `<div class="dp">${parts.map((part) => `<p>${lineHtml(part)}</p>`).join('')}</div>`;
}

function signaturesHtml(signatures: readonly PaperSignature[]): string {
  if (signatures.length === 0) return '';
  const rows = signatures.map(
    ({ role, name }) =>
      `<div class="sign"><p>${lineHtml(role)}</p><span class="ln"></span><p class="nm">${lineHtml(name ?? '')}</p></div>`,
  );
  return `<div class="signs">${rows.join('')}</div>`;
}

function sheetHtml(sheet: PaperSheet | undefined): string {
  if (!sheet) return '';
  const total = sheet.widths.reduce((sum, width) => sum + width, 0);
  const columns = sheet.widths.map((width) => `<col style="width:${((100 * width) / total).toFixed(1)}%">`);
  const head = sheet.columns.map((column) => `<th scope="col">${lineHtml(column)}</th>`).join('');
  const rows = sheet.rows.map(
    (row) => `<tr>${row.map((cell) => `<td>${softLineHtml(cell)}</td>`).join('')}</tr>`,
  );
  const notes = sheet.notes.map((note) => paragraph('note', note)).join('');
  return `<section class="sheet"><h2 class="c">${lineHtml(sheet.title)}</h2><table><colgroup>${columns.join('')}</colgroup><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table>${notes}</section>`;
}

function verificationHtml(paper: Paper, qr: string | null): string {
  if (!paper.verification) return '';
  const { url, lines } = paper.verification;
  const href = safeHref(url);
  const link = (line: string) =>
    href !== null && line.includes(url)
      ? `<a href="${escapeHtml(href)}">${lineHtml(line)}</a>`
      : lineHtml(line);
  const image = qr === null ? '' : `<img src="${qr}" alt="${escapeHtml(`QR-код: ${url}`)}">`;
  return `<div class="vf"><div>${lines.map((line) => `<p>${link(line)}</p>`).join('')}</div>${image}</div>`;
}

function headHtml(paper: Paper, fonts: string, qr: string | null): string {
  const { metadata } = paper;
  const keywords =
    metadata.keywords.length > 0
      ? `<meta name="keywords" content="${escapeHtml(metadata.keywords.join(', '))}">`
      : '';
  return `<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${CSP}"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escapeHtml(metadata.title)}</title><meta name="author" content="${escapeHtml(metadata.author)}">${keywords}<style>${fonts}\n${paperCss(paper, qr)}</style></head>`;
}

function topHtml(paper: Paper): string {
  const title = paper.titleLines.length > 0 ? `<h1>${linesHtml(paper.titleLines.map(lineHtml))}</h1>` : '';
  return [
    paper.stamp ? paragraph('stamp', paper.stamp) : '',
    ...paper.headerLines.map((line) => paragraph('hl', line)),
    marksHtml(paper.markRows),
    title,
    paper.adoption ? paragraph('adoption', paper.adoption) : '',
    datePlaceHtml(paper.datePlace),
  ].join('');
}

/** About how many letters stand in a line: Tinos letters are half an em wide on average. */
function charactersPerLine({ page, marginsMm, fontPt }: PaperProfile): number {
  return (page.widthMm - marginsMm.left - marginsMm.right) / (fontPt * 0.3528 * 0.5);
}

function bodyHtml(paper: Paper, after?: TextOptions['after']): string {
  const ids = new Set([...walkPaper(paper.blocks)].map((block) => block.id));
  const size = JSON.stringify(paper.blocks).length;
  const options = {
    hyphenate: size <= HYPHENATION_LIMIT,
    keepWhole: 3.4 * charactersPerLine(paper.profile),
    hasAnchor: (id: string) => ids.has(id),
    after,
  };
  const main = paper.blocks.filter((block) => block.kind !== 'appendix');
  const appendices = paper.blocks.filter((block) => block.kind === 'appendix');
  const ends = paper.endMarks.map((mark) => markHtml(mark, 'lft')).join('');
  return [
    blocksHtml(main, options),
    signaturesHtml(paper.signatures),
    ends ? `<div class="ends">${ends}</div>` : '',
    blocksHtml(appendices, options),
    sheetHtml(paper.sheet),
  ].join('');
}

/**
 * The paper without page, style and code: what a site shows inside its own page. Escaped, no script. `after` gives safe
 * HTML that stands below a block's own text.
 */
export function renderPaperFragment(paper: Paper, after?: TextOptions['after']): string {
  return topHtml(paper) + bodyHtml(paper, after);
}

/** The whole paper as one HTML text; equal papers give equal texts. */
export function renderPaperHtml(paper: Paper): string {
  const code = paper.verification?.code ? qrSvg(paper.verification.url) : null;
  const qr = code === null ? null : `data:image/svg+xml;base64,${Buffer.from(code).toString('base64')}`;
  const content = `<main>${topHtml(paper)}${bodyHtml(paper)}${verificationHtml(paper, qr)}</main>`;
  const fonts = fontFaces(`${cleanText(content)}${paper.stamp ?? ''}`, { italic: content.includes('<em>') });
  return `<!doctype html>\n<html lang="${paper.language}">${headHtml(paper, fonts, qr)}<body>${content}</body></html>\n`;
}
