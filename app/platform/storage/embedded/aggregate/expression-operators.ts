// The closed list of expression operators; long because it is one table whose rows are read side by side.
import { ObjectId as BsonObjectId } from 'bson';
import { compareValues, sameValue } from '../bson-compare';
import {
  DateValue,
  Decimal128,
  INT32_MAX,
  INT32_MIN,
  Int32,
  isArray,
  isDoc,
  isNullish,
  isNumber,
  isTruthy,
  type Maybe,
  type NumberValue,
  ObjectId,
  toDouble,
  toWhole,
  typeName,
  type Value,
} from '../bson-values';
import { badValue, notSupported, StoreError, typeMismatch } from '../errors';
import { arithmetic, divide, type Operation } from '../numbers';
import { formatDate } from './date-format';
import type { Expression } from './expressions';

type Compile = (value: Value) => Expression;
type Operator = (name: string, argument: Value, compile: Compile) => Expression;

/** Arguments as a list; one argument may stand without brackets. */
function argumentsOf(name: string, argument: Value, compile: Compile, min: number, max = min): Expression[] {
  const given = isArray(argument) ? argument : [argument];
  if (given.length < min || given.length > max) {
    const wanted = min === max ? `exactly ${min} arguments` : `at least ${min} arguments, and at most ${max}`;
    throw new StoreError(16020, `Expression ${name} takes ${wanted}. ${given.length} were passed in.`);
  }
  return given.map(compile);
}

const unary =
  (run: (value: Maybe) => Maybe): Operator =>
  (name, argument, compile) => {
    const [part] = argumentsOf(name, argument, compile, 1) as [Expression];
    return (scope) => run(part(scope));
  };

const binary =
  (run: (a: Maybe, b: Maybe) => Maybe): Operator =>
  (name, argument, compile) => {
    const [left, right] = argumentsOf(name, argument, compile, 2) as [Expression, Expression];
    return (scope) => run(left(scope), right(scope));
  };

const variadic =
  (run: (parts: readonly Expression[], name: string) => Expression): Operator =>
  (name, argument, compile) =>
    run(argumentsOf(name, argument, compile, 0, Number.POSITIVE_INFINITY), name);

// In comparisons a missing value stands below null.
const order = (a: Maybe, b: Maybe): number => {
  if (a === undefined) return b === undefined ? 0 : -1;
  if (b === undefined) return 1;
  return compareValues(a, b);
};
const comparison = (test: (order: number) => boolean): Operator => binary((a, b) => test(order(a, b)));

// MongoDB's $toLower knows the English letters only.
const ASCII_UPPER = /[A-Z]/g;

export const OPERATORS: Readonly<Record<string, Operator>> = {
  $eq: comparison((each) => each === 0),
  $ne: comparison((each) => each !== 0),
  $gt: comparison((each) => each > 0),
  $gte: comparison((each) => each >= 0),
  $lt: comparison((each) => each < 0),
  $lte: comparison((each) => each <= 0),
  $and: variadic((parts) => (scope) => parts.every((part) => isTruthy(part(scope)))),
  $or: variadic((parts) => (scope) => parts.some((part) => isTruthy(part(scope)))),
  $not: unary((value) => !isTruthy(value)),
  $cond: conditional,
  $ifNull: (name, argument, compile) => {
    const parts = argumentsOf(name, argument, compile, 0, Number.POSITIVE_INFINITY);
    if (parts.length < 2)
      throw new StoreError(1257300, `$ifNull needs at least two arguments, had: ${parts.length}`);
    return (scope) => {
      let value: Maybe;
      for (const part of parts) {
        value = part(scope);
        if (!isNullish(value)) break;
      }
      return value;
    };
  },
  $add: variadic((parts) => (scope) => sumOf(parts.map((part) => part(scope)))),
  $subtract: binary(subtract),
  $multiply: variadic((parts) => (scope) => productOf(parts.map((part) => part(scope)))),
  $divide: binary(quotient),
  $size: unary((value) => {
    if (isArray(value)) return new Int32(value.length);
    throw new StoreError(
      17124,
      `The argument to $size must be an array, but was of type: ${typeName(value)}`,
    );
  }),
  $arrayElemAt: binary(elementAt),
  $in: binary((value, list) => {
    if (!isArray(list))
      throw new StoreError(40081, `$in requires an array as a second argument, found: ${typeName(list)}`);
    return list.some((each) => sameValue(each, value) && value !== undefined);
  }),
  $first: unary((value) => endOf('$first', value, 0)),
  $last: unary((value) => endOf('$last', value, -1)),
  $concat: variadic((parts) => (scope) => concat(parts.map((part) => part(scope)))),
  $toLower: unary((value) =>
    textOf(value, '$toLower').replace(ASCII_UPPER, (letter) => letter.toLowerCase()),
  ),
  $substrCP: substring,
  $type: unary((value) => typeName(value)),
  $toString: unary(toText),
  $toObjectId: unary(toObjectId),
  $dateToString: dateToString,
  $setField: setField,
};

function setField(_name: string, argument: Value, compile: Compile): Expression {
  if (!isDoc(argument)) throw new StoreError(4161100, '$setField only supports an object as its argument');
  const field = argument.get('field');
  const name = isDoc(field) && field.size === 1 ? field.get('$literal') : field;
  if (typeof name !== 'string')
    throw new StoreError(4161106, "$setField requires 'field' to evaluate to a constant string");
  const [input, value] = ['input', 'value'].map((part) => {
    const given = argument.get(part);
    if (given === undefined) throw new StoreError(4161109, `$setField requires '${part}' to be specified`);
    return compile(given);
  }) as [Expression, Expression];
  return (scope) => {
    const holder = input(scope);
    if (isNullish(holder)) return null;
    if (!isDoc(holder))
      throw new StoreError(4161105, "$setField requires 'input' to evaluate to type Object");
    const result = new Map(holder);
    const next = value(scope);
    if (next === undefined) result.delete(name);
    else result.set(name, next);
    return result;
  };
}

function conditional(name: string, argument: Value, compile: Compile): Expression {
  let parts: Expression[];
  if (isDoc(argument)) {
    for (const field of argument.keys()) {
      if (!['if', 'then', 'else'].includes(field))
        throw new StoreError(17083, `Unrecognized parameter to $cond: ${field}`);
    }
    parts = ['if', 'then', 'else'].map((field, at) => {
      const part = argument.get(field);
      if (part === undefined) throw new StoreError(17080 + at, `Missing '${field}' parameter to $cond`);
      return compile(part);
    });
  } else parts = argumentsOf(name, argument, compile, 3);
  const [test, yes, no] = parts as [Expression, Expression, Expression];
  return (scope) => (isTruthy(test(scope)) ? yes(scope) : no(scope));
}

/** int64 overflow becomes a double, as in MongoDB's expressions. */
function calculate(operation: Operation, a: NumberValue, b: NumberValue): NumberValue {
  return arithmetic(operation, a, b) ?? (arithmetic(operation, toDouble(a), toDouble(b)) as NumberValue);
}

function sumOf(values: readonly Maybe[]): Maybe {
  let total: NumberValue = new Int32(0);
  let date = false;
  for (const value of values) {
    if (isNullish(value)) return null;
    if (value instanceof DateValue) {
      if (date) throw new StoreError(16612, 'only one date allowed in an $add expression');
      date = true;
      total = calculate('add', total, BigInt(value.ms));
    } else if (isNumber(value)) total = calculate('add', total, value);
    else throw typeMismatch(`$add only supports numeric or date types, not ${typeName(value)}`);
  }
  return date ? new DateValue(Math.round(toDouble(total))) : total;
}

function subtract(a: Maybe, b: Maybe): Maybe {
  if (isNullish(a) || isNullish(b)) return null;
  if (isNumber(a) && isNumber(b)) return calculate('subtract', a, b);
  if (a instanceof DateValue && b instanceof DateValue) return BigInt(a.ms - b.ms);
  if (a instanceof DateValue && isNumber(b)) return new DateValue(a.ms - Math.round(toDouble(b)));
  throw typeMismatch(`can't $subtract ${typeName(b)} from ${typeName(a)}`);
}

function productOf(values: readonly Maybe[]): Maybe {
  let product: NumberValue = new Int32(1);
  for (const value of values) {
    if (isNullish(value)) return null;
    if (!isNumber(value)) throw typeMismatch(`$multiply only supports numeric types, not ${typeName(value)}`);
    product = calculate('multiply', product, value);
  }
  return product;
}

function quotient(a: Maybe, b: Maybe): Maybe {
  if (isNullish(a) || isNullish(b)) return null;
  if (!isNumber(a) || !isNumber(b)) {
    throw typeMismatch(`$divide only supports numeric types, not ${typeName(a)} and ${typeName(b)}`);
  }
  if (toDouble(b) === 0) throw badValue("can't $divide by zero");
  return divide(a, b);
}

function elementAt(list: Maybe, at: Maybe): Maybe {
  if (isNullish(list) || isNullish(at)) return null;
  if (!isArray(list))
    throw new StoreError(28689, `$arrayElemAt's first argument must be an array, but is ${typeName(list)}`);
  if (!isNumber(at))
    throw new StoreError(
      28690,
      `$arrayElemAt's second argument must be a numeric value, but is ${typeName(at)}`,
    );
  const index = toWhole(at);
  if (index === undefined || index < INT32_MIN || index > INT32_MAX) {
    throw new StoreError(
      28691,
      `$arrayElemAt's second argument must be representable as a 32-bit integer: ${toDouble(at)}`,
    );
  }
  return list.at(index);
}

function endOf(name: string, value: Maybe, at: number): Maybe {
  if (isNullish(value)) return null;
  if (!isArray(value))
    throw new StoreError(28689, `${name}'s argument must be an array, but is ${typeName(value)}`);
  return value.at(at);
}

function concat(values: readonly Maybe[]): Maybe {
  let result = '';
  for (const value of values) {
    if (isNullish(value)) return null;
    if (typeof value !== 'string')
      throw new StoreError(16702, `$concat only supports strings, not ${typeName(value)}`);
    result += value;
  }
  return result;
}

function textOf(value: Maybe, name: string): string {
  if (isNullish(value)) return '';
  if (typeof value === 'string') return value;
  if (value instanceof DateValue) return isoText(value);
  if (isNumber(value)) return numberText(value);
  throw new StoreError(16007, `can't convert from BSON type ${typeName(value)} to String (${name})`);
}

function substring(name: string, argument: Value, compile: Compile): Expression {
  const [text, start, count] = argumentsOf(name, argument, compile, 3) as [
    Expression,
    Expression,
    Expression,
  ];
  return (scope) => {
    const from = toWhole(start(scope));
    const length = toWhole(count(scope));
    if (from === undefined)
      throw new StoreError(34450, '$substrCP: starting index must be a numeric type that is a whole number');
    if (length === undefined)
      throw new StoreError(34452, '$substrCP: length must be a numeric type that is a whole number');
    if (from < 0) throw new StoreError(34455, '$substrCP: the starting index must be nonnegative integer.');
    if (length < 0) throw new StoreError(34454, '$substrCP: length must be a nonnegative integer.');
    return [...textOf(text(scope), '$substrCP')].slice(from, from + length).join('');
  };
}

const isoText = (value: DateValue): string => formatDate('%Y-%m-%dT%H:%M:%S.%LZ', value.ms, 0);

function numberText(value: NumberValue): string {
  if (value instanceof Int32) return String(value.value);
  if (value instanceof Decimal128) return value.toString();
  if (typeof value === 'bigint') return String(value);
  if (Number.isInteger(value) && Math.abs(value) < 1e21)
    return value === 0 ? (Object.is(value, -0) ? '-0' : '0') : String(value);
  return String(value).replace(/e([+-])(\d)$/, 'e$10$2');
}

function toText(value: Maybe): Maybe {
  if (isNullish(value)) return null;
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (value instanceof ObjectId) return value.toHexString();
  if (typeof value === 'string') return value;
  if (value instanceof DateValue) return isoText(value);
  if (isNumber(value)) return numberText(value);
  throw new StoreError(
    241,
    `Unsupported conversion from ${typeName(value)} to string in $convert with no onError value`,
  );
}

function toObjectId(value: Maybe): Maybe {
  if (isNullish(value)) return null;
  if (value instanceof ObjectId) return value;
  if (typeof value !== 'string') {
    throw new StoreError(
      241,
      `Unsupported conversion from ${typeName(value)} to objectId in $convert with no onError value`,
    );
  }
  if (!/^[0-9a-fA-F]{24}$/.test(value)) {
    throw new StoreError(241, `Failed to parse objectId '${value}' in $convert with no onError value`);
  }
  return BsonObjectId.createFromHexString(value);
}

function dateToString(_name: string, argument: Value, compile: Compile): Expression {
  if (!isDoc(argument)) throw new StoreError(18629, '$dateToString only supports an object as its argument');
  for (const field of argument.keys()) {
    if (!['date', 'format', 'timezone', 'onNull'].includes(field)) {
      throw new StoreError(18534, `Unrecognized parameter to $dateToString: ${field}`);
    }
  }
  const date = argument.get('date');
  if (date === undefined) throw new StoreError(18628, "Missing 'date' parameter to $dateToString");
  const parts = { date: compile(date), onNull: compile(argument.get('onNull') ?? null) };
  const format = compile(argument.get('format') ?? '%Y-%m-%dT%H:%M:%S.%LZ');
  const zone = compile(argument.get('timezone') ?? 'UTC');
  return (scope) => {
    const value = parts.date(scope);
    const pattern = format(scope);
    const offset = zone(scope);
    if (isNullish(value)) return parts.onNull(scope);
    if (isNullish(pattern) || isNullish(offset)) return null;
    if (!(value instanceof DateValue)) {
      throw new StoreError(16006, `can't convert from BSON type ${typeName(value)} to Date`);
    }
    if (typeof pattern !== 'string')
      throw new StoreError(18533, "$dateToString requires that 'format' be a string");
    return formatDate(pattern, value.ms, offsetMinutes(offset));
  };
}

function offsetMinutes(zone: Maybe): number {
  if (zone === 'UTC' || zone === 'GMT' || zone === 'Z') return 0;
  const match = typeof zone === 'string' ? /^([+-])(\d\d):?(\d\d)?$/.exec(zone) : null;
  if (!match) throw notSupported(`time zone ${String(zone)}`, 40485);
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3] ?? 0));
}
