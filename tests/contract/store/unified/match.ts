// Does an actual value fit an expected one of the unified format: special operators, numbers by value, extra
// fields only in root documents. Returns the first difference as text.
import { EJSON } from 'bson';

type Entities = ReadonlyMap<string, unknown>;

const isNumberValue = (value: unknown): boolean =>
  typeof value === 'number' ||
  typeof value === 'bigint' ||
  ['Int32', 'Long', 'Double'].includes((value as { _bsontype?: string })?._bsontype ?? '');

const plain = (value: unknown): unknown => (value instanceof Map ? Object.fromEntries(value) : value);
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof Date) &&
  !('_bsontype' in value);
const show = (value: unknown): string =>
  (value === undefined ? 'nothing' : EJSON.stringify(value)).slice(0, 200);

/** undefined: it fits. */
export function difference(
  expected: unknown,
  given: unknown,
  entities: Entities,
  path = '',
  root = true,
): string | undefined {
  const actual = plain(given);
  if (isObject(expected)) {
    const [operator] = Object.keys(expected);
    if (operator?.startsWith('$$'))
      return special(operator, expected[operator], actual, entities, path, root);
    return objectDifference(expected, actual, entities, path, root);
  }
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length)
      return `${path}: expected ${show(expected)}, got ${show(actual)}`;
    for (let at = 0; at < expected.length; at += 1) {
      const found = difference(expected[at], actual[at], entities, `${path}[${at}]`, root && path === '');
      if (found) return found;
    }
    return undefined;
  }
  const same =
    isNumberValue(expected) && isNumberValue(actual)
      ? Number(expected) === Number(actual)
      : EJSON.stringify(expected) === EJSON.stringify(actual ?? null);
  return same ? undefined : `${path}: expected ${show(expected)}, got ${show(actual)}`;
}

function objectDifference(
  expected: Record<string, unknown>,
  actual: unknown,
  entities: Entities,
  path: string,
  root: boolean,
): string | undefined {
  if (!(typeof actual === 'object' && actual !== null))
    return `${path}: expected ${show(expected)}, got ${show(actual)}`;
  const fields = actual as Record<string, unknown>;
  for (const [name, value] of Object.entries(expected)) {
    const found = difference(value, fields[name], entities, path === '' ? name : `${path}.${name}`, false);
    if (found) return found;
  }
  if (root) return undefined;
  const extra = Object.keys(fields).find((name) => !(name in expected) && fields[name] !== undefined);
  return extra === undefined ? undefined : `${path}: unexpected field ${extra}`;
}

function special(
  operator: string,
  operand: unknown,
  actual: unknown,
  entities: Entities,
  path: string,
  root: boolean,
): string | undefined {
  switch (operator) {
    case '$$exists':
      return (actual !== undefined) === operand ? undefined : `${path}: exists is ${actual !== undefined}`;
    case '$$unsetOrMatches':
      return actual === undefined ? undefined : difference(operand, actual, entities, path, root);
    case '$$type':
      return actual === undefined ? `${path}: missing` : undefined;
    case '$$matchesEntity':
      return difference(entities.get(operand as string), actual, entities, path, root);
    case '$$lte':
      return Number(actual) <= Number(operand)
        ? undefined
        : `${path}: ${show(actual)} is above ${show(operand)}`;
    default:
      throw new Error(`the runner does not know ${operator}`);
  }
}
