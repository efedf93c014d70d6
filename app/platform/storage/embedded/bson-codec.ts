// BSON bytes <-> values (bson-values.ts). Checks every length it reads, because the bytes come from a socket:
// a wrong one is an InvalidBSON refusal, never an over-read. Types 12 (DBPointer) is refused: nobody writes it.
import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  DateValue,
  Decimal128,
  type Doc,
  Int32,
  MaxKey,
  MinKey,
  ObjectId,
  RawDoc,
  Timestamp,
  UNDEFINED,
  UndefinedValue,
  type Value,
} from './bson-values';
import { notSupported, StoreError } from './errors';

export const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;
export const MAX_DEPTH = 100;

const invalid = (what: string): StoreError => new StoreError('InvalidBSON', `invalid BSON: ${what}`);
const tooDeep = (): StoreError =>
  new StoreError('Overflow', `the document exceeds the maximum nested depth of ${MAX_DEPTH} levels`);

class Reader {
  position = 0;
  constructor(
    readonly bytes: Buffer,
    readonly end: number,
  ) {}

  take(size: number): number {
    const at = this.position;
    if (size < 0 || at + size > this.end) throw invalid('a value reaches past the end of its document');
    this.position = at + size;
    return at;
  }

  cstring(): string {
    const { bytes } = this;
    const start = this.position;
    let at = start;
    let text = '';
    for (; at < this.end; at += 1) {
      const byte = bytes[at] as number;
      if (byte === 0) break;
      if (byte > 127) {
        at = bytes.indexOf(0, at);
        if (at < 0 || at >= this.end) throw invalid('a name without end');
        text = bytes.toString('utf8', start, at);
        break;
      }
      text += String.fromCharCode(byte);
    }
    if (at >= this.end) throw invalid('a name without end');
    this.position = at + 1;
    return text;
  }

  string(): string {
    const size = this.bytes.readInt32LE(this.take(4));
    if (size < 1) throw invalid('a string of negative length');
    const at = this.take(size);
    if (this.bytes[at + size - 1] !== 0) throw invalid('a string without end');
    return this.bytes.toString('utf8', at, at + size - 1);
  }
}

/** Decodes one document. With `only`, top-level fields outside it are skipped unread. */
export function decode(bytes: Uint8Array, only?: ReadonlySet<string>): Doc {
  const buffer = Buffer.isBuffer(bytes)
    ? bytes
    : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.length < 5 || buffer.readInt32LE(0) !== buffer.length) throw invalid('wrong document length');
  return readDoc(new Reader(buffer, buffer.length), 1, only);
}

function enter(reader: Reader, depth: number): number {
  if (depth > MAX_DEPTH + 20) throw tooDeep();
  const start = reader.position;
  const size = reader.bytes.readInt32LE(reader.take(4));
  const end = start + size;
  if (size < 5 || end > reader.end || reader.bytes[end - 1] !== 0) throw invalid('wrong sub-document length');
  return end - 1;
}

function readDoc(reader: Reader, depth: number, only?: ReadonlySet<string>): Doc {
  const end = enter(reader, depth);
  const result: Doc = new Map();
  while (reader.position < end) {
    const type = reader.bytes[reader.position++] as number;
    const name = reader.cstring();
    if (only && !only.has(name)) skipValue(reader, type);
    else result.set(name, readValue(reader, type, depth));
  }
  if (reader.position !== end) throw invalid('a document without end');
  reader.position = end + 1;
  return result;
}

function readArray(reader: Reader, depth: number): Value[] {
  const end = enter(reader, depth);
  const result: Value[] = [];
  while (reader.position < end) {
    const type = reader.bytes[reader.position++] as number;
    while (reader.bytes[reader.position] !== 0 && reader.position < end) reader.position += 1;
    reader.position += 1;
    result.push(readValue(reader, type, depth));
  }
  if (reader.position !== end) throw invalid('an array without end');
  reader.position = end + 1;
  return result;
}

function readValue(reader: Reader, type: number, depth: number): Value {
  const { bytes } = reader;
  switch (type) {
    case 0x01:
      return bytes.readDoubleLE(reader.take(8));
    case 0x02:
      return reader.string();
    case 0x03:
      return readDoc(reader, depth + 1);
    case 0x04:
      return readArray(reader, depth + 1);
    case 0x07: {
      const at = reader.take(12);
      return new ObjectId(Buffer.from(bytes.subarray(at, at + 12)));
    }
    case 0x08:
      return bytes[reader.take(1)] !== 0;
    case 0x09:
      return new DateValue(Number(bytes.readBigInt64LE(reader.take(8))));
    case 0x0a:
      return null;
    case 0x10:
      return new Int32(bytes.readInt32LE(reader.take(4)));
    case 0x12:
      return bytes.readBigInt64LE(reader.take(8));
    default:
      return readRareValue(reader, type, depth);
  }
}

function readRareValue(reader: Reader, type: number, depth: number): Value {
  const { bytes } = reader;
  switch (type) {
    case 0x05:
      return readBinary(reader);
    case 0x06:
      return UNDEFINED;
    case 0x0b: {
      const pattern = reader.cstring();
      return new BSONRegExp(pattern, reader.cstring());
    }
    case 0x0d:
      return new Code(reader.string());
    case 0x0e:
      return new BSONSymbol(reader.string());
    case 0x0f: {
      reader.take(4);
      const code = reader.string();
      const scope = readDoc(reader, depth + 1);
      return new Code(code, scope as unknown as Record<string, unknown>);
    }
    case 0x11:
      return new Timestamp(BigInt(bytes.readBigUInt64LE(reader.take(8))));
    case 0x13: {
      const at = reader.take(16);
      return new Decimal128(Buffer.from(bytes.subarray(at, at + 16)));
    }
    case 0x7f:
      return new MaxKey();
    case 0xff:
      return new MinKey();
    case 0x0c:
      throw notSupported('BSON type DBPointer', 'InvalidBSON');
    default:
      throw invalid(`unknown type ${type}`);
  }
}

function readBinary(reader: Reader): Binary {
  const { bytes } = reader;
  let size = bytes.readInt32LE(reader.take(4));
  const subtype = bytes[reader.take(1)] as number;
  if (subtype === 2) size = bytes.readInt32LE(reader.take(4));
  const at = reader.take(size);
  return new Binary(Buffer.from(bytes.subarray(at, at + size)), subtype);
}

const FIXED: Readonly<Record<number, number>> = {
  1: 8,
  6: 0,
  7: 12,
  8: 1,
  9: 8,
  10: 0,
  16: 4,
  17: 8,
  18: 8,
  19: 16,
  127: 0,
  255: 0,
};

function skipValue(reader: Reader, type: number): void {
  const fixed = FIXED[type];
  if (fixed !== undefined) reader.take(fixed);
  else if (type === 3 || type === 4) {
    reader.take(reader.bytes.readInt32LE(reader.take(4)) - 4);
  } else if (type === 2) reader.take(reader.bytes.readInt32LE(reader.take(4)));
  else readRareValue(reader, type, 1);
}

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
