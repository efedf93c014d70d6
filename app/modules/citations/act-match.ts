// What a rule gives when it recognised an act at a token.
import type { ActReference } from './citation.types';

export interface ActMatch {
  act: ActReference;
  /** Name in CITATION_RULES. */
  rule: string;
  /** The token after the act. */
  next: number;
  /** Counts only when units are named too: «Закона», «УК», «настоящего Договора». */
  needsUnits: boolean;
  /** Where the act's own text begins, if later than asked («от … № …» of a list). */
  plural?: boolean;
}
