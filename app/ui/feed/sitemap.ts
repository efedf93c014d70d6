import { escapeXml } from '../xml';

/** A sitemap of public pages; addresses are paths of this site. */
export function sitemap(origin: string, pages: readonly { path: string; updatedAt?: string }[]): string {
  const urls = pages.map(({ path, updatedAt }) => {
    const changed = updatedAt ? `<lastmod>${escapeXml(updatedAt)}</lastmod>` : '';
    return `<url><loc>${escapeXml(origin + path)}</loc>${changed}</url>`;
  });
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ...urls,
    '</urlset>',
    '',
  ].join('\n');
}
