// Plain text as the neutral model: one paragraph a line, blank lines kept as empty paragraphs (they tell the importer
// how the text was wrapped). Of Markdown only what people paste is understood: `#` headings and `**bold**`.
import type { OfficeBlock, OfficeDocument, OfficeInline } from '../office-document';

const isMarkdown = (text: string) => /^#{1,6} \S/m.test(text) || /\*\*\S[\s\S]{0,400}?\S\*\*/.test(text);

/** Inlines of a line; `bold` says whether a `**` of an earlier line is still open, and is returned as it ends. */
function inlinesOf(
  line: string,
  markdown: boolean,
  bold: boolean,
): { inlines: OfficeInline[]; bold: boolean } {
  const parts = markdown ? line.split('**') : [line];
  let open = bold;
  const inlines: OfficeInline[] = [];
  for (const [i, part] of parts.entries()) {
    if (i > 0) open = !open;
    for (const [at, piece] of part.split('\t').entries()) {
      if (at > 0) inlines.push({ type: 'tab' });
      if (piece !== '') inlines.push({ type: 'text', text: piece, ...(open ? { bold: true } : {}) });
    }
  }
  return { inlines, bold: open };
}

/** Reads text of any line ends. Form feeds part pages. */
export function readText(text: string): OfficeDocument {
  const markdown = isMarkdown(text);
  let bold = false;
  const blocks = text.split(/\r\n|[\n\r\u2028\u2029\u0085\f\v]/).map((raw): OfficeBlock => {
    const heading = markdown ? /^(#{1,6}) +(?=\S)/.exec(raw) : null;
    // An unpaired «**» does not run on through a blank line.
    if (raw.trim() === '') bold = false;
    const line = inlinesOf(heading ? raw.slice(heading[0].length) : raw, markdown, bold);
    bold = line.bold;
    return {
      type: 'paragraph',
      inlines: line.inlines,
      styleId: '',
      styleName: heading ? `heading ${heading[1]?.length}` : '',
      ...(heading ? { outlineLevel: heading[1]?.length ?? 1 } : {}),
    };
  });
  return {
    format: 'txt',
    blocks,
    notes: [],
    comments: [],
    asides: [],
    properties: {},
    customXml: {},
    warnings: [],
  };
}
