// Nonsense for the wire layer, of a fixed seed: random bytes, wrong lengths, damaged messages, deep nesting,
// commands with arguments of any type, connections opened and dropped. Between them a good client asks.
import { mkdtemp, rm } from 'node:fs/promises';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BSON } from 'bson';
import { type Document, MongoClient, MongoServerError } from 'mongodb';
import { startEmbeddedStore } from '~/platform/storage/embedded/index.server';
import { startWorker } from '~/platform/workers/start-worker.server';
import { randomOf } from './crash/rounds';
import { anyCommand } from './random-command';

export interface FuzzReport {
  hostileMessages: number;
  droppedConnections: number;
  randomCommands: number;
  goodAnswers: number;
  /** Commands answered with InternalError: something nobody foresaw. */
  unforeseen: string[];
}
type Random = () => number;

const socketOf = (uri: string): string => decodeURIComponent(/^mongodb:\/\/([^/?]+)/.exec(uri)?.[1] ?? '');

export async function fuzzWire(amount: {
  messages: number;
  connections: number;
  commands: number;
  seed: number;
}): Promise<FuzzReport> {
  const dataDir = await mkdtemp(join(tmpdir(), 'khartia-fuzz-'));
  const store = await startEmbeddedStore({ dataDir, startWorker });
  const path = socketOf(store.uri);
  const random = randomOf(amount.seed);
  const report: FuzzReport = {
    hostileMessages: 0,
    droppedConnections: 0,
    randomCommands: 0,
    goodAnswers: 0,
    unforeseen: [],
  };
  const good = await new MongoClient(store.uri, { serverSelectionTimeoutMS: 10_000 }).connect();
  await good
    .db('fuzz')
    .collection<Document>('c')
    .insertOne({ _id: 1, a: 'kept' } as Document);
  const ask = async () => {
    const fresh = await new MongoClient(store.uri, { serverSelectionTimeoutMS: 10_000 }).connect();
    const found = await fresh.db('fuzz').collection('c').findOne({ a: 'kept' });
    await fresh.close();
    if (!found) throw new Error('the good client got a wrong answer');
    report.goodAnswers += 1;
  };
  try {
    for (let at = 0; at < amount.messages; at += 1) {
      await throwAt(path, hostile(random));
      report.hostileMessages += 1;
      if (at % 100 === 99) await ask();
    }
    await openAndDrop(path, amount.connections, random, report);
    await ask();
    await commandStorm(good, amount.commands, random, report);
    await ask();
  } finally {
    await good.close();
    await store.close();
    await rm(dataDir, { recursive: true, force: true });
  }
  return report;
}

/** Sends bytes and leaves, whatever comes back. */
function throwAt(path: string, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    const socket = net.connect(path);
    const leave = () => {
      socket.destroy();
      resolve();
    };
    socket.on('error', leave);
    socket.once('data', leave);
    socket.once('close', leave);
    socket.write(bytes, () => setImmediate(() => setImmediate(leave)));
  });
}

async function openAndDrop(path: string, count: number, random: Random, report: FuzzReport): Promise<void> {
  const hello = message(BSON.serialize({ hello: 1, $db: 'admin' }));
  for (let done = 0; done < count; done += 50) {
    const batch = Array.from({ length: Math.min(50, count - done) }, () => {
      const dice = random();
      if (dice < 0.3) return throwAt(path, new Uint8Array());
      return throwAt(path, dice < 0.6 ? hello : hello.subarray(0, Math.floor(random() * hello.length)));
    });
    await Promise.all(batch);
    report.droppedConnections += batch.length;
  }
}

async function commandStorm(
  client: MongoClient,
  count: number,
  random: Random,
  report: FuzzReport,
): Promise<void> {
  for (let at = 0; at < count; at += 1) {
    const command = anyCommand(random);
    try {
      await client.db('storm').command(command);
    } catch (error) {
      if (!(error instanceof MongoServerError)) throw error;
      if (error.code === 1)
        report.unforeseen.push(`${JSON.stringify(command).slice(0, 300)} -> ${error.message}`);
    }
    report.randomCommands += 1;
  }
}

function message(body: Uint8Array, opcode = 2013, flags = 0, length?: number): Buffer {
  const head = Buffer.alloc(21);
  head.writeInt32LE(length ?? head.length + body.length, 0);
  head.writeInt32LE(7, 4);
  head.writeInt32LE(opcode, 12);
  head.writeUInt32LE(flags >>> 0, 16);
  return Buffer.concat([head, body]);
}

const bytesOf = (random: Random, length: number): Buffer =>
  Buffer.from(Array.from({ length }, () => Math.floor(random() * 256)));

/** A document of so many levels, as bytes: the official serializer would refuse it. */
function nested(levels: number): Buffer {
  const open = Buffer.from([3, 0x61, 0]);
  const parts: Buffer[] = [];
  for (let level = levels; level > 0; level -= 1) {
    const size = Buffer.alloc(4);
    size.writeInt32LE(level * 8 + 5 - 8);
    parts.push(size, ...(level > 1 ? [open] : []));
  }
  return Buffer.concat([...parts, Buffer.alloc(levels)]);
}

type Attack = (random: Random) => Uint8Array;
const PING = BSON.serialize({ ping: 1, $db: 'admin' });
const FIND = BSON.serialize({ find: 'c', filter: { a: { $in: ['x', 1, null, new Date(0)] } }, $db: 'fuzz' });

const ATTACKS: readonly Attack[] = [
  (random) => bytesOf(random, Math.floor(random() * 3000)),
  (random) =>
    message(PING, 2013, 0, [0x7fffffff, -1, 0, 15, 48_000_001, -0x80000000][Math.floor(random() * 6)]),
  (random) => message(PING).subarray(0, Math.floor(random() * (PING.length + 21))),
  (random) => message(PING, [1, 2001, 2002, 2004, 2005, 2012, 9999, -5][Math.floor(random() * 8)]),
  (random) => message(PING, 2013, Math.floor(random() * 2 ** 32)),
  (random) => message(bytesOf(random, 5 + Math.floor(random() * 500))),
  (random) => {
    const bytes = message(random() < 0.5 ? PING : FIND);
    for (let flips = 1 + random() * 6; flips > 0; flips -= 1)
      bytes[16 + Math.floor(random() * (bytes.length - 16))] = Math.floor(random() * 256);
    return bytes;
  },
  (random) => message(nested([101, 180, 1000, 20_000, 200_000][Math.floor(random() * 5)] as number)),
  (random) => {
    const sequence = Buffer.concat([Buffer.from([1]), bytesOf(random, 4), Buffer.from('documents\0'), PING]);
    return message(Buffer.concat([PING, sequence]));
  },
  (random) => Buffer.concat(Array.from({ length: Math.floor(random() * 200) }, () => message(PING))),
  () => message(Buffer.concat([PING, Buffer.from([0]), PING])),
];

const hostile = (random: Random): Uint8Array =>
  (ATTACKS[Math.floor(random() * ATTACKS.length)] as Attack)(random);
