// The port of the PDF renderer: what the domain may ask, whatever browser stands behind it.

export interface PdfMetadata {
  readonly title: string;
  readonly author: string;
  readonly subject?: string | undefined;
  /** BCP 47, «ru-RU» by default. */
  readonly language?: string | undefined;
  /** ISO instant; becomes every date of the file. */
  readonly createdAt: string;
  readonly keywords?: readonly string[] | undefined;
  /** A lasting name of the document outside the file, as a rule its verification address. */
  readonly identifier?: string | undefined;
}

/** Where the browser came from: CHROMIUM_PATH, the system, puppeteer's cache, the npm package. */
export type BrowserSource = 'configured' | 'system' | 'puppeteer' | 'npm';

export interface RenderPdfInput {
  /** A whole self-contained page; scripts never run and nothing is loaded from outside. */
  readonly html: string;
  readonly metadata: PdfMetadata;
}

export interface PdfRendererStatus {
  readonly state: 'stopped' | 'running' | 'closed';
  readonly source: BrowserSource | null;
  readonly pid: number | null;
  readonly busy: number;
  readonly waiting: number;
}

export interface PdfRenderer {
  /**
   * The final PDF: tagged, with outline, XMP and dates from the metadata. Idempotent. Throws rendering/queue-full,
   * too-large, deadline (kind limit), browser-missing, browser-failed, closed (kind unavailable).
   */
  render(input: RenderPdfInput): Promise<Uint8Array>;
  /** Starts the browser if need be and proves that it prints Cyrillic text; throws rendering/browser-missing. */
  selfTest(): Promise<{ source: BrowserSource; executablePath: string; ms: number }>;
  status(): PdfRendererStatus;
  /** Ends the browser; later renders are refused. */
  close(): Promise<void>;
}
