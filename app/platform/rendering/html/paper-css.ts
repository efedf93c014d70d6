// The style of a sheet from its profile. Print follows the profile to the millimetre; on a screen the same paper
// gets a comfortable column. Page numbers, the stamp and the verification strip live in the page's margin boxes.
import type { Paper } from '../paper';
import type { PaperProfile } from '../paper-profile';
import { cssString } from './escape-html';

/** Height of one «single» line of Tinos in em: word processors multiply this, CSS must be told. */
const FONT_LINE = 1.149;
/** Height of the strip at the foot of page 1 beyond the code itself. */
const STRIP_PADDING_MM = 3;

const lineHeight = (spacing: number): string => (spacing * FONT_LINE).toFixed(3);

function pageRules(paper: Paper, qrDataUrl: string | null): string {
  const { page, marginsMm: m, pageNumbers } = paper.profile;
  const number =
    pageNumbers === 'none'
      ? ''
      : `@top-center{content:counter(page);font:12pt Tinos,serif;vertical-align:bottom;padding-bottom:4mm}`;
  const stamp = paper.stamp
    ? `@top-right{content:${cssString(paper.stamp)};font:9pt Tinos,serif;color:#444;vertical-align:bottom;padding-bottom:4mm;text-align:right}`
    : '';
  return `@page{size:${page.widthMm}mm ${page.heightMm}mm;margin:${m.top}mm ${m.right}mm ${m.bottom}mm ${m.left}mm;${number}${stamp}}
@page :first{@top-center{content:none}@top-right{content:none}${stripRules(paper, qrDataUrl)}}`;
}

function stripRules(paper: Paper, qrDataUrl: string | null): string {
  const strip = paper.verification;
  if (!strip) return '';
  const { profile } = paper;
  const code = strip.code ? profile.qrMm : 0;
  const height = Math.max(profile.marginsMm.bottom, code + STRIP_PADDING_MM + 10);
  const width = profile.page.widthMm - profile.marginsMm.left - profile.marginsMm.right;
  const text = strip.lines.map(cssString).join(' "\\A " ');
  const rule = 'border-top:0.5pt solid #777;margin-top:2mm';
  const left = `@bottom-left{content:${text};white-space:pre-wrap;font:9pt/1.25 Tinos,serif;text-align:left;vertical-align:top;padding-top:2mm;width:${width - code}mm;${rule}}`;
  const right =
    qrDataUrl === null
      ? ''
      : `@bottom-right{content:"";width:${code}mm;background:url(${qrDataUrl}) right ${STRIP_PADDING_MM - 1}mm/${code}mm ${code}mm no-repeat;${rule}}`;
  return `margin-bottom:${height}mm;${left}${right}`;
}

function textRules(p: PaperProfile): string {
  const indent = `${p.indentCm}cm`;
  return `html{font:${p.fontPt}pt/${lineHeight(p.lineSpacing)} Tinos,'Times New Roman','Liberation Serif',serif;color:#000;background:#fff;font-variant-ligatures:none}
body,main,p,h1,h2,h3,h4,h5,ol,ul,li,blockquote,figure,section,header{margin:0;padding:0;font-size:inherit;font-weight:inherit}
p,li,td,th{orphans:2;widows:2;overflow-wrap:break-word}
ol,ul{list-style:none}
p.k{break-inside:avoid}
p.t{text-align:justify;text-indent:${indent}}
p.t.u,blockquote p.u{text-align:left}
p.left{text-align:left}p.center{text-align:center;text-indent:0}p.right{text-align:right;text-indent:0}
.n{display:inline-block;text-indent:0;min-width:0.85cm;white-space:pre;text-align:left}
.n2{min-width:1.25cm}.n3{min-width:1.6cm}.d{min-width:0.6cm}
ul ul .t,ol ol.s .t{padding-left:0.75cm}
.head{text-align:center;font-weight:700;break-after:avoid;margin-bottom:10pt;line-height:${lineHeight(1)}}
.stamp{text-align:right;font-weight:700;margin-bottom:10pt;line-height:${lineHeight(1)}}
.hl{text-align:center;margin-bottom:10pt;line-height:${lineHeight(1)}}
h1{text-align:center;font-weight:700;line-height:${lineHeight(1)};margin:14pt 0 12pt;break-after:avoid;overflow-wrap:break-word}
.l{display:block;white-space:pre-wrap}
h2,h3,h4,h5{break-after:avoid;break-inside:avoid;font-weight:700;line-height:${lineHeight(1)};margin:12pt 0 8pt;overflow-wrap:break-word}
.c{text-align:center;padding:0 1cm}
.lead{text-indent:${indent};text-align:left;line-height:${lineHeight(p.lineSpacing)};margin:8pt 0 2pt}
.lead .l+.l{padding-left:0}
.adoption{text-align:center;margin:0 1cm 12pt;line-height:${lineHeight(1)};break-after:avoid}
.dp{display:flex;justify-content:space-between;gap:8mm;margin-bottom:14pt;line-height:${lineHeight(1)};break-after:avoid}
.dpl{margin-bottom:12pt;line-height:${lineHeight(1)}}
.gap{border-bottom:0.5pt solid #000}
a{color:inherit;text-decoration:none}a[href^="h"]{overflow-wrap:anywhere}`;
}

function partRules(p: PaperProfile): string {
  const indent = `${p.indentCm}cm`;
  const single = lineHeight(1);
  return `.marks{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);column-gap:10mm;row-gap:8mm;margin:0 0 18pt;line-height:${single}}
.mark{display:flex;flex-direction:column;max-width:${p.cornerWidthCm}cm;break-inside:avoid;overflow-wrap:break-word}
.mark.r{grid-column:2;justify-self:end;width:100%}.mark.lft{grid-column:1}
.mark .w{margin-bottom:4pt}
.mark .sg{margin-top:auto;padding-top:12pt;display:flex;align-items:flex-end;gap:2mm}
.mark .dt{padding-top:6pt}
.ln{flex:1 1 auto;min-width:20mm;border-bottom:0.5pt solid #000;height:1em}
.ends{margin-top:20pt;display:grid;row-gap:10mm;line-height:${single}}
.signs{margin-top:26pt;line-height:${single};break-before:avoid}
.sign{display:grid;grid-template-columns:minmax(0,1.3fr) minmax(0,0.9fr) minmax(0,1fr);column-gap:4mm;align-items:end;margin-bottom:16pt;break-inside:avoid}
.sign .nm{text-align:left;white-space:nowrap}
blockquote{margin:4pt 0 6pt ${indent};padding-left:4mm;border-left:1.5pt solid #999;line-height:${lineHeight(Math.min(p.lineSpacing, 1.15))}}
blockquote p{text-align:justify}blockquote p+p{margin-top:4pt}
figure{margin:8pt 0 10pt}figcaption{text-align:left;margin-bottom:4pt;break-after:avoid}
table{border-collapse:collapse;width:100%;font-size:${p.tableFontPt}pt;line-height:${single}}
td,th{border:0.5pt solid #000;padding:2pt 5pt;vertical-align:top;text-align:left;overflow-wrap:break-word}
th{font-weight:700;text-align:center;vertical-align:middle}
table.fx{table-layout:fixed}
thead{display:table-header-group}tr{break-inside:avoid}
.ac{text-align:center}.ar{text-align:right}
.appendix{break-before:page}
.ap{margin:0 0 14pt auto;width:fit-content;max-width:${p.cornerWidthCm}cm;line-height:${single}}
.sheet{break-before:page}.sheet table{font-size:10.5pt;table-layout:fixed}.sheet .note{font-size:10.5pt;margin-top:8pt;text-align:left;overflow-wrap:anywhere;line-height:${single}}
.vf{display:none}
@media screen{html{background:#f1eee8}main{max-width:170mm;margin:8mm auto;padding:20mm 12mm;background:#fff;box-shadow:0 1px 6px #0003}.vf{display:flex;gap:6mm;justify-content:space-between;align-items:flex-start;border-top:1px solid #777;margin-top:12mm;padding-top:3mm;font-size:11pt;overflow-wrap:anywhere}.vf img{width:${p.qrMm}mm;height:${p.qrMm}mm}.appendix,.sheet{border-top:1px dashed #aaa;margin-top:14mm;padding-top:10mm}}
@media screen and (max-width:600px){html{font-size:12.5pt}main{margin:0;padding:6mm 4mm}.marks{grid-template-columns:minmax(0,1fr)}.mark.r,.mark.lft{grid-column:1;justify-self:start}.sheet table,figure{display:block;overflow-x:auto}p.t,blockquote p{text-align:left}}`;
}

/** Everything between the style tags except the fonts. */
export function paperCss(paper: Paper, qrDataUrl: string | null): string {
  return `${pageRules(paper, qrDataUrl)}\n${textRules(paper.profile)}\n${partRules(paper.profile)}`;
}
