// Layout profiles (ГОСТ Р 7.0.97) as numbers for the PDF and DOCX output; read from content/rules/layout-profiles.yaml.
import { z } from 'zod';
import { fail } from './errors';
import type { RuleTable } from './rule.schema';
import { ruleWarnings } from './rule-table';

const numeric = z.number().positive();
export const LayoutProfileSchema = z.object({
  page: z.literal('A4'),
  marginTopMm: numeric,
  marginRightMm: numeric,
  marginBottomMm: numeric,
  marginLeftMm: numeric,
  /** Left margin of papers kept longer than ten years. */
  marginLeftLongMm: numeric,
  fontSizePt: numeric,
  tableFontSizePt: numeric,
  lineSpacing: numeric,
  firstLineIndentMm: numeric,
  /** Longest line of a requisite placed in a corner (marks, addressee). */
  cornerRequisiteMm: numeric,
  centredRequisiteMm: numeric,
  pageNumberFrom: z.number().int(),
  pageNumberEdgeMm: numeric,
  numberingLevels: z.number().int(),
  qrPlace: z.enum(['bottom-right-first', 'none']),
  initialsSpaced: z.boolean(),
});
export type LayoutNumbers = z.infer<typeof LayoutProfileSchema>;
export interface LayoutProfile extends LayoutNumbers {
  readonly id: string;
  readonly title: string;
  readonly warnings: string[];
}

/** A profile by id («gost-2025», «gost-2016»). Throws rules/unknown-rule. Profiles may be chosen on any date. */
export function layoutProfile(table: RuleTable, id: string): LayoutProfile {
  const row = table.rows.find((candidate) => candidate.id === id);
  if (!row) throw fail('unknown-rule', { table: table.table, rule: id });
  return { ...LayoutProfileSchema.parse(row.value), id, title: row.title, warnings: ruleWarnings(row) };
}
