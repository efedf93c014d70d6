// Values (bson-values.ts) -> BSON bytes, and the limits of what may be stored.
import { invalid, MAX_DEPTH, tooDeep } from './bson-decode';
import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  DateValue,
  Decimal128,
  type Doc,
  Int32,
  type MaxKey,
  MinKey,
  ObjectId,
  RawDoc,
  Timestamp,
  UndefinedValue,
  type Value,
} from './bson-values';
import { StoreError } from './errors';

export const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;

class Writer {
  buffer = Buffer.allocUnsafe(4096);
  position = 0;

  reserve(size: number): number {
    const at = this.position;
    if (at + size > this.buffer.length) {
      const grown = Buffer.allocUnsafe(Math.max(this.buffer.length * 2, at + size));
      this.buffer.copy(grown, 0, 0, at);
      this.buffer = grown;
    }
    this.position = at + size;
    return at;
  }

  byte(value: number): void {
    const at = this.reserve(1);
    this.buffer[at] = value;
  }

  cstring(text: string): void {
    if (text.includes('\0')) throw invalid('a name or pattern holds a zero byte');
    this.utf8(text);
    this.byte(0);
  }

  utf8(text: string): number {
    const bound = text.length * 3;
    const at = this.reserve(bound);
    const size = this.buffer.write(text, at, 'utf8');
    this.position = at + size;
    return size;
  }

  string(text: string): void {
    const at = this.reserve(4);
    const size = this.utf8(text);
    this.byte(0);
    this.buffer.writeInt32LE(size + 1, at);
  }

  copy(bytes: Uint8Array): void {
    const at = this.reserve(bytes.length);
    this.buffer.set(bytes, at);
  }
}

// One writer is reused: encoding is synchronous and never re-entered.
const shared = new Writer();

/** Encodes a document into fresh bytes. Throws Overflow when nested too deep, never truncates. */
export function encode(document: Doc): Buffer {
  shared.position = 0;
  if (shared.buffer.length > 1 << 20) shared.buffer = Buffer.allocUnsafe(4096);
  writeDoc(shared, document, 1);
  return Buffer.from(shared.buffer.subarray(0, shared.position));
}

function writeDoc(writer: Writer, document: Doc, depth: number): void {
  if (depth > MAX_DEPTH + 20) throw tooDeep();
  const start = writer.reserve(4);
  for (const [name, value] of document) writeElement(writer, name, value, depth);
  writer.byte(0);
  writer.buffer.writeInt32LE(writer.position - start, start);
}

function writeArray(writer: Writer, values: readonly Value[], depth: number): void {
  if (depth > MAX_DEPTH + 20) throw tooDeep();
  const start = writer.reserve(4);
  for (let index = 0; index < values.length; index += 1) {
    writeElement(writer, String(index), values[index] as Value, depth);
  }
  writer.byte(0);
  writer.buffer.writeInt32LE(writer.position - start, start);
}

function writeElement(writer: Writer, name: string, value: Value, depth: number): void {
  const typeAt = writer.reserve(1);
  writer.cstring(name);
  // The value first: writing it may move the buffer.
  const type = writeValue(writer, value, depth);
  writer.buffer[typeAt] = type;
}

/** Writes the value and returns its type byte. */
function writeValue(writer: Writer, value: Value, depth: number): number {
  switch (typeof value) {
    case 'string':
      writer.string(value);
      return 0x02;
    case 'number':
      writer.reserve(8);
      writer.buffer.writeDoubleLE(value, writer.position - 8);
      return 0x01;
    case 'boolean':
      writer.byte(value ? 1 : 0);
      return 0x08;
    case 'bigint':
      writer.reserve(8);
      writer.buffer.writeBigInt64LE(value, writer.position - 8);
      return 0x12;
  }
  if (value === null) return 0x0a;
  if (value instanceof Map) {
    writeDoc(writer, value, depth + 1);
    return 0x03;
  }
  if (Array.isArray(value)) {
    writeArray(writer, value, depth + 1);
    return 0x04;
  }
  return writeObjectValue(writer, value, depth);
}

function writeObjectValue(
  writer: Writer,
  value: Exclude<Value, string | number | boolean | bigint | null | Doc | Value[]>,
  depth: number,
): number {
  if (value instanceof Int32) {
    writer.reserve(4);
    writer.buffer.writeInt32LE(value.value, writer.position - 4);
    return 0x10;
  }
  if (value instanceof ObjectId) {
    writer.copy(value.id);
    return 0x07;
  }
  if (value instanceof DateValue) {
    writer.reserve(8);
    writer.buffer.writeBigInt64LE(BigInt(value.ms), writer.position - 8);
    return 0x09;
  }
  if (value instanceof RawDoc) {
    writer.copy(value.bytes);
    return 0x03;
  }
  if (value instanceof Binary) return writeBinary(writer, value);
  if (value instanceof Decimal128) {
    writer.copy(value.bytes);
    return 0x13;
  }
  return writeRareValue(writer, value, depth);
}

function writeRareValue(
  writer: Writer,
  value: Timestamp | BSONRegExp | BSONSymbol | Code | UndefinedValue | MinKey | MaxKey,
  depth: number,
): number {
  if (value instanceof Timestamp) {
    writer.reserve(8);
    writer.buffer.writeBigUInt64LE(BigInt.asUintN(64, value.toBigInt()), writer.position - 8);
    return 0x11;
  }
  if (value instanceof BSONRegExp) {
    writer.cstring(value.pattern);
    writer.cstring([...value.options].sort().join(''));
    return 0x0b;
  }
  if (value instanceof BSONSymbol) {
    writer.string(value.value);
    return 0x0e;
  }
  if (value instanceof Code) return writeCode(writer, value, depth);
  if (value instanceof UndefinedValue) return 0x06;
  return value instanceof MinKey ? 0xff : 0x7f;
}

function writeBinary(writer: Writer, value: Binary): number {
  const bytes = value.buffer.subarray(0, value.position);
  const old = value.sub_type === 2;
  const at = writer.reserve(5);
  writer.buffer.writeInt32LE(bytes.length + (old ? 4 : 0), at);
  writer.buffer[at + 4] = value.sub_type;
  if (old) {
    const inner = writer.reserve(4);
    writer.buffer.writeInt32LE(bytes.length, inner);
  }
  writer.copy(bytes);
  return 0x05;
}

function writeCode(writer: Writer, value: Code, depth: number): number {
  if (!value.scope) {
    writer.string(String(value.code));
    return 0x0d;
  }
  const start = writer.reserve(4);
  writer.string(String(value.code));
  writeDoc(writer, value.scope as unknown as Doc, depth + 1);
  writer.buffer.writeInt32LE(writer.position - start, start);
  return 0x0f;
}

/** Refuses what MongoDB refuses to store: more than 16 MB or 100 levels. */
export function assertStorable(document: Doc, bytes: Uint8Array): void {
  if (bytes.length > MAX_DOCUMENT_BYTES) {
    throw new StoreError(
      'BSONObjectTooLarge',
      `BSONObj size: ${bytes.length} (0x${bytes.length.toString(16).toUpperCase()}) is invalid. Size must be between 0 and ${MAX_DOCUMENT_BYTES}(16MB)`,
    );
  }
  if (depthOf(document, MAX_DEPTH) > MAX_DEPTH) throw tooDeep();
}

function depthOf(value: Value, budget: number): number {
  if (budget < 0) return 1;
  let deepest = 0;
  if (value instanceof Map) {
    for (const child of value.values()) {
      if (typeof child === 'object' && child !== null)
        deepest = Math.max(deepest, depthOf(child, budget - 1));
    }
    return deepest + 1;
  }
  if (!Array.isArray(value)) return 0;
  for (const child of value) deepest = Math.max(deepest, depthOf(child, budget - 1));
  return deepest + 1;
}
