// Rule tables: reading a file, finding the row in force on a date, saying how sure we are.

import type { Problem } from '~/shared/problem';
import { formatDate, plainSpaces } from '~/shared/russian';
import { fail } from './errors';
import { type RuleRow, type RuleTable, RuleTableSchema } from './rule.schema';
import { readYaml, type YamlSource, zodProblems } from './yaml-source';

export interface ParsedTable {
  readonly table: RuleTable | null;
  readonly problems: Problem[];
}

const END = '9999-12-31';
const overlaps = (a: RuleRow, b: RuleRow): boolean =>
  a.validFrom <= (b.validTo ?? END) && b.validFrom <= (a.validTo ?? END);

function rowProblems(rows: readonly RuleRow[], source: YamlSource): Problem[] {
  const problems: Problem[] = [];
  rows.forEach((row, index) => {
    if (row.validTo && row.validTo < row.validFrom) {
      problems.push(
        source.problem(['rows', index, 'validTo'], `«${row.id}»: срок кончается раньше, чем начался`),
      );
    }
    const earlier = rows.slice(0, index).find((other) => other.id === row.id && overlaps(other, row));
    if (earlier) {
      const message = `«${row.id}»: сроки двух строк пересекаются (${earlier.validFrom} и ${row.validFrom})`;
      problems.push(source.problem(['rows', index, 'validFrom'], message));
    }
  });
  return problems;
}

/** Reads one rule table. The table is null when the file has an error. Pure. */
export function parseRuleTable(text: string, input: { file: string }): ParsedTable {
  const source = readYaml(text, input.file);
  if (source.problems.length > 0) return { table: null, problems: source.problems };
  const parsed = RuleTableSchema.safeParse(source.value);
  if (!parsed.success) return { table: null, problems: zodProblems(parsed.error, source) };
  const problems = rowProblems(parsed.data.rows, source);
  return { table: problems.length === 0 ? parsed.data : null, problems };
}

/** A row in force, and what to tell the person who relies on it. */
export interface RuleInForce {
  readonly row: RuleRow;
  readonly warnings: string[];
}

const day = (date: string): string => plainSpaces(formatDate(date, 'short'));

/** Warnings of a row: unsure source, or a text that was not loaded. Never says «действует». */
export function ruleWarnings(row: RuleRow): string[] {
  const warnings: string[] = [];
  if (row.confidence !== 'H')
    warnings.push(`${row.title}: проверьте по официальному тексту (${row.source}).`);
  else if (!row.verifiedEdition)
    warnings.push(`${row.title}: текст не загружен, проверьте на pravo.gov.ru (${row.source}).`);
  if (row.verifiedEdition) {
    const edition = day(row.verifiedEdition);
    warnings.push(`По загруженной редакции от ${edition}; более поздние изменения не проверены.`);
  }
  return warnings;
}

/**
 * The row of a rule on a date ('YYYY-MM-DD').
 * Throws rules/unknown-rule, rules/no-rule-on-date. Pure.
 */
export function ruleAt(table: RuleTable, id: string, date: string): RuleInForce {
  const rows = table.rows.filter((row) => row.id === id);
  if (rows.length === 0) throw fail('unknown-rule', { table: table.table, rule: id });
  const row = rows.find((candidate) => candidate.validFrom <= date && date <= (candidate.validTo ?? END));
  if (!row) throw fail('no-rule-on-date', { table: table.table, rule: id, date: day(date) });
  return { row, warnings: ruleWarnings(row) };
}
