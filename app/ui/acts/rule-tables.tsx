import type { RuleRow, RuleTable } from '~/modules/rules';
import { EmptyState } from '../feedback';
import { formatDay } from '../format';
import { useLocale, useMessages } from '../messages/messages-context';
import { Badge } from '../state-badge';

/** Dated rules by table; what is not sure says so beside the value. */
export function RuleTables({ tables, years }: { tables: readonly RuleTable[]; years: readonly number[] }) {
  const t = useMessages();
  if (tables.length === 0) return <EmptyState icon="book" title={t('rules.none')} text={t('rules.lead')} />;
  const words = codeWords(tables);
  return (
    <>
      <nav aria-label={t('rules.title')} className="mb-6">
        <ul className="flex flex-wrap gap-x-5">
          {tables.map((table) => (
            <li key={table.table}>
              <a href={`#${table.table}`} className="inline-flex min-h-11 items-center">
                {table.title}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <p className="mb-6 text-ink-soft">{t('rules.calendars', { years: years.join(', ') })}</p>
      {tables.map((table) => (
        <section
          key={table.table}
          id={table.table}
          aria-labelledby={`${table.table}-title`}
          className="mb-10"
        >
          <h2 id={`${table.table}-title`} className="mb-2 text-lg font-semibold">
            {table.title}
          </h2>
          <ul className="border-t border-line">
            {table.rows.map((row) => (
              <Rule key={`${row.id} ${row.validFrom}`} row={row} words={words} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

/** Codes of thresholds and quorums in words, from their own tables. */
const codeWords = (tables: readonly RuleTable[]): ReadonlyMap<string, string> =>
  new Map(
    tables
      .filter(({ table }) => table === 'meeting-formulas' || table === 'meeting-quorums')
      .flatMap(({ table, rows }) => rows.map(({ id, title }) => [`${table}/${id}`, title] as const)),
  );

function Rule({ row, words }: { row: RuleRow; words: ReadonlyMap<string, string> }) {
  const t = useMessages();
  const locale = useLocale();
  const from = formatDay(row.validFrom, locale);
  return (
    <li className="grid gap-x-6 gap-y-1 border-b border-line py-3 md:grid-cols-[minmax(0,2fr)_minmax(0,1fr)_minmax(0,1.4fr)]">
      <div>
        <p className="font-medium">{row.title}</p>
        {row.note ? <p className="text-sm text-ink-soft">{row.note}</p> : null}
      </div>
      <p>
        <span className="sr-only">{t('rules.value')}: </span>
        {thresholdText(row.value, words) ?? valueText(row.value)}{' '}
        {row.unit && row.unit !== 'text' ? t(`rules.unit.${row.unit}`) : ''}
      </p>
      <div className="text-sm">
        <p>{row.source}</p>
        <p className="text-ink-soft">
          {row.validTo
            ? t('rules.valid.between', { from, to: formatDay(row.validTo, locale) })
            : t('rules.valid.from', { from })}
          {row.verifiedEdition
            ? `; ${t('rules.verified', { date: formatDay(row.verifiedEdition, locale) })}`
            : ''}
        </p>
        {row.confidence === 'H' ? null : (
          <Badge icon="warning" tone="warning">
            {t('rules.check')}
          </Badge>
        )}
      </div>
    </li>
  );
}

/** «больше половины всех голосов дома; кворум: …»; null for a value of another kind. */
function thresholdText(value: RuleRow['value'], words: ReadonlyMap<string, string>): string | null {
  if (typeof value !== 'object' || Array.isArray(value) || !('rule' in value)) return null;
  const rule = words.get(`meeting-formulas/${String(value.rule)}`);
  const quorum = words.get(`meeting-quorums/${String(value.quorum)}`);
  return rule ? `${rule}; кворум: ${quorum ?? String(value.quorum)}` : null;
}

function valueText(value: RuleRow['value']): string {
  if (Array.isArray(value)) return value.join(', ');
  if (typeof value === 'object')
    return Object.entries(value)
      .map(([name, one]) => `${name}: ${Array.isArray(one) ? one.join('/') : String(one)}`)
      .join('; ');
  if (typeof value === 'boolean') return value ? '✓' : '—';
  return String(value);
}
