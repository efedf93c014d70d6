// The paper's type: Tinos (Times metrics, SIL OFL), as data addresses so that a page needs neither network nor
// disk. Cyrillic and Latin are separate files; the Cyrillic one takes the spaces and the soft hyphen too, so a
// Russian line is one run of one font (smaller PDF, faster layout). Rarer scripts come only when a text has them.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

interface Subset {
  readonly name: string;
  readonly range: string;
  /** Present in the text → the subset is embedded. */
  readonly needed: RegExp | null;
}

// Later faces win where ranges overlap.
const SUBSETS: readonly Subset[] = [
  {
    name: 'latin-ext',
    range: 'U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+1E00-1E9F,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113',
    needed: /[\u0100-\u0130\u0132-\u0151\u0154-\u02ba\u1e00-\u1e9f\u2020\u20a0-\u20ab\u20ad-\u20c0\u2113]/,
  },
  { name: 'greek', range: 'U+0370-03FF', needed: /[\u0370-\u03ff]/ },
  { name: 'hebrew', range: 'U+0590-05FF,U+FB1D-FB4F', needed: /[\u0590-\u05ff]/ },
  {
    name: 'cyrillic-ext',
    range: 'U+0460-048F,U+0492-04AF,U+04B2-052F,U+20B4',
    needed: /[\u0460-\u048f\u0492-\u04af\u04b2-\u052f\u20b4]/,
  },
  {
    name: 'latin',
    range:
      'U+0021-009F,U+00A1-00AC,U+00AE-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FFFD',
    needed: null,
  },
  {
    name: 'cyrillic',
    range: 'U+0020,U+00A0,U+00AD,U+0301,U+0400-045F,U+0490-0491,U+04B0-04B1,U+2116',
    needed: null,
  },
];
const UPRIGHT = [
  { weight: 400, style: 'normal' },
  { weight: 700, style: 'normal' },
] as const;
const ITALIC = [
  { weight: 400, style: 'italic' },
  { weight: 700, style: 'italic' },
] as const;
type Look = (typeof UPRIGHT)[number] | (typeof ITALIC)[number];

const require = createRequire(import.meta.url);
const cache = new Map<string, string>();

function facesOf(subset: Subset, looks: readonly Look[]): string {
  const key = `${subset.name} ${looks[0]?.style}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const css = looks
    .map(({ weight, style }) => {
      const file = require.resolve(`@fontsource/tinos/files/tinos-${subset.name}-${weight}-${style}.woff2`);
      const data = readFileSync(file).toString('base64');
      return `@font-face{font-family:Tinos;font-weight:${weight};font-style:${style};font-display:block;src:url(data:font/woff2;base64,${data}) format('woff2');unicode-range:${subset.range}}`;
    })
    .join('\n');
  cache.set(key, css);
  return css;
}

/** @font-face rules with everything the text needs, italics only when asked; read from disk once a process. */
export function fontFaces(text: string, options: { italic: boolean }): string {
  const subsets = SUBSETS.filter((subset) => subset.needed === null || subset.needed.test(text));
  return subsets
    .flatMap((subset) => [facesOf(subset, UPRIGHT), ...(options.italic ? [facesOf(subset, ITALIC)] : [])])
    .join('\n');
}
