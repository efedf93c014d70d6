export interface ExtractView {
  /** The document is adopted. */
  possible: boolean;
  points: { id: string; label: string; excerpt: string; depth: number }[];
  /** Where the original is unless said otherwise. */
  storage: string;
}
