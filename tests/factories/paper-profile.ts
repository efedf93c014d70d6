import type { PaperProfile } from '~/platform/rendering';

/** A4 with the margins and sizes of ГОСТ Р 7.0.97, as papers of tests are set. */
export const PROFILE: PaperProfile = {
  page: { widthMm: 210, heightMm: 297 },
  marginsMm: { top: 20, right: 10, bottom: 20, left: 20 },
  fontPt: 14,
  tableFontPt: 12,
  lineSpacing: 1.15,
  indentCm: 1.25,
  pageNumbers: 'from-second',
  cornerWidthCm: 8,
  qrMm: 24,
};
