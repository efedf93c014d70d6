// One way to a database for the whole product: the MongoDB of MONGODB_URL, or the embedded store.
import mongoose, { type Connection } from 'mongoose';
import type { StartWorker } from '~/platform/workers/start-worker.server';
import { type EmbeddedStore, startEmbeddedStore } from './embedded/index.server';

/** Database used when the address names none. */
const DEFAULT_DATABASE = 'khartia';
const SELECTION_MS = 10_000;

export interface StorageOptions {
  /** mongodb://… of a server of one's own; without it the embedded store in `dataDir` serves. */
  readonly mongodbUrl?: string | undefined;
  readonly dataDir: string;
  readonly startWorker: StartWorker;
  readonly onSlowQuery?: (shape: string) => void;
}

export interface Storage {
  /** Connected; commands are not buffered, indexes are made only when a module says so. */
  readonly connection: Connection;
  readonly backend: 'embedded' | 'mongodb';
  /** The address in use; of the embedded store it is valid while this process runs. */
  readonly uri: string;
  /** Closes the connection, then the embedded store; idempotent. */
  close(): Promise<void>;
}

/** Throws an Error with a Russian text when the database cannot be opened or reached. */
export async function openStorage(options: StorageOptions): Promise<Storage> {
  const embedded = options.mongodbUrl ? undefined : await startEmbeddedStore(options);
  const uri = embedded?.uri ?? (options.mongodbUrl as string);
  try {
    const connection = await connect(uri);
    return {
      connection,
      backend: embedded ? 'embedded' : 'mongodb',
      uri,
      close: closer(connection, embedded),
    };
  } catch (error) {
    await embedded?.close();
    throw new Error(
      'База данных недоступна: соединиться с ней не удалось. Проверьте, что сервер MongoDB запущен и адрес в MONGODB_URL верен.',
      { cause: error },
    );
  }
}

async function connect(uri: string): Promise<Connection> {
  const named = /^mongodb(?:\+srv)?:\/\/[^/]+\/[^?]+/.test(uri);
  const connection = mongoose.createConnection(uri, {
    ...(named ? {} : { dbName: DEFAULT_DATABASE }),
    bufferCommands: false,
    autoIndex: false,
    autoCreate: false,
    serverSelectionTimeoutMS: SELECTION_MS,
  });
  return await connection.asPromise();
}

function closer(connection: Connection, embedded: EmbeddedStore | undefined): () => Promise<void> {
  let closing: Promise<void> | undefined;
  return () => {
    closing ??= connection.close().then(() => embedded?.close());
    return closing;
  };
}
