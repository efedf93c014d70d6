// A plan in Meilisearch's words, and a record as its document. Pure.
// A query of Meilisearch is a conjunction whose last word may be a prefix. What it cannot say — «one of these stems»,
// «this stem or this beginning» — is said by filters over the array `tokens`, and by splitting a plan in two
// disjoint ones whose counts simply add up.
import type { SearchParams } from 'meilisearch';
import { sha256Hex } from '~/shared/sha256.server';
import type { SearchFilter, SearchPlan, SearchRecord, SearchTerm } from '../search-index';
import { stemsOf, wordsBeyondStems } from '../text-analysis';

export type MeiliDocument = Record<string, unknown> & { readonly key: string };

/** The document of a record. Its key is a hash, since Meilisearch takes few characters in one. */
export function toDocument(record: SearchRecord): MeiliDocument {
  const fields = {
    titleStems: stemsOf(record.title),
    headingStems: stemsOf(record.heading),
    numberStems: stemsOf(record.number),
    stems: record.stems,
  };
  const tokens = new Set(Object.values(fields).join(' ').split(' '));
  tokens.delete('');
  return {
    key: keyOf(record.id),
    ...fields,
    words: wordsBeyondStems(record.title, record.heading, record.text).join(' '),
    tokens: [...tokens],
    acl: record.acl.map(exact),
    source: exact(record.source),
    type: record.type,
    facets: record.facets,
    order: record.order,
    ...(record.date === '' ? {} : { day: dayNumber(record.date) }),
    record: JSON.stringify(record),
  };
}

const keyOf = (id: string): string => sha256Hex(id).slice(0, 40);

export const sourceFilter = (source: string): string => `source = ${quoted(exact(source))}`;

/** A query without its page. */
export interface MeiliQuery {
  readonly q: string;
  readonly params: SearchParams;
}

/** One or two queries, disjoint, best first; none when nothing can match. */
export function toQueries(plan: SearchPlan): MeiliQuery[] {
  if (plan.acl.length === 0 || plan.terms.some((term) => stemsOfTerm(term).length === 0 && !term.prefix))
    return [];
  const filters = filtersOf(plan);
  if (filters === null) return [];
  const prefixed = plan.terms.findIndex((term) => term.prefix);
  const term = plan.terms[prefixed];
  if (!term) return [query(plan, plan.terms, undefined, filters)];
  const others = plan.terms.filter((_, i) => i !== prefixed);
  const stems = stemsOfTerm(term);
  const beginning = query(plan, others, term.prefix, [
    ...filters,
    ...(stems.length > 0 ? [`tokens NOT IN [${stems.map(quoted).join(', ')}]`] : []),
  ]);
  return stems.length === 0
    ? [beginning]
    : [query(plan, [...others, { stems }], undefined, filters), beginning];
}

type Filters = (string | string[])[];

function query(
  plan: SearchPlan,
  terms: readonly SearchTerm[],
  prefix: string | undefined,
  filters: Filters,
): MeiliQuery {
  const phrases: string[] = [];
  const choices: string[][] = [];
  for (const term of terms) {
    const stems = stemsOfTerm(term);
    // A quoted word is exact: neither prefix nor typo. One of several can only be a filter.
    if (stems.length === 1) phrases.push(`"${(stems[0] as string).replaceAll('"', '')}"`);
    else choices.push(stems.map((stem) => `tokens = ${quoted(stem)}`));
  }
  const q = [...phrases, ...(prefix ? [prefix] : [])].join(' ');
  const facets = (plan.facets ?? []).map((name) => (name === 'type' ? name : `facets.${name}`));
  return {
    q,
    params: {
      filter: [...filters, ...choices],
      matchingStrategy: 'all',
      attributesToRetrieve: ['record'],
      ...(facets.length > 0 ? { facets } : {}),
      ...(q === '' ? { sort: ['day:desc', 'source:asc', 'order:asc'] } : {}),
    },
  };
}

// null: a choice among nothing.
function filtersOf({ acl, filter = {} }: SearchPlan): Filters | null {
  const choices = [acl.map((token) => `acl = ${quoted(exact(token))}`), ...choicesOf(filter)];
  if (choices.some((choice) => choice.length === 0)) return null;
  const days = [
    ...(filter.from === undefined ? [] : [`day >= ${dayNumber(filter.from)}`]),
    ...(filter.to === undefined ? [] : [`day <= ${dayNumber(filter.to)}`]),
  ];
  return [...choices, ...days];
}

function choicesOf(filter: SearchFilter): string[][] {
  const choices: string[][] = [];
  if (filter.types) choices.push(filter.types.map((type) => `type = ${quoted(type)}`));
  if (filter.sources) choices.push(filter.sources.map((source) => sourceFilter(source)));
  for (const [name, values] of Object.entries(filter.facets ?? {})) {
    choices.push(values.map((value) => `${quoted(`facets.${name}`)} = ${quoted(value)}`));
  }
  return choices;
}

const stemsOfTerm = (term: SearchTerm) => term.stems.filter((stem) => stem !== '');
const quoted = (value: string) => `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
// Filters of Meilisearch compare without regard to case: access must not.
const exact = (value: string) => Buffer.from(value, 'utf8').toString('hex');
// Comparisons of Meilisearch are over numbers: 2023-09-25 -> 20230925.
const dayNumber = (day: string) => Number(day.slice(0, 10).replaceAll('-', '')) || 0;
