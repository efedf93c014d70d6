// The listening server over one open store: sockets in, commands out, cursor and TTL housekeeping.
import { createServer, type Server, type Socket } from 'node:net';
import { Executor } from './commands/index.server';
import { Connection } from './connection.server';
import type { Store } from './store.server';
import { removeExpired } from './ttl.server';

const HOUSEKEEPING_MS = 30_000;

interface StoreServer {
  /** Resolves when listening. */
  listen(where: { path: string } | { host: string; port: number }): Promise<void>;
  readonly port: number | undefined;
  /** Ends connections and finishes what was queued; the store stays open. */
  stop(): Promise<void>;
}

interface StoreServerOptions {
  readonly store: Store;
  readonly secret?: string | undefined;
  /** Checked inside every transaction; throwing refuses the writes (the data folder has another owner). */
  readonly assertOwner?: () => void;
  /** False: TTL indexes remove nothing. Default true. */
  readonly expires?: boolean | undefined;
}

/** A server in this thread; the product runs it in a worker (worker.server.ts), tests may call it directly. */
export function createStoreServer(options: StoreServerOptions): StoreServer {
  const { store, secret, assertOwner, expires = true } = options;
  const executor = new Executor(store, assertOwner);
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    new Connection(socket, { executor, secret });
  });
  const housekeeping = setInterval(() => {
    store.cursors.expire();
    if (expires) executor.exclusively(() => removeExpired(store));
  }, HOUSEKEEPING_MS);
  housekeeping.unref();
  return {
    listen: (where) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen({ ...where, backlog: 511 }, () => {
          server.off('error', reject);
          resolve();
        });
      }),
    get port() {
      const address = server.address();
      return typeof address === 'object' && address ? address.port : undefined;
    },
    async stop() {
      clearInterval(housekeeping);
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
      await executor.idle();
    },
  };
}
