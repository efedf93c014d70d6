// Makes the bytes of a DOCX depend on its content alone: fixed times, relationship ids in order of appearance.
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

/** The earliest time a ZIP entry can carry in every time zone. */
const ZIP_TIME = new Date('1980-01-02T00:00:00Z');

function fixCore(xml: string, createdAt: string): string {
  const date = `${new Date(createdAt).toISOString().slice(0, 19)}Z`;
  return xml.replace(/(<dcterms:(created|modified)[^>]*>)[^<]*(?=<\/dcterms)/g, `$1${date}`);
}

/** Random ids of links become counted ones, in the part and in its relationships alike. */
function renameIds(files: Record<string, string>): void {
  for (const [path, rels] of Object.entries(files)) {
    const owner = /^(.*)_rels\/([^/]+)\.rels$/.exec(path);
    if (!owner) continue;
    const part = `${owner[1]}${owner[2]}`;
    const ids = [...rels.matchAll(/ Id="(rId(?!\d+")[^"]+)"/g)].map((match) => match[1] as string);
    if (ids.length === 0) continue;
    const order = new Map(ids.map((id, index) => [id, `rIdLink${index + 1}`]));
    const rename = (xml: string) =>
      xml.replace(/"(rId[^"]+)"/g, (whole, id: string) => (order.has(id) ? `"${order.get(id)}"` : whole));
    files[path] = rename(rels);
    const content = files[part];
    if (content !== undefined) files[part] = rename(content);
  }
}

/** docx counts drawings and bookmarks over the whole process; here they count from one in each part. */
function renumber(xml: string): string {
  const bookmarks = new Map<string, string>();
  const order = (id: string) => {
    if (!bookmarks.has(id)) bookmarks.set(id, String(bookmarks.size + 1));
    return bookmarks.get(id) as string;
  };
  let drawing = 0;
  return xml
    .replace(
      /(<w:bookmark(?:Start|End)\b[^>]*? w:id=")([^"]+)"/g,
      (_, head: string, id: string) => `${head}${order(id)}"`,
    )
    .replace(/(<wp:docPr\b[^>]*? id=")[^"]+"/g, (_, head: string) => `${head}${++drawing}"`);
}

const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PROPERTIES_TYPE = 'application/vnd.openxmlformats-officedocument.customXmlProperties+xml';
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

const relationships = (entries: string) =>
  `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${entries}</Relationships>`;

/** Custom XML parts with the properties and relationships without which word processors throw them away. */
function addParts(texts: Record<string, string>, parts: readonly string[]): void {
  const insert = (path: string, before: string, entry: string) => {
    texts[path] = (texts[path] ?? '').replace(before, `${entry}${before}`);
  };
  parts.forEach((xml, index) => {
    const n = index + 1;
    const id = `{4B484152-5449-4100-8000-${String(n).padStart(12, '0')}}`;
    texts[`customXml/item${n}.xml`] = xml;
    texts[`customXml/itemProps${n}.xml`] =
      `${XML}<ds:datastoreItem ds:itemID="${id}" xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs/></ds:datastoreItem>`;
    texts[`customXml/_rels/item${n}.xml.rels`] = relationships(
      `<Relationship Id="rId1" Type="${RELATIONS}/customXmlProps" Target="itemProps${n}.xml"/>`,
    );
    insert(
      'word/_rels/document.xml.rels',
      '</Relationships>',
      `<Relationship Id="rIdPart${n}" Type="${RELATIONS}/customXml" Target="../customXml/item${n}.xml"/>`,
    );
    insert(
      '[Content_Types].xml',
      '</Types>',
      `<Override PartName="/customXml/itemProps${n}.xml" ContentType="${PROPERTIES_TYPE}"/>`,
    );
  });
}

/** Unpacks, settles ids and times, adds the custom parts, packs again. */
export function fixPackage(packed: Uint8Array, createdAt: string, parts: readonly string[] = []): Uint8Array {
  const binary: Record<string, Uint8Array> = {};
  const texts: Record<string, string> = {};
  for (const [path, bytes] of Object.entries(unzipSync(packed))) {
    if (/\.(xml|rels)$/.test(path)) texts[path] = strFromU8(bytes);
    else binary[path] = bytes;
  }
  renameIds(texts);
  for (const [path, xml] of Object.entries(texts)) {
    texts[path] = path === 'docProps/core.xml' ? fixCore(xml, createdAt) : renumber(xml);
  }
  addParts(texts, parts);
  const all = Object.entries(binary).concat(
    Object.entries(texts).map(([path, xml]) => [path, strToU8(xml)] as [string, Uint8Array]),
  );
  // [Content_Types].xml first, as readers that stream expect; the rest by name.
  all.sort(([a], [b]) => Number(b.startsWith('[')) - Number(a.startsWith('[')) || (a < b ? -1 : 1));
  return zipSync(Object.fromEntries(all), { level: 6, mtime: ZIP_TIME });
}
