// Parses a query filter into a tree (filter-tree.ts) with MongoDB's rules and refusals. Long because the whole
// closed list of query operators stands here.
import { compileExpression, Dependencies } from './aggregate/expressions';
import { canonicalType, compareNumbers, compareValues } from './bson-compare';
import {
  BSONRegExp,
  BSONSymbol,
  type Doc,
  isArray,
  isDoc,
  isNullish,
  isNumber,
  isTruthy,
  isTypeCode,
  MaxKey,
  type Maybe,
  MinKey,
  toDouble,
  toWhole,
  typeCode,
  typeCodeOfAlias,
  UndefinedValue,
  type Value,
} from './bson-values';
import { badValue, failedToParse, notSupported, StoreError, typeMismatch } from './errors';
import type { Filter, Leaf, LeafOperator } from './filter-tree';
import { ITSELF, matches } from './filter-tree';
import { compilePattern } from './pattern';

export { type Filter, type MatchDetails, matches } from './filter-tree';

export type Variables = ReadonlyMap<string, Value>;
const NO_VARIABLES: Variables = new Map();

/** `variables`: what `let` gives to $expr. */
export function parseFilter(filter: Doc, variables: Variables = NO_VARIABLES): Filter {
  const parts: Filter[] = [];
  for (const [name, value] of filter) {
    if (name.startsWith('$') && !isReference(name)) parts.push(parseLogical(name, value, variables));
    else parts.push(parseField(name, value));
  }
  return parts.length === 1 ? (parts[0] as Filter) : { kind: 'and', parts };
}

function parseLogical(name: string, value: Value, variables: Variables): Filter {
  if (name === '$expr') return expressionFilter(value, variables);
  if (name === '$comment') return { kind: 'constant', value: true };
  if (name !== '$and' && name !== '$or' && name !== '$nor') {
    throw notSupported(`top level query operator ${name}`, 'BadValue');
  }
  if (!isArray(value)) throw badValue(`${name} must be an array`);
  if (value.length === 0) throw badValue('$and/$or/$nor must be a nonempty array');
  const parts = value.map((part) => {
    if (!isDoc(part)) throw badValue(`${name} argument's entries must be objects`);
    return parseFilter(part, variables);
  });
  return { kind: name.slice(1) as 'and' | 'or' | 'nor', parts };
}

function expressionFilter(value: Value, variables: Variables): Filter {
  const needs = new Dependencies();
  const expression = compileExpression(value, { variables: new Set(variables.keys()), needs });
  return {
    kind: 'expression',
    test: (root) => isTruthy(expression({ root, variables })),
    fields: needs.whole ? undefined : needs.fields,
  };
}

const isOperatorDoc = (value: Value): value is Doc => {
  if (!isDoc(value) || value.size === 0) return false;
  const first = value.keys().next().value as string;
  return first.startsWith('$') && !isReference(first);
};
// {$ref, $id, $db} is a value (DBRef), not an operator.
const isReference = (name: string): boolean => name === '$ref' || name === '$id' || name === '$db';

function parseField(path: string, value: Value): Filter {
  if (isOperatorDoc(value)) return parseOperators(path, value);
  if (value instanceof BSONRegExp) return regexLeaf(path, value.pattern, value.options);
  return equalityLeaf(path, value);
}

function parseOperators(path: string, operators: Doc): Filter {
  const parts: Filter[] = [];
  for (const [name, operand] of operators) {
    if (!name.startsWith('$')) throw badValue(`unknown operator: ${name}`);
    if (name === '$options') {
      if (!operators.has('$regex')) throw badValue('$options needs a $regex');
      continue;
    }
    parts.push(parseOperator(path, name, operand, operators));
  }
  return parts.length === 1 ? (parts[0] as Filter) : { kind: 'and', parts };
}

function parseOperator(path: string, name: string, operand: Value, siblings: Doc): Filter {
  switch (name) {
    case '$eq':
      return equalityLeaf(path, operand);
    case '$ne':
      if (operand instanceof BSONRegExp) throw badValue("Can't have regex as arg to $ne.");
      return { kind: 'not', part: equalityLeaf(path, operand) };
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return comparisonLeaf(path, name.slice(1) as 'gt', operand);
    case '$in':
      return inLeaf(path, operand, '$in');
    case '$nin':
      return { kind: 'not', part: inLeaf(path, operand, '$nin') };
    case '$exists':
      return existsFilter(path, operand);
    case '$type':
      return typeLeaf(path, operand);
    case '$regex':
      return regexOperator(path, operand, siblings.get('$options'));
    case '$size':
      return sizeLeaf(path, operand);
    case '$all':
      return allFilter(path, operand);
    case '$elemMatch':
      return elemMatchLeaf(path, operand);
    case '$not':
      return notFilter(path, operand);
    default:
      throw notSupported(`query operator ${name}`, 'BadValue');
  }
}

function leaf(
  path: string,
  operator: LeafOperator,
  operand: Value,
  test: (value: Maybe) => boolean,
  expand = true,
): Leaf {
  return {
    kind: 'leaf',
    path,
    parts: path === ITSELF ? [] : path.split('.'),
    operator,
    operand,
    expand,
    test,
  };
}

const checkUndefined = (value: Value, name = 'equality'): void => {
  if (value instanceof UndefinedValue) throw badValue(`cannot compare to undefined (${name})`);
};

function equalityLeaf(path: string, operand: Value): Leaf {
  checkUndefined(operand);
  return leaf(path, 'eq', operand, equalityTest(operand));
}

function equalityTest(operand: Value): (value: Maybe) => boolean {
  if (operand === null) return isNullish;
  if (typeof operand === 'string') {
    return (value) => value === operand || (value instanceof BSONSymbol && value.value === operand);
  }
  const rank = canonicalType(operand);
  return (value) =>
    value !== undefined && canonicalType(value) === rank && compareValues(value, operand) === 0;
}

const isNaNValue = (value: Maybe): boolean => isNumber(value) && Number.isNaN(toDouble(value));

function comparisonLeaf(path: string, operator: 'gt' | 'gte' | 'lt' | 'lte', operand: Value): Leaf {
  checkUndefined(operand, `$${operator}`);
  if (operand instanceof BSONRegExp) {
    throw badValue(`Can't have RegEx as arg to predicate over field '${path}'.`);
  }
  return leaf(path, operator, operand, comparisonTest(operator, operand));
}

function comparisonTest(operator: 'gt' | 'gte' | 'lt' | 'lte', operand: Value): (value: Maybe) => boolean {
  const inclusive = operator === 'gte' || operator === 'lte';
  const sign = operator === 'gt' || operator === 'gte' ? 1 : -1;
  if (operand === null) return (value) => inclusive && isNullish(value);
  const rank = canonicalType(operand);
  const extreme = operand instanceof MinKey || operand instanceof MaxKey;
  const nan = isNaNValue(operand);
  return (value) => {
    if (value === undefined) return extreme;
    if (canonicalType(value) !== rank) return extreme;
    if (rank === 10 && (nan || isNaNValue(value))) return inclusive && nan && isNaNValue(value);
    const order =
      rank === 10 ? compareNumbers(value as number, operand as number) : compareValues(value, operand);
    return order === 0 ? inclusive : order > 0 === sign > 0;
  };
}

function inLeaf(path: string, operand: Value, name: string): Leaf {
  if (!isArray(operand)) throw badValue(`${name} needs an array`);
  const patterns: Array<(value: Maybe) => boolean> = [];
  const values: Value[] = [];
  for (const value of operand) {
    if (isOperatorDoc(value)) throw badValue(`cannot nest $ under ${name}`);
    checkUndefined(value, name);
    if (value instanceof BSONRegExp) patterns.push(patternTest(value.pattern, value.options));
    else values.push(value);
  }
  values.sort(compareValues);
  const hasNull = values.some((value) => value === null);
  const test = (value: Maybe): boolean => {
    if (hasNull && isNullish(value)) return true;
    if (value === undefined) return false;
    return holds(values, value) || patterns.some((pattern) => pattern(value));
  };
  return leaf(path, 'in', operand, test);
}

function holds(sorted: readonly Value[], value: Value): boolean {
  let low = 0;
  let high = sorted.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const order = compareValues(sorted[middle], value);
    if (order === 0) return true;
    if (order < 0) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}

function existsFilter(path: string, operand: Value): Filter {
  const part = leaf(path, 'exists', true, (value) => value !== undefined, false);
  return isTruthy(operand) ? part : { kind: 'not', part };
}

function typeLeaf(path: string, operand: Value): Leaf {
  const wanted = new Set<number>();
  const names = isArray(operand) ? operand : [operand];
  if (names.length === 0) throw failedToParse(`${path} must match at least one type`);
  for (const name of names) for (const code of parseType(name)) wanted.add(code);
  return leaf(path, 'type', operand, (value) => value !== undefined && wanted.has(typeCode(value)));
}

const NUMERIC_TYPES = [1, 16, 18, 19];

function parseType(name: Value): readonly number[] {
  if (typeof name === 'string') {
    if (name === 'number') return NUMERIC_TYPES;
    const code = typeCodeOfAlias(name);
    if (code === undefined) throw badValue(`Unknown type name alias: ${name}`);
    return [code];
  }
  if (!isNumber(name)) throw typeMismatch('type must be represented as a number or a string');
  const code = toWhole(name);
  if (code === undefined || !isTypeCode(code))
    throw badValue(`Invalid numerical type code: ${toDouble(name)}`);
  return [code];
}

function regexOperator(path: string, operand: Value, options: Maybe): Leaf {
  if (options !== undefined && typeof options !== 'string') throw badValue('$options has to be a string');
  if (typeof operand === 'string') return regexLeaf(path, operand, options ?? '');
  if (!(operand instanceof BSONRegExp)) throw badValue('$regex has to be a string');
  if (options !== undefined && operand.options !== '') {
    throw new StoreError(51075, 'options set in both $regex and $options');
  }
  return regexLeaf(path, operand.pattern, options ?? operand.options);
}

function regexLeaf(path: string, pattern: string, options: string): Leaf {
  const test = patternTest(pattern, options);
  return leaf(path, 'regex', new BSONRegExp(pattern, options), test);
}

function patternTest(pattern: string, options: string): (value: Maybe) => boolean {
  const compiled = compilePattern(pattern, options);
  const sorted = [...options].sort().join('');
  return (value) => {
    if (typeof value === 'string') return compiled.test(value);
    if (value instanceof BSONSymbol) return compiled.test(value.value);
    return value instanceof BSONRegExp && value.pattern === pattern && value.options === sorted;
  };
}

function sizeLeaf(path: string, operand: Value): Leaf {
  const given = isNumber(operand) ? toDouble(operand) : undefined;
  if (given === undefined) throw failedToParse(`Failed to parse $size. Expected a number in: $size`);
  if (!Number.isInteger(given))
    throw failedToParse(`Failed to parse $size. Expected an integer: $size: ${given}`);
  if (given < 0)
    throw failedToParse(`Failed to parse $size. Expected a non-negative number in: $size: ${given}`);
  return leaf(path, 'size', operand, (value) => isArray(value) && value.length === given, false);
}

function allFilter(path: string, operand: Value): Filter {
  if (!isArray(operand)) throw badValue('$all needs an array');
  if (operand.length === 0) return { kind: 'constant', value: false };
  const elementwise = operand.filter(
    (value) => isDoc(value) && value.keys().next().value === '$elemMatch',
  ).length;
  if (elementwise > 0 && elementwise < operand.length) throw badValue('no $ expressions in $all');
  const parts = operand.map((value) => {
    if (elementwise > 0) return elemMatchLeaf(path, (value as Doc).get('$elemMatch') as Value);
    if (isOperatorDoc(value)) throw badValue('no $ expressions in $all');
    return value instanceof BSONRegExp
      ? regexLeaf(path, value.pattern, value.options)
      : equalityLeaf(path, value);
  });
  return { kind: 'and', parts };
}

function elemMatchLeaf(path: string, operand: Value): Leaf {
  if (!isDoc(operand)) throw badValue('$elemMatch needs an Object');
  const first = operand.keys().next().value;
  const onValues = isOperatorDoc(operand) && first !== '$and' && first !== '$or' && first !== '$nor';
  const inner = onValues ? parseOperators(ITSELF, operand) : parseFilter(operand);
  const elementTest = (element: Maybe): boolean => {
    if (onValues) return element !== undefined && matches(inner, element);
    if (isArray(element))
      return matches(inner, new Map(element.map((value, index) => [String(index), value])));
    return isDoc(element) && matches(inner, element);
  };
  const whole = (value: Maybe): boolean => isArray(value) && value.some(elementTest);
  return { ...leaf(path, 'elemMatch', operand, whole, false), elementTest, elementFilter: inner };
}

function notFilter(path: string, operand: Value): Filter {
  if (operand instanceof BSONRegExp) {
    return { kind: 'not', part: regexLeaf(path, operand.pattern, operand.options) };
  }
  if (!isDoc(operand)) throw badValue('$not needs a regex or a document');
  if (operand.size === 0) throw badValue('$not cannot be empty');
  return { kind: 'not', part: parseOperators(path, operand) };
}
