import type { FeedEntry } from '~/modules/documents';
import { escapeXml } from '../xml';

export interface AtomInput {
  origin: string;
  title: string;
  /** ISO moment of the newest entry, or of the site where there is none. */
  updatedAt: string;
  entries: readonly FeedEntry[];
}

/** An Atom feed (RFC 4287) of published documents. */
export function atomFeed({ origin, title, updatedAt, entries }: AtomInput): string {
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ru">',
    `<id>${escapeXml(origin)}/feed.xml</id>`,
    `<title>${escapeXml(title)}</title>`,
    `<author><name>${escapeXml(title)}</name></author>`,
    `<updated>${escapeXml(updatedAt)}</updated>`,
    `<link rel="self" type="application/atom+xml" href="${escapeXml(origin)}/feed.xml"/>`,
    `<link rel="alternate" type="text/html" href="${escapeXml(origin)}/"/>`,
    ...entries.map((entry) => atomEntry(origin, entry)),
    '</feed>',
    '',
  ].join('\n');
}

function atomEntry(origin: string, entry: FeedEntry): string {
  const address = escapeXml(`${origin}/p/${encodeURIComponent(entry.slug)}`);
  return [
    '<entry>',
    `<id>${address}</id>`,
    `<title>${escapeXml(entry.title)}</title>`,
    `<link rel="alternate" type="text/html" href="${address}"/>`,
    `<published>${escapeXml(entry.publishedAt)}</published>`,
    `<updated>${escapeXml(entry.updatedAt)}</updated>`,
    `<category term="${escapeXml(entry.kindName)}"/>`,
    `<summary>${escapeXml(entry.summary)}</summary>`,
    '</entry>',
  ].join('\n');
}
