/** The measures of a sheet; where they come from (a standard, its term) is the business of who fills them in. */
export interface PaperProfile {
  readonly page: { readonly widthMm: number; readonly heightMm: number };
  readonly marginsMm: {
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
    readonly left: number;
  };
  readonly fontPt: number;
  readonly tableFontPt: number;
  /** Multiple of the font's own line, as word processors count it. */
  readonly lineSpacing: number;
  readonly indentCm: number;
  /** `from-second`: centred in the top margin from page 2. */
  readonly pageNumbers: 'from-second' | 'none';
  /** Longest line of a corner-placed element (a mark), in cm. */
  readonly cornerWidthCm: number;
  readonly qrMm: number;
}
