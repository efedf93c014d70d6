// Organisations that a document names beside its owner: co-organisers and partners, from its fields. Pure.

/** Fields whose entries are organisations that take part in their own name. */
const FIELDS = ['coOrganisers', 'partners'] as const;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function nameOf(entry: unknown): string | null {
  const value = isObject(entry) && 'organisation' in entry ? entry.organisation : entry;
  const name = isObject(value) ? value.name : value;
  return typeof name === 'string' && name.trim() !== '' ? name.trim() : null;
}

/** Full names as the fields give them, without repeats. */
export function namedOrganisations(fields: Readonly<Record<string, unknown>>): string[] {
  const names = FIELDS.flatMap((field) => {
    const value = fields[field];
    return Array.isArray(value) ? value.flatMap((entry) => nameOf(entry) ?? []) : [];
  });
  return [...new Set(names)];
}

/** Names are compared without regard to quotes, case and spaces. */
export const sameName = (a: string, b: string): boolean => plain(a) === plain(b);
const plain = (name: string) =>
  name
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
