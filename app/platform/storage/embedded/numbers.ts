// Arithmetic with BSON's rules for result types: int32 grows into int64, int64 overflow is the caller's
// refusal (undefined) or a double, a double makes a double, a Decimal128 makes a Decimal128.
import { decimalParts, fractionOf } from './bson-compare';
import {
  Decimal128,
  INT32_MAX,
  INT32_MIN,
  INT64_MAX,
  INT64_MIN,
  Int32,
  type NumberValue,
  toDouble,
} from './bson-values';

export type Operation = 'add' | 'subtract' | 'multiply';

/** undefined: the result does not fit an int64. */
export function arithmetic(operation: Operation, a: NumberValue, b: NumberValue): NumberValue | undefined {
  if (a instanceof Decimal128 || b instanceof Decimal128) return decimalArithmetic(operation, a, b);
  if (typeof a === 'number' || typeof b === 'number') return apply(operation, toDouble(a), toDouble(b));
  const result = applyBig(operation, toBig(a), toBig(b));
  if (result < INT64_MIN || result > INT64_MAX) return undefined;
  const small = a instanceof Int32 && b instanceof Int32 && result >= INT32_MIN && result <= INT32_MAX;
  return small ? new Int32(Number(result)) : result;
}

const toBig = (value: Int32 | bigint): bigint => (typeof value === 'bigint' ? value : BigInt(value.value));

function apply(operation: Operation, a: number, b: number): number {
  return operation === 'add' ? a + b : operation === 'subtract' ? a - b : a * b;
}

function applyBig(operation: Operation, a: bigint, b: bigint): bigint {
  return operation === 'add' ? a + b : operation === 'subtract' ? a - b : a * b;
}

const isFiniteNumber = (value: NumberValue): boolean =>
  value instanceof Decimal128 ? !/NaN|Infinity/.test(value.toString()) : Number.isFinite(toDouble(value));

function decimalArithmetic(operation: Operation, a: NumberValue, b: NumberValue): Decimal128 {
  if (!isFiniteNumber(a) || !isFiniteNumber(b)) {
    return Decimal128.fromString(String(apply(operation, toDouble(a), toDouble(b))));
  }
  const left = decimalOf(a);
  const right = decimalOf(b);
  if (operation === 'multiply') {
    return makeDecimal(left.coefficient * right.coefficient, left.exponent + right.exponent);
  }
  const exponent = Math.min(left.exponent, right.exponent);
  const x = left.coefficient * 10n ** BigInt(left.exponent - exponent);
  const y = right.coefficient * 10n ** BigInt(right.exponent - exponent);
  return makeDecimal(applyBig(operation, x, y), exponent);
}

/** A finite number as a decimal; a double counts with 15 significant digits, as MongoDB converts it. */
function decimalOf(value: NumberValue): { coefficient: bigint; exponent: number } {
  if (value instanceof Decimal128) return decimalParts(value);
  if (value instanceof Int32 || typeof value === 'bigint') return { coefficient: toBig(value), exponent: 0 };
  return decimalParts(Decimal128.fromString(Number(value).toExponential(14)));
}

/** Any number as Decimal128. */
export function toDecimal(value: NumberValue): Decimal128 {
  if (value instanceof Decimal128) return value;
  if (!isFiniteNumber(value)) return Decimal128.fromString(String(toDouble(value)));
  const { coefficient, exponent } = decimalOf(value);
  return makeDecimal(coefficient, exponent);
}

const DIGITS = 34;

/** coefficient · 10^exponent rounded half to even to 34 digits. */
function makeDecimal(coefficient: bigint, exponent: number): Decimal128 {
  let digits = coefficient < 0n ? -coefficient : coefficient;
  let scale = exponent;
  const excess = digits.toString().length - DIGITS;
  if (excess > 0) {
    const divisor = 10n ** BigInt(excess);
    const rest = digits % divisor;
    digits /= divisor;
    scale += excess;
    const half = divisor / 2n;
    if (rest > half || (rest === half && digits % 2n === 1n)) digits += 1n;
  }
  return Decimal128.fromString(`${coefficient < 0n ? '-' : ''}${digits}E${scale}`);
}

/** Quotient as MongoDB's $divide gives it: a double unless a Decimal128 takes part. The divisor is not zero. */
export function divide(a: NumberValue, b: NumberValue): NumberValue {
  if (!(a instanceof Decimal128) && !(b instanceof Decimal128)) return toDouble(a) / toDouble(b);
  if (!isFiniteNumber(a) || !isFiniteNumber(b))
    return Decimal128.fromString(String(toDouble(a) / toDouble(b)));
  const x = fractionOf(toDecimal(a));
  const y = fractionOf(toDecimal(b));
  const numerator = x.numerator * y.denominator;
  const denominator = x.denominator * y.numerator;
  const exact = (numerator * 10n ** 40n) / denominator;
  const trimmed = exact.toString().replace(/0{1,40}$/, '');
  const dropped = exact === 0n ? 40 : exact.toString().length - trimmed.length;
  return makeDecimal(exact === 0n ? 0n : BigInt(trimmed), dropped - 40);
}
