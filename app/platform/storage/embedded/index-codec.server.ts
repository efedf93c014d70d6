// Order-preserving bytes of values: comparing two encodings with memcmp gives MongoDB's order, and no encoding
// is the beginning of another, so fields can stand one behind the other. Equal values of different numeric
// types have one encoding, which makes unique indexes right.
import { createHash } from 'node:crypto';
import { canonicalType, compareNumbers, decimalParts } from './bson-compare';
import {
  type Binary,
  type BSONRegExp,
  type BSONSymbol,
  type Code,
  type DateValue,
  type Decimal128,
  type Doc,
  Int32,
  type Maybe,
  type NumberValue,
  type ObjectId,
  type Timestamp,
  toDouble,
  type Value,
} from './bson-values';

/** Encoded fields of one index entry; longer ones are cut and end with a hash (the document is rechecked). */
export const MAX_FIELDS_BYTES = 1200;
/** Encoded _id; longer ones are cut and hashed likewise. LMDB allows 1,978 bytes for the whole key. */
export const MAX_ID_BYTES = 600;
const HASH_BYTES = 32;

class KeyWriter {
  buffer = Buffer.allocUnsafe(512);
  size = 0;

  room(size: number): number {
    const at = this.size;
    if (at + size > this.buffer.length) {
      const grown = Buffer.allocUnsafe((at + size) * 2);
      this.buffer.copy(grown, 0, 0, at);
      this.buffer = grown;
    }
    this.size = at + size;
    return at;
  }

  byte(value: number): void {
    const at = this.room(1);
    this.buffer[at] = value;
  }

  bytes(value: Uint8Array): void {
    const at = this.room(value.length);
    this.buffer.set(value, at);
  }

  /** Text ends with 00 00; a zero inside becomes 00 FF. */
  text(value: string): void {
    const at = this.room(value.length * 3 + 2);
    const size = this.buffer.write(value, at, 'utf8');
    this.size = at + size;
    if (value.includes('\0')) {
      const raw = Buffer.from(this.buffer.subarray(at, at + size));
      this.size = at;
      for (const byte of raw) {
        this.byte(byte);
        if (byte === 0) this.byte(0xff);
      }
    }
    this.byte(0);
    this.byte(0);
  }
}

const writer = new KeyWriter();

/** Encodes values one behind the other; a direction below zero inverts the bytes of its value. */
export function encodeKey(values: readonly Maybe[], directions: readonly number[]): Buffer {
  writer.size = 0;
  for (let index = 0; index < values.length; index += 1) {
    const start = writer.size;
    writeTagged(values[index]);
    if ((directions[index] ?? 1) < 0) {
      for (let at = start; at < writer.size; at += 1)
        writer.buffer[at] = ~(writer.buffer[at] as number) & 0xff;
    }
  }
  return Buffer.from(writer.buffer.subarray(0, writer.size));
}

/** The key as it is stored: at most `limit` bytes, cut ones end with a hash of the whole. */
export function cutKey(key: Buffer, limit: number): { key: Buffer; cut: boolean } {
  if (key.length <= limit) return { key, cut: false };
  const hash = createHash('sha256').update(key).digest();
  return { key: Buffer.concat([key.subarray(0, limit - HASH_BYTES), hash]), cut: true };
}

function writeTagged(value: Maybe): void {
  const tag = canonicalType(value);
  writer.byte(tag);
  writeBody(value, tag);
}

function writeBody(value: Maybe, tag: number): void {
  switch (tag) {
    case 10:
      writeNumber(value as NumberValue);
      return;
    case 15:
      writer.text(typeof value === 'string' ? value : (value as BSONSymbol).value);
      return;
    case 20:
      writeDocument(value as Doc);
      return;
    case 25:
      for (const element of value as Value[]) writeTagged(element);
      writer.byte(0);
      return;
    case 30:
      writeBinary(value as Binary);
      return;
    case 35:
      writer.bytes((value as ObjectId).id);
      return;
    case 40:
      writer.byte(value ? 1 : 0);
      return;
    case 45:
      writeSigned((value as DateValue).ms);
      return;
    default:
      writeRare(value, tag);
  }
}

function writeRare(value: Maybe, tag: number): void {
  if (tag === 47) {
    const at = writer.room(8);
    writer.buffer.writeBigUInt64BE(BigInt.asUintN(64, (value as Timestamp).toBigInt()), at);
  } else if (tag === 50) {
    writer.text((value as BSONRegExp).pattern);
    writer.text((value as BSONRegExp).options);
  } else if (tag === 60 || tag === 65) {
    writer.text(String((value as Code).code));
    if (tag === 65) writeDocument((value as Code).scope as unknown as Doc);
  }
}

function writeDocument(value: Doc): void {
  for (const [name, child] of value) {
    const tag = canonicalType(child);
    writer.byte(tag);
    writer.text(name);
    writeBody(child, tag);
  }
  writer.byte(0);
}

function writeBinary(value: Binary): void {
  const at = writer.room(5);
  writer.buffer.writeUInt32BE(value.position, at);
  writer.buffer[at + 4] = value.sub_type;
  writer.bytes(value.buffer.subarray(0, value.position));
}

function writeSigned(value: number): void {
  const at = writer.room(8);
  writer.buffer.writeBigInt64BE(BigInt(value) ^ -(2n ** 63n), at);
}

/**
 * A number: the greatest double not above it, sortable, then 0 when that is exact, else 1 and its decimal
 * digits. Doubles are always exact, so inexact ones (int64 beyond 2^53, Decimal128) only meet each other.
 */
function writeNumber(value: NumberValue): void {
  const plain = value instanceof Int32 ? value.value : value;
  if (typeof plain === 'number') {
    writeDouble(plain);
    writer.byte(0);
    return;
  }
  let floor = toDouble(plain);
  if (Number.isNaN(floor)) {
    writeDouble(Number.NaN);
    writer.byte(0);
    return;
  }
  if (compareNumbers(floor, plain) > 0) floor = nextDown(floor);
  writeDouble(floor);
  const exact = compareNumbers(floor, plain) === 0;
  writer.byte(exact ? 0 : 1);
  if (!exact) writeDecimal(plain);
}

const scratch = Buffer.alloc(8);

function writeDouble(value: number): void {
  const at = writer.room(8);
  if (Number.isNaN(value)) {
    writer.buffer.fill(0, at, at + 8);
    return;
  }
  writer.buffer.writeDoubleBE(value === 0 ? 0 : value, at);
  const negative = ((writer.buffer[at] as number) & 0x80) !== 0;
  for (let index = at; index < at + 8; index += 1) {
    const byte = writer.buffer[index] as number;
    writer.buffer[index] = negative ? ~byte & 0xff : index === at ? byte | 0x80 : byte;
  }
}

function nextDown(value: number): number {
  if (value === -Infinity) return value;
  scratch.writeDoubleBE(value === 0 ? 0 : value);
  if (value === 0) return -Number.MIN_VALUE;
  const bits = scratch.readBigInt64BE();
  scratch.writeBigInt64BE(value > 0 ? bits - 1n : bits + 1n);
  return scratch.readDoubleBE();
}

/** Sign, exponent and digits of a non-zero finite number, sortable. */
function writeDecimal(value: bigint | Decimal128): void {
  const { coefficient, exponent } =
    typeof value === 'bigint' ? { coefficient: value, exponent: 0 } : decimalParts(value);
  const negative = coefficient < 0n;
  const start = writer.room(1);
  const digits = (negative ? -coefficient : coefficient).toString();
  writer.buffer[start] = 1;
  const magnitude = writer.room(2);
  writer.buffer.writeUInt16BE(exponent + digits.length + 20000, magnitude);
  writer.bytes(Buffer.from(`${digits.replace(/0+$/, '')}\0`, 'latin1'));
  if (!negative) return;
  for (let at = start; at < writer.size; at += 1) writer.buffer[at] = ~(writer.buffer[at] as number) & 0xff;
}
