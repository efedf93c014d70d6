// A plan as one FTS5 expression. Access, type, source and facets are tokens of the column `tags`, so that one MATCH
// answers everything but dates. Every token is quoted: no character of a query reaches FTS5 as syntax.
import type { SearchFilter, SearchPlan, SearchTerm } from '../search-index';

const STEM_COLUMNS = '{title heading number stems}';
const PREFIX_COLUMNS = '{title heading number stems words}';

/** null: nothing can match (nobody's access, a term without alternatives, an empty choice). */
export function buildMatch(plan: SearchPlan): string | null {
  if (plan.acl.length === 0) return null;
  const parts: string[] = [];
  for (const term of plan.terms) {
    const part = termExpression(term);
    if (part === null) return null;
    parts.push(part);
  }
  parts.push(tagsExpression(plan.acl.map((token) => tag('a', token))));
  for (const choice of choicesOf(plan.filter)) {
    if (choice.length === 0) return null;
    parts.push(tagsExpression(choice));
  }
  return parts.map((part) => `(${part})`).join(' AND ');
}

/** The tokens of a record's `tags` column. */
export function tagsOf(record: {
  acl: readonly string[];
  type: string;
  facets: Readonly<Record<string, readonly string[]>>;
}): string[] {
  const facets = Object.entries(record.facets).flatMap(([name, values]) =>
    values.map((value) => facetTag(name, value)),
  );
  return [...record.acl.map((token) => tag('a', token)), facetTag('type', record.type), ...facets];
}

function choicesOf(filter: SearchFilter = {}): string[][] {
  const choices = Object.entries(filter.facets ?? {}).map(([name, values]) =>
    values.map((v) => facetTag(name, v)),
  );
  if (filter.types) choices.push(filter.types.map((type) => facetTag('type', type)));
  return choices;
}

function termExpression(term: SearchTerm): string | null {
  const exact = term.stems.filter((stem) => stem !== '').map(quote);
  const alternatives: string[] = [];
  if (exact.length > 0) alternatives.push(`${STEM_COLUMNS} : (${exact.join(' OR ')})`);
  if (term.prefix) alternatives.push(`${PREFIX_COLUMNS} : ${quote(term.prefix)} *`);
  return alternatives.length === 0 ? null : alternatives.join(' OR ');
}

const tagsExpression = (tokens: readonly string[]) => `tags : (${tokens.map(quote).join(' OR ')})`;
const quote = (token: string) => `"${token.replaceAll('"', '""').replaceAll('\u0000', '')}"`;

// Hexadecimal of UTF-8: one word for any tokenizer, and no two values share it.
function tag(kind: string, value: string): string {
  let hex = kind;
  for (const byte of new TextEncoder().encode(value)) hex += byte.toString(16).padStart(2, '0');
  return hex;
}
const facetTag = (name: string, value: string) => tag('f', `${name}\u0001${value}`);
