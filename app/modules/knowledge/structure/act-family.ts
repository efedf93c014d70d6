// How an act calls what it numbers (FACTS §6.1): the same «1.» is a part in the Housing Code and a point in the Civil one.

/** `articles`: 1. = часть, 1) = пункт; `points`: 1. = пункт, 1) = подпункт; `paragraphs`: a paragraph = часть (ТК РФ). */
export type ActFamily = 'articles' | 'points' | 'paragraphs' | 'decree';

const POINT_CODES = ['ГК РФ', 'СК РФ', 'НК РФ'];
/** From about this day federal laws call «1.» a part (часть), earlier ones a point. */
const PARTS_SINCE = '2003-01-01';

export interface FamilyInput {
  /** Short name of a code, e.g. «ЖК РФ»; absent for others. */
  readonly abbr?: string | undefined;
  /** ISO day of the act. */
  readonly date?: string | undefined;
  readonly hasArticles: boolean;
}

/** Family of an act from its card. An act without articles counts as a decree: points and sub-points. */
export function familyOf({ abbr, date, hasArticles }: FamilyInput): ActFamily {
  if (!hasArticles) return 'decree';
  if (abbr === 'ТК РФ') return 'paragraphs';
  if (abbr && POINT_CODES.includes(abbr)) return 'points';
  if (!abbr && date && date < PARTS_SINCE) return 'points';
  return 'articles';
}
