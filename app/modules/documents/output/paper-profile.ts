import type { LayoutProfile } from '~/modules/rules';
import type { PaperProfile } from '~/platform/rendering';

/** The same sheet lying on its side, for wide tables: the filing margin stays at the edge that was the left one's turn, above. */
export function landscape(profile: PaperProfile): PaperProfile {
  const { page, marginsMm: m } = profile;
  return {
    ...profile,
    page: { widthMm: page.heightMm, heightMm: page.widthMm },
    marginsMm: { top: m.left, right: m.top, bottom: m.right, left: m.bottom },
  };
}

/** The dated layout profile as measures of a sheet; `keptLong` = kept for more than ten years (left margin 30 mm). */
export function paperProfile(layout: LayoutProfile, options: { keptLong?: boolean } = {}): PaperProfile {
  return {
    page: { widthMm: 210, heightMm: 297 },
    marginsMm: {
      top: layout.marginTopMm,
      right: layout.marginRightMm,
      bottom: layout.marginBottomMm,
      left: options.keptLong ? layout.marginLeftLongMm : layout.marginLeftMm,
    },
    fontPt: layout.fontSizePt,
    tableFontPt: layout.tableFontSizePt,
    lineSpacing: layout.lineSpacing,
    indentCm: layout.firstLineIndentMm / 10,
    pageNumbers: 'from-second',
    cornerWidthCm: layout.cornerRequisiteMm / 10,
    qrMm: 24,
  };
}
