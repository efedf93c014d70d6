/**
 * The document as paper. `html` is the fragment made by documents' output from the body tree: escaped there,
 * numbers computed, no scripts or handlers possible (its tests say so).
 */
export function Paper({ html, label, lang = 'ru' }: { html: string; label: string; lang?: string }) {
  return (
    <article
      aria-label={label}
      lang={lang}
      className="paper"
      // biome-ignore lint/security/noDangerouslySetInnerHtml: the only place; the fragment is built from typed blocks
      dangerouslySetInnerHTML={{ __html: html }}
    />
  );
}
