// All rule tables and calendars of one content release, read once.
import type { Problem } from '~/shared/problem';
import { makeCalendar, parseCalendarYear, type WorkingCalendar } from './calendar';
import { fail } from './errors';
import { type LayoutProfile, LayoutProfileSchema, layoutProfile } from './layout-profile';
import type { CalendarYear, RuleTable } from './rule.schema';
import { parseRuleTable, type RuleInForce, ruleAt } from './rule-table';

export interface RuleBook {
  readonly tables: readonly RuleTable[];
  readonly calendar: WorkingCalendar;
  /** Throws rules/unknown-table. */
  table(id: string): RuleTable;
  /** The row in force on a date. Throws rules/unknown-table, unknown-rule, no-rule-on-date. */
  ruleAt(table: string, id: string, date: string): RuleInForce;
  /** Throws rules/unknown-rule. */
  layoutProfile(id: string): LayoutProfile;
}

const CALENDAR_FILE = /(?:^|\/)calendar-\d{4}\.yaml$/;
const RULE_FILE = /(?:^|\/)rules\/[^/]+\.yaml$/;

function profileProblems(table: RuleTable, file: string): Problem[] {
  if (table.table !== 'layout-profiles') return [];
  return table.rows
    .filter((row) => !LayoutProfileSchema.safeParse(row.value).success)
    .map((row) => ({
      file,
      line: 0,
      message: `профиль «${row.id}»: не хватает чисел или они неверны`,
      severity: 'error' as const,
    }));
}

function bookOf(tables: RuleTable[], years: CalendarYear[]): RuleBook {
  const byId = new Map(tables.map((table) => [table.table, table]));
  const table = (id: string): RuleTable => {
    const found = byId.get(id);
    if (!found) throw fail('unknown-table', { table: id });
    return found;
  };
  return {
    tables,
    calendar: makeCalendar(years),
    table,
    ruleAt: (tableId, id, date) => ruleAt(table(tableId), id, date),
    layoutProfile: (id) => layoutProfile(table('layout-profiles'), id),
  };
}

/**
 * Reads every `rules/*.yaml` among the files (other files are passed over). A file with errors is left out of the
 * book and named in `problems`. Pure; never throws.
 */
export function loadRuleBook(files: Readonly<Record<string, string>>): {
  book: RuleBook;
  problems: Problem[];
} {
  const tables: RuleTable[] = [];
  const years: CalendarYear[] = [];
  const problems: Problem[] = [];
  for (const file of Object.keys(files).sort()) {
    if (!RULE_FILE.test(file) && !CALENDAR_FILE.test(file)) continue;
    const text = files[file] as string;
    if (CALENDAR_FILE.test(file)) {
      const parsed = parseCalendarYear(text, { file });
      problems.push(...parsed.problems);
      if (parsed.year) years.push(parsed.year);
      continue;
    }
    const parsed = parseRuleTable(text, { file });
    problems.push(...parsed.problems);
    if (!parsed.table) continue;
    if (tables.some((other) => other.table === parsed.table?.table)) {
      problems.push({
        file,
        line: 1,
        message: `таблица «${parsed.table.table}» уже есть в другом файле`,
        severity: 'error',
      });
      continue;
    }
    problems.push(...profileProblems(parsed.table, file));
    tables.push(parsed.table);
  }
  return { book: bookOf(tables, years), problems };
}
