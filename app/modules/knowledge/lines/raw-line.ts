// What a reader of a format hands over before lines are put right: one paragraph as it stands in the file.

export interface RawLine {
  /** Text without marked notes; superscripts as «^1». */
  readonly text: string;
  /** Notes that the file marks as such (class, colour, style), in order. */
  readonly notes?: readonly string[];
  readonly isHeading?: boolean;
  readonly table?: readonly (readonly string[])[];
  readonly line: number;
}

/** Mark that readers put before raised characters, so that «44¹» does not become «441». */
export const RAISED = '\u{E000}';
