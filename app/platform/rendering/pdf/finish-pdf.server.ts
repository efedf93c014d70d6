// What Chromium leaves undone: dates, author and keywords, XMP, the window title; and the soft hyphens and
// no-break spaces that it marks in the text layer are made plain, so that a search finds the words. Tags are kept.
import { deflateSync, inflateSync } from 'node:zlib';
import { PDFDocument, PDFName, PDFNumber, PDFRawStream } from 'pdf-lib';
import { escapeHtml } from '../html/escape-html';
import type { PdfMetadata } from '../pdf-renderer';

const PRODUCER = 'Khartia';
/** Chromium prints a soft hyphen inside a line, and a zero-width space, as an unseen space with this ActualText. */
const UNSEEN = /\/Span ?<<\/ActualText ?<FEFF(?:00AD|200B)> ?>> BDC\s+([^E<]*)<[0-9A-Fa-f]+> Tj\s+EMC/g;
/** A no-break space is the glyph of the space in such a span; without the span it reads as a plain space. */
const NO_BREAK_SPACE = /\/Span ?<<\/ActualText ?<FEFF00A0> ?>> BDC\s+([^E<]*<[0-9A-Fa-f]+> Tj)\s+EMC/g;

function cleanStream(stream: PDFRawStream): PDFRawStream | null {
  if (stream.dict.get(PDFName.of('Filter')) !== PDFName.of('FlateDecode')) return null;
  const source = inflateSync(stream.contents).toString('latin1');
  if (!source.includes('/ActualText')) return null;
  const cleaned = source.replace(UNSEEN, '$1').replace(NO_BREAK_SPACE, '$1');
  const contents = deflateSync(Buffer.from(cleaned, 'latin1'), { level: 3 });
  stream.dict.set(PDFName.of('Length'), PDFNumber.of(contents.length));
  return PDFRawStream.of(stream.dict, contents);
}

function cleanTextLayer(pdf: PDFDocument): void {
  for (const page of pdf.getPages()) {
    const ref = page.node.get(PDFName.of('Contents'));
    const stream = pdf.context.lookup(ref);
    if (!(stream instanceof PDFRawStream) || ref === undefined || ref === stream) continue;
    const cleaned = cleanStream(stream);
    if (cleaned) pdf.context.assign(ref as never, cleaned);
  }
}

function xmp(metadata: PdfMetadata, language: string): string {
  const alternative = (text: string) =>
    `<rdf:Alt><rdf:li xml:lang="x-default">${escapeHtml(text)}</rdf:li></rdf:Alt>`;
  const keywords = metadata.keywords ?? [];
  const bag = keywords.map((word) => `<rdf:li>${escapeHtml(word)}</rdf:li>`).join('');
  const date = new Date(metadata.createdAt).toISOString();
  return `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:format>application/pdf</dc:format>
<dc:title>${alternative(metadata.title)}</dc:title>
<dc:creator><rdf:Seq><rdf:li>${escapeHtml(metadata.author)}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>${escapeHtml(language)}</rdf:li></rdf:Bag></dc:language>
${metadata.subject ? `<dc:description>${alternative(metadata.subject)}</dc:description>` : ''}
${bag ? `<dc:subject><rdf:Bag>${bag}</rdf:Bag></dc:subject><pdf:Keywords>${escapeHtml(keywords.join(', '))}</pdf:Keywords>` : ''}
${metadata.identifier ? `<dc:identifier>${escapeHtml(metadata.identifier)}</dc:identifier>` : ''}
<xmp:CreateDate>${date}</xmp:CreateDate><xmp:ModifyDate>${date}</xmp:ModifyDate><xmp:MetadataDate>${date}</xmp:MetadataDate>
<xmp:CreatorTool>${PRODUCER}</xmp:CreatorTool><pdf:Producer>${PRODUCER}</pdf:Producer>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`;
}

/** Adds the metadata to Chromium's PDF and cleans its text layer. */
export async function finishPdf(printed: Uint8Array, metadata: PdfMetadata): Promise<Uint8Array> {
  const pdf = await PDFDocument.load(printed, { updateMetadata: false });
  const language = metadata.language ?? 'ru-RU';
  const date = new Date(metadata.createdAt);
  pdf.setTitle(metadata.title, { showInWindowTitleBar: true });
  pdf.setAuthor(metadata.author);
  if (metadata.subject) pdf.setSubject(metadata.subject);
  if (metadata.keywords && metadata.keywords.length > 0) pdf.setKeywords([metadata.keywords.join(', ')]);
  pdf.setLanguage(language);
  pdf.setCreator(PRODUCER);
  pdf.setProducer(PRODUCER);
  pdf.setCreationDate(date);
  pdf.setModificationDate(date);
  const packet = Buffer.from(xmp(metadata, language), 'utf8');
  const stream = pdf.context.stream(packet, { Type: 'Metadata', Subtype: 'XML', Length: packet.length });
  pdf.catalog.set(PDFName.of('Metadata'), pdf.context.register(stream));
  cleanTextLayer(pdf);
  return pdf.save({ addDefaultPage: false, updateFieldAppearances: false, objectsPerTick: 500 });
}

/** True when a font of the file maps to every letter of `text`: the cheap proof that text was really printed. */
export async function hasPrintedText(printed: Uint8Array, text: string): Promise<boolean> {
  const pdf = await PDFDocument.load(printed, { updateMetadata: false });
  let maps = '';
  for (const [, object] of pdf.context.enumerateIndirectObjects()) {
    if (!(object instanceof PDFRawStream)) continue;
    const flate = object.dict.get(PDFName.of('Filter')) === PDFName.of('FlateDecode');
    const content = flate ? inflateSync(object.contents).toString('latin1') : '';
    if (content.includes('beginbfchar') || content.includes('beginbfrange')) maps += content;
  }
  const mapped = mappedCodes(maps);
  return pdf.getPageCount() > 0 && [...text].every((char) => mapped.has(char.codePointAt(0) as number));
}

function mappedCodes(maps: string): Set<number> {
  const codes = new Set<number>();
  for (const match of maps.matchAll(/<([0-9A-F]+)> <([0-9A-F]{4})>(?: <([0-9A-F]{4})>)?/gi)) {
    const [from, to, start] = [match[1], match[2], match[3]].map((hex) => Number.parseInt(hex ?? '0', 16));
    if (match[3] === undefined) codes.add(to as number);
    else for (let i = 0; i <= (to as number) - (from as number); i++) codes.add((start as number) + i);
  }
  return codes;
}
