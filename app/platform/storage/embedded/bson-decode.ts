// BSON bytes -> values (bson-values.ts). Checks every length it reads, because the bytes come from a socket: a
// wrong one is an InvalidBSON refusal, never an over-read. Type 12 (DBPointer) is refused: nobody writes it.
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
  Timestamp,
  UNDEFINED,
  type Value,
} from './bson-values';
import { notSupported, StoreError } from './errors';

export const MAX_DEPTH = 100;

export const invalid = (what: string): StoreError => new StoreError('InvalidBSON', `invalid BSON: ${what}`);
export const tooDeep = (): StoreError =>
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
