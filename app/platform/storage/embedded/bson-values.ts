// Values as the store holds them. Not bson's own JavaScript objects: a plain object reorders integer-like
// keys, and BSON is ordered. A document is a Map, a double is a number, an int64 is a bigint, a missing
// field is `undefined`; the rest are small classes, most of them bson's.
import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  Decimal128,
  Int32,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'bson';

export { Binary, BSONRegExp, BSONSymbol, Code, Decimal128, Int32, MaxKey, MinKey, ObjectId, Timestamp };

/** UTC milliseconds; not a JS Date, whose range is smaller than BSON's. */
export class DateValue {
  constructor(readonly ms: number) {}
}
/** The deprecated BSON type 6; a missing field is JavaScript's undefined instead. */
export class UndefinedValue {}
export const UNDEFINED = new UndefinedValue();
/** An already encoded document: copied into a reply as it is. */
export class RawDoc {
  constructor(readonly bytes: Uint8Array) {}
}

export type Doc = Map<string, Value>;
export type Value =
  | number
  | bigint
  | string
  | boolean
  | null
  | Int32
  | Decimal128
  | Binary
  | ObjectId
  | DateValue
  | Timestamp
  | BSONRegExp
  | BSONSymbol
  | Code
  | MinKey
  | MaxKey
  | UndefinedValue
  | RawDoc
  | Value[]
  | Doc;
/** A value or nothing. */
export type Maybe = Value | undefined;

export const isDoc = (value: Maybe): value is Doc => value instanceof Map;
export const isArray = (value: Maybe): value is Value[] => Array.isArray(value);
export const doc = (entries: Iterable<readonly [string, Value]> = []): Doc => new Map(entries);
export const int = (value: number): Int32 => new Int32(value);
export const isNullish = (value: Maybe): boolean =>
  value === undefined || value === null || value instanceof UndefinedValue;

export type NumberValue = number | bigint | Int32 | Decimal128;
export const isNumber = (value: Maybe): value is NumberValue =>
  typeof value === 'number' ||
  typeof value === 'bigint' ||
  value instanceof Int32 ||
  value instanceof Decimal128;

/** A number of any BSON type as a double (Decimal128 and int64 may lose digits). */
export function toDouble(value: NumberValue): number {
  if (typeof value === 'number') return value;
  if (value instanceof Int32) return value.value;
  if (typeof value === 'bigint') return Number(value);
  return Number(value.toString());
}

/** A whole number of any numeric type as a JS integer; undefined when it is not whole or not a number. */
export function toWhole(value: Maybe): number | undefined {
  if (!isNumber(value)) return undefined;
  const result = toDouble(value);
  return Number.isInteger(result) ? result : undefined;
}

export function isTruthy(value: Maybe): boolean {
  if (isNullish(value) || value === false) return false;
  return isNumber(value) ? toDouble(value) !== 0 : true;
}

export const INT32_MIN = -2147483648;
export const INT32_MAX = 2147483647;
export const INT64_MIN = -(2n ** 63n);
export const INT64_MAX = 2n ** 63n - 1n;

/** The smallest of int32/int64 that holds a whole JS number. */
export const wholeNumber = (value: number): Value =>
  value >= INT32_MIN && value <= INT32_MAX ? new Int32(value) : BigInt(value);

const ALIASES: ReadonlyArray<readonly [number, string]> = [
  [1, 'double'],
  [2, 'string'],
  [3, 'object'],
  [4, 'array'],
  [5, 'binData'],
  [6, 'undefined'],
  [7, 'objectId'],
  [8, 'bool'],
  [9, 'date'],
  [10, 'null'],
  [11, 'regex'],
  [12, 'dbPointer'],
  [13, 'javascript'],
  [14, 'symbol'],
  [15, 'javascriptWithScope'],
  [16, 'int'],
  [17, 'timestamp'],
  [18, 'long'],
  [19, 'decimal'],
  [-1, 'minKey'],
  [127, 'maxKey'],
];
const CODE_OF_ALIAS = new Map(ALIASES.map(([code, alias]) => [alias, code]));
const ALIAS_OF_CODE = new Map(ALIASES);
export const typeCodeOfAlias = (alias: string): number | undefined => CODE_OF_ALIAS.get(alias);
export const isTypeCode = (code: number): boolean => ALIAS_OF_CODE.has(code);

/** BSON's type number (`$type`). */
export function typeCode(value: Value): number {
  switch (typeof value) {
    case 'number':
      return 1;
    case 'string':
      return 2;
    case 'boolean':
      return 8;
    case 'bigint':
      return 18;
  }
  if (value === null) return 10;
  if (value instanceof Map || value instanceof RawDoc) return 3;
  if (Array.isArray(value)) return 4;
  if (value instanceof Int32) return 16;
  if (value instanceof ObjectId) return 7;
  if (value instanceof DateValue) return 9;
  if (value instanceof Binary) return 5;
  if (value instanceof Decimal128) return 19;
  if (value instanceof BSONRegExp) return 11;
  if (value instanceof Timestamp) return 17;
  if (value instanceof UndefinedValue) return 6;
  if (value instanceof Code) return value.scope ? 15 : 13;
  if (value instanceof BSONSymbol) return 14;
  return value instanceof MinKey ? -1 : 127;
}

/** The alias of a value's type, as MongoDB's messages and `$type` name it. */
export const typeName = (value: Maybe): string =>
  value === undefined ? 'missing' : (ALIAS_OF_CODE.get(typeCode(value)) ?? 'unknown');
