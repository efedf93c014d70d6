// Opens a data folder as its owner, or finds the owner that already serves it.
import { chmodSync } from 'node:fs';
import path from 'node:path';
import {
  assertStillOwner,
  hasUnixSockets,
  isAlive,
  newSecret,
  newSocketPath,
  type Owner,
  readOwner,
  release,
  removeSocket,
  takeOver,
  uriOf,
} from './owner.server';
import { createStoreServer } from './server.server';
import { Store, type StoreOptions } from './store.server';

export interface OpenedStore {
  readonly uri: string;
  /** False: another process (or thread) owns the folder, and `uri` is its address. */
  readonly owned: boolean;
  close(): Promise<void>;
}

export interface OpenStoreOptions extends StoreOptions {
  readonly unixSockets?: boolean;
  /** False: TTL indexes remove nothing, for tests whose clock stands in the past. */
  readonly expires?: boolean;
}

/** Throws StoreDamaged, OwnerSilent. */
export async function openStore(options: OpenStoreOptions): Promise<OpenedStore> {
  const folder = path.resolve(options.dataDir);
  const store = new Store({ ...options, dataDir: folder });
  for (;;) {
    const seen = readOwner(store.engine);
    if (seen && (await isAlive(seen, folder))) {
      await store.close();
      return { uri: uriOf(seen), owned: false, close: () => Promise.resolve() };
    }
    const opened = await tryToOwn(store, folder, seen, options);
    if (opened) return opened;
  }
}

async function tryToOwn(
  store: Store,
  folder: string,
  seen: Owner | undefined,
  { unixSockets: unix = hasUnixSockets(), expires }: OpenStoreOptions,
): Promise<OpenedStore | undefined> {
  const id = newSecret();
  const secret = unix ? undefined : newSecret();
  let owner: Owner = { id, address: '', secret };
  const server = createStoreServer({
    store,
    expires,
    secret,
    assertOwner: () => assertStillOwner(store.engine, owner),
  });
  if (unix) {
    owner = { ...owner, address: newSocketPath(folder) };
    await server.listen({ path: owner.address });
    chmodSync(owner.address, 0o600);
  } else {
    await server.listen({ host: '127.0.0.1', port: 0 });
    owner = { ...owner, address: `127.0.0.1:${server.port}` };
  }
  if (!takeOver(store.engine, seen, owner)) {
    await server.stop();
    removeSocket(owner);
    return undefined;
  }
  if (seen) removeSocket(seen);
  store.catalog.reload(); // the last owner may have written after we opened
  return {
    uri: uriOf(owner),
    owned: true,
    async close() {
      await server.stop();
      release(store.engine, owner);
      await store.close();
      removeSocket(owner);
    },
  };
}
