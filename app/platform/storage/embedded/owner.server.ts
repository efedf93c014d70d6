// One owner of a data folder. The owner's address stands in the catalog; whether it lives is found by
// connecting to it, never by a process id. Taking over is a compare-and-set inside an LMDB transaction, which
// is exclusive between processes, and every later commit checks that the record is still its own.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createConnection } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { decode } from './bson-decode';
import { encode } from './bson-encode';
import { type Doc, doc } from './bson-values';
import type { Engine } from './engine.server';
import { StoreError } from './errors';
import { encodeReply } from './wire';

const OWNER = Buffer.from('owner');
const MAX_SOCKET_PATH = 100;
const PROBE_MS = 5_000;

export interface Owner {
  readonly id: string;
  /** A socket's path, or host:port. */
  readonly address: string;
  readonly secret: string | undefined;
}

/** What drivers connect to. */
export function uriOf(owner: Owner): string {
  const options = owner.secret === undefined ? '' : `&appName=${owner.secret}`;
  const host = owner.secret === undefined ? encodeURIComponent(owner.address) : owner.address;
  return `mongodb://${host}/?directConnection=true${options}`;
}

export const newSecret = (): string => randomBytes(24).toString('hex');

export function readOwner(engine: Engine): Owner | undefined {
  const record = engine.get('catalog', OWNER);
  if (!record) return undefined;
  const fields = decode(record);
  const secret = fields.get('secret');
  return {
    id: String(fields.get('id')),
    address: String(fields.get('address')),
    secret: typeof secret === 'string' ? secret : undefined,
  };
}

/** Makes `next` the owner if the record is still `seen`; false: somebody else was quicker. */
export function takeOver(engine: Engine, seen: Owner | undefined, next: Owner): boolean {
  return engine.commit(() => {
    if (readOwner(engine)?.id !== seen?.id) return false;
    const record = doc([
      ['id', next.id],
      ['address', next.address],
      ['secret', next.secret ?? null],
    ]);
    engine.put('catalog', OWNER, encode(record));
    return true;
  });
}

export function release(engine: Engine, owner: Owner): void {
  engine.commit(() => {
    if (readOwner(engine)?.id === owner.id) engine.remove('catalog', OWNER);
  });
}

export function assertStillOwner(engine: Engine, owner: Owner): void {
  if (readOwner(engine)?.id === owner.id) return;
  throw new StoreError('InterruptedAtShutdown', 'the data folder was taken over by another process');
}

export class OwnerSilent extends Error {
  constructor(folder: string) {
    super(
      `Папка данных ${folder} занята другим процессом Хартии, который не отвечает. ` +
        'Остановите его (или дождитесь конца его работы) и повторите запуск.',
    );
    this.name = 'OwnerSilent';
  }
}

/** True: it answers. False: nobody is there. Throws OwnerSilent when something is there and stays silent. */
export function isAlive(owner: Owner, folder: string, patience = PROBE_MS): Promise<boolean> {
  const target = addressOf(owner);
  if ('path' in target && !existsSync(target.path)) return Promise.resolve(false);
  return new Promise((resolve, reject) => {
    const socket = createConnection(target);
    let received = Buffer.alloc(0);
    const finish = (settle: () => void): void => {
      socket.destroy();
      settle();
    };
    socket.setTimeout(patience, () => finish(() => reject(new OwnerSilent(folder))));
    socket.on('error', () => finish(() => resolve(false)));
    socket.on('close', () => resolve(false));
    socket.on('connect', () => {
      socket.write(encodeReply({ id: 0, legacy: false }, probe(owner)));
    });
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      if (received.length < 4 || received.length < received.readInt32LE(0)) return;
      finish(() => resolve(isGreeting(received)));
    });
  });
}

const probe = (owner: Owner): Doc =>
  doc([
    ['hello', 1],
    ['client', doc([['application', doc([['name', owner.secret ?? 'khartia']])]])],
    ['$db', 'admin'],
  ]);

function isGreeting(message: Buffer): boolean {
  try {
    return decode(message.subarray(21, message.readInt32LE(0))).get('isWritablePrimary') === true;
  } catch {
    return false;
  }
}

function addressOf(owner: Owner): { path: string } | { host: string; port: number } {
  if (owner.secret === undefined) return { path: owner.address };
  const [host, port] = owner.address.split(':') as [string, string];
  return { host, port: Number(port) };
}

export const hasUnixSockets = (): boolean => process.platform !== 'win32';

/** A fresh socket path in a folder of mode 0700; a short one elsewhere when the data folder's is too long. */
export function newSocketPath(folder: string): string {
  const name = `store-${randomBytes(4).toString('hex')}.sock`;
  const near = path.join(folder, 'run', name);
  if (Buffer.byteLength(near) <= MAX_SOCKET_PATH) {
    mkdirSync(path.dirname(near), { recursive: true, mode: 0o700 });
    return near;
  }
  return path.join(mkdtempSync(path.join(os.tmpdir(), 'kh-')), name);
}

/** Removes a socket that nobody listens on, and its temporary folder. */
export function removeSocket(owner: Owner): void {
  if (owner.secret !== undefined) return;
  rmSync(owner.address, { force: true });
  const parent = path.dirname(owner.address);
  if (path.basename(parent).startsWith('kh-')) rmSync(parent, { recursive: true, force: true });
}
