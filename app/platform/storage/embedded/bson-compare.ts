// MongoDB's total order of BSON values: first by canonical type, then by value. Numbers of all four types
// are compared exactly (through BigInt fractions where a double does not suffice), NaN below all of them.

import { decode } from './bson-decode';
import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  DateValue,
  Decimal128,
  type Doc,
  Int32,
  type Maybe,
  MinKey,
  type NumberValue,
  ObjectId,
  RawDoc,
  Timestamp,
  UndefinedValue,
  type Value,
} from './bson-values';

/** Rank of a value's canonical type; equal ranks are comparable with each other. */
export function canonicalType(value: Maybe): number {
  switch (typeof value) {
    case 'undefined':
      return 5;
    case 'number':
    case 'bigint':
      return 10;
    case 'string':
      return 15;
    case 'boolean':
      return 40;
  }
  if (value === null) return 5;
  if (value instanceof Map || value instanceof RawDoc) return 20;
  if (Array.isArray(value)) return 25;
  if (value instanceof Int32 || value instanceof Decimal128) return 10;
  if (value instanceof ObjectId) return 35;
  if (value instanceof DateValue) return 45;
  if (value instanceof Binary) return 30;
  if (value instanceof Timestamp) return 47;
  if (value instanceof BSONRegExp) return 50;
  if (value instanceof BSONSymbol) return 15;
  if (value instanceof UndefinedValue) return 2;
  if (value instanceof Code) return value.scope ? 65 : 60;
  return value instanceof MinKey ? 1 : 127;
}

/** Less than, equal to, greater than zero, over all values; a missing value counts as null. */
export function compareValues(a: Maybe, b: Maybe): number {
  const rank = canonicalType(a);
  const difference = rank - canonicalType(b);
  return difference !== 0 ? difference : compareSameType(a as Value, b as Value, rank);
}

export const sameValue = (a: Maybe, b: Maybe): boolean => compareValues(a, b) === 0;

function compareSameType(a: Value, b: Value, rank: number): number {
  switch (rank) {
    case 10:
      return compareNumbers(a as NumberValue, b as NumberValue);
    case 15:
      return compareText(textOf(a), textOf(b));
    case 20:
      return compareDocs(docOf(a), docOf(b));
    case 25:
      return compareArrays(a as Value[], b as Value[]);
    case 30:
      return compareBinary(a as Binary, b as Binary);
    case 35:
      return Buffer.compare((a as ObjectId).id, (b as ObjectId).id);
    case 40:
      return Number(a) - Number(b);
    case 45:
      return (a as DateValue).ms - (b as DateValue).ms;
    case 47:
      return compareBig(unsigned(a as Timestamp), unsigned(b as Timestamp));
    default:
      return compareRare(a, b, rank);
  }
}

function compareRare(a: Value, b: Value, rank: number): number {
  if (rank === 50) {
    const [left, right] = [a as BSONRegExp, b as BSONRegExp];
    return compareText(left.pattern, right.pattern) || compareText(left.options, right.options);
  }
  if (rank === 60 || rank === 65) {
    const [left, right] = [a as Code, b as Code];
    const byCode = compareText(String(left.code), String(right.code));
    if (byCode !== 0 || rank === 60) return byCode;
    return compareDocs(left.scope as unknown as Doc, right.scope as unknown as Doc);
  }
  return 0;
}

const unsigned = (value: Timestamp): bigint => BigInt.asUintN(64, value.toBigInt());
const compareBig = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);
const textOf = (value: Value): string => (typeof value === 'string' ? value : (value as BSONSymbol).value);
const docOf = (value: Value): Doc => (value instanceof RawDoc ? decode(value.bytes) : (value as Doc));

/** Order of UTF-8 bytes, which differs from JavaScript's only where a surrogate meets U+E000…U+FFFF. */
function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    const left = a.charCodeAt(index);
    const right = b.charCodeAt(index);
    if (left === right) continue;
    const leftHigh = left >= 0xd800 && left < 0xe000;
    const rightHigh = right >= 0xd800 && right < 0xe000;
    return leftHigh === rightHigh ? left - right : leftHigh ? 1 : -1;
  }
  return a.length - b.length;
}

function compareDocs(a: Doc, b: Doc): number {
  const right = b.entries();
  for (const [name, value] of a) {
    const next = right.next();
    if (next.done) return 1;
    const [otherName, other] = next.value;
    const order =
      canonicalType(value) - canonicalType(other) ||
      compareText(name, otherName) ||
      compareSameType(value, other, canonicalType(value));
    if (order !== 0) return order;
  }
  return right.next().done ? 0 : -1;
}

function compareArrays(a: readonly Value[], b: readonly Value[]): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    const order = compareValues(a[index], b[index]);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function compareBinary(a: Binary, b: Binary): number {
  return (
    a.position - b.position ||
    a.sub_type - b.sub_type ||
    Buffer.compare(a.buffer.subarray(0, a.position), b.buffer.subarray(0, b.position))
  );
}

/** Exact order of numbers of any type; NaN equals NaN and is below all. */
export function compareNumbers(a: NumberValue, b: NumberValue): number {
  const left = a instanceof Int32 ? a.value : a;
  const right = b instanceof Int32 ? b.value : b;
  if (typeof left === 'number' && typeof right === 'number') {
    if (left < right) return -1;
    if (left > right) return 1;
    if (left === right) return 0;
    return Number(Number.isNaN(right)) - Number(Number.isNaN(left));
  }
  if (typeof left === 'bigint' && typeof right === 'bigint') return compareBig(left, right);
  return compareExact(specialOf(left), specialOf(right), left, right);
}

type PlainNumber = number | bigint | Decimal128;

/** NaN, an infinity, or zero for every finite number. */
function specialOf(value: PlainNumber): number {
  if (typeof value === 'bigint') return 0;
  const double = typeof value === 'number' ? value : decimalSpecial(value);
  return Number.isFinite(double) ? 0 : double;
}

function decimalSpecial(value: Decimal128): number {
  const text = value.toString();
  if (text === 'NaN') return Number.NaN;
  return text === 'Infinity' ? Infinity : text === '-Infinity' ? -Infinity : 0;
}

function compareExact(specialA: number, specialB: number, a: PlainNumber, b: PlainNumber): number {
  const nans = Number(Number.isNaN(specialB)) - Number(Number.isNaN(specialA));
  if (nans !== 0 || Number.isNaN(specialA)) return nans;
  if (specialA !== specialB) return specialA < specialB ? -1 : 1;
  if (specialA !== 0) return 0;
  const left = fractionOf(a);
  const right = fractionOf(b);
  return compareBig(left.numerator * right.denominator, right.numerator * left.denominator);
}

interface Fraction {
  numerator: bigint;
  denominator: bigint;
}

/** The exact value of a finite number. */
export function fractionOf(value: PlainNumber): Fraction {
  if (typeof value === 'bigint') return { numerator: value, denominator: 1n };
  if (typeof value === 'number') return fractionOfDouble(value);
  const { coefficient, exponent } = decimalParts(value);
  return exponent >= 0
    ? { numerator: coefficient * 10n ** BigInt(exponent), denominator: 1n }
    : { numerator: coefficient, denominator: 10n ** BigInt(-exponent) };
}

function fractionOfDouble(value: number): Fraction {
  if (Number.isInteger(value)) return { numerator: BigInt(value), denominator: 1n };
  let scaled = value;
  let shift = 0n;
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    shift += 1n;
  }
  return { numerator: BigInt(scaled), denominator: 1n << shift };
}

/** A finite Decimal128 as coefficient · 10^exponent. */
export function decimalParts(value: Decimal128): { coefficient: bigint; exponent: number } {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:E([+-]?\d+))?$/.exec(value.toString());
  if (!match) return { coefficient: 0n, exponent: 0 };
  const fraction = match[3] ?? '';
  const digits = BigInt(`${match[2]}${fraction}`);
  return {
    coefficient: match[1] ? -digits : digits,
    exponent: Number(match[4] ?? 0) - fraction.length,
  };
}
