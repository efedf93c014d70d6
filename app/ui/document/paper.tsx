/** Wide tables scroll sideways on a phone, so the keyboard must reach them. The tags are the rendering's own. */
const withFocusableScrollers = (html: string): string =>
  html
    .replaceAll('<figure ', '<figure tabindex="0" ')
    .replaceAll('<section class="sheet"', '<section class="sheet" tabindex="0"');

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
      dangerouslySetInnerHTML={{ __html: withFocusableScrollers(html) }}
    />
  );
}
