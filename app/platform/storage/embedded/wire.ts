// MongoDB's wire protocol: OP_MSG with sections and checksum, and the legacy OP_QUERY for the first hello.
import { decode } from './bson-decode';
import { encode } from './bson-encode';
import { type Doc, isDoc, type Value } from './bson-values';
import { StoreError } from './errors';

const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_COMPRESSED = 2012;
const OP_MSG = 2013;
const HEADER = 16;
const CHECKSUM_PRESENT = 1;
const MORE_TO_COME = 2;

export interface Request {
  readonly id: number;
  readonly legacy: boolean;
  /** The client waits for no answer (write concern w: 0). */
  readonly silent: boolean;
  readonly body: Doc;
}

const protocolError = (message: string): StoreError => new StoreError('ProtocolError', message);

/** Cuts whole messages off a stream of bytes. Throws ProtocolError on an impossible length. */
export class MessageSplitter {
  private parts: Buffer[] = [];
  private size = 0;
  constructor(private readonly maxBytes: number) {}

  push(chunk: Buffer): Buffer[] {
    this.parts.push(chunk);
    this.size += chunk.length;
    const messages: Buffer[] = [];
    for (;;) {
      if (this.size < 4) break;
      const length = this.peekLength();
      if (length < HEADER || length > this.maxBytes)
        throw protocolError(`message length ${length} is not allowed`);
      if (this.size < length) break;
      const whole = this.parts.length === 1 ? (this.parts[0] as Buffer) : Buffer.concat(this.parts);
      messages.push(whole.subarray(0, length));
      this.parts = whole.length > length ? [whole.subarray(length)] : [];
      this.size -= length;
    }
    return messages;
  }

  private peekLength(): number {
    const [first] = this.parts as [Buffer];
    if (first.length >= 4) return first.readInt32LE(0);
    this.parts = [Buffer.concat(this.parts)];
    return (this.parts[0] as Buffer).readInt32LE(0);
  }
}

/** Reads one whole message. Throws ProtocolError or InvalidBSON. */
export function parseMessage(message: Buffer): Request {
  const id = message.readInt32LE(4);
  const opcode = message.readInt32LE(12);
  if (opcode === OP_MSG) return parseMsg(message, id);
  if (opcode === OP_QUERY) return parseQuery(message, id);
  if (opcode === OP_COMPRESSED) throw protocolError('compression was not negotiated');
  throw protocolError(`opcode ${opcode} is not supported by the embedded store`);
}

function parseMsg(message: Buffer, id: number): Request {
  if (message.length < HEADER + 5) throw protocolError('OP_MSG is too short');
  const flags = message.readUInt32LE(HEADER);
  if ((flags & 0xffff & ~(CHECKSUM_PRESENT | MORE_TO_COME)) !== 0)
    throw protocolError('unknown required flag bits in OP_MSG');
  const end = flags & CHECKSUM_PRESENT ? message.length - 4 : message.length;
  if (flags & CHECKSUM_PRESENT && crc32c(message.subarray(0, end)) !== message.readUInt32LE(end)) {
    throw protocolError('OP_MSG checksum does not match');
  }
  let body: Doc | undefined;
  const sequences: Array<[string, Value[]]> = [];
  let at = HEADER + 4;
  while (at < end) {
    const kind = message[at] as number;
    at += 1;
    if (kind === 0) {
      const size = lengthAt(message, at, end);
      if (body) throw protocolError('OP_MSG has two bodies');
      body = decode(message.subarray(at, at + size));
      at += size;
    } else if (kind === 1) {
      const size = lengthAt(message, at, end);
      sequences.push(parseSequence(message.subarray(at + 4, at + size)));
      at += size;
    } else throw protocolError(`unknown section kind ${kind} in OP_MSG`);
  }
  if (!body) throw protocolError('OP_MSG has no body');
  for (const [name, documents] of sequences) {
    if (body.has(name)) throw protocolError(`field ${name} is both in the body and in a document sequence`);
    body.set(name, documents);
  }
  return { id, legacy: false, silent: (flags & MORE_TO_COME) !== 0, body };
}

function lengthAt(message: Buffer, at: number, end: number): number {
  if (at + 4 > end) throw protocolError('a section reaches past the end of its message');
  const size = message.readInt32LE(at);
  if (size < 5 || at + size > end) throw protocolError('a section reaches past the end of its message');
  return size;
}

function parseSequence(section: Buffer): [string, Value[]] {
  const nameEnd = section.indexOf(0);
  if (nameEnd < 0) throw protocolError('a document sequence without name');
  const name = section.toString('utf8', 0, nameEnd);
  const documents: Value[] = [];
  let at = nameEnd + 1;
  while (at < section.length) {
    const size = lengthAt(section, at, section.length);
    documents.push(decode(section.subarray(at, at + size)));
    at += size;
  }
  return [name, documents];
}

function parseQuery(message: Buffer, id: number): Request {
  const nameEnd = message.indexOf(0, HEADER + 4);
  if (nameEnd < 0) throw protocolError('OP_QUERY without collection name');
  const namespace = message.toString('utf8', HEADER + 4, nameEnd);
  const at = nameEnd + 9;
  const size = lengthAt(message, at, message.length);
  let body = decode(message.subarray(at, at + size));
  const wrapped = body.get('$query');
  if (isDoc(wrapped)) body = wrapped;
  const name = body.keys().next().value ?? '';
  if (!namespace.endsWith('.$cmd') || !['hello', 'ismaster', 'isMaster'].includes(name)) {
    throw protocolError('OP_QUERY is only supported for the first hello');
  }
  body.set('$db', namespace.slice(0, -5));
  return { id, legacy: true, silent: false, body };
}

let lastRequestId = 0;

/** A reply to the request; legacy ones as OP_REPLY. */
export function encodeReply(request: { id: number; legacy: boolean }, reply: Doc): Buffer {
  const body = encode(reply);
  lastRequestId = (lastRequestId + 1) & 0x7fffffff;
  const head = Buffer.alloc(request.legacy ? HEADER + 20 : HEADER + 5);
  head.writeInt32LE(head.length + body.length, 0);
  head.writeInt32LE(lastRequestId, 4);
  head.writeInt32LE(request.id, 8);
  head.writeInt32LE(request.legacy ? OP_REPLY : OP_MSG, 12);
  if (request.legacy) {
    head.writeInt32LE(8, HEADER);
    head.writeInt32LE(1, HEADER + 16);
  }
  return Buffer.concat([head, body]);
}

const CRC_TABLE = Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
  return crc >>> 0;
});

/** CRC-32C (Castagnoli), the checksum of OP_MSG. */
function crc32c(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = ((crc >>> 8) ^ (CRC_TABLE[(crc ^ byte) & 0xff] as number)) >>> 0;
  return (crc ^ 0xffffffff) >>> 0;
}
