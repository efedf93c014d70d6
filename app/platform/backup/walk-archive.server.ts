// One walk over an archive, the same for checking and for restoring: order, names, sums, counts and records are
// checked against the manifest before it returns, and every record before the sink gets it. Long because the order
// of entries is one automaton.
import { createHash, type Hash } from 'node:crypto';
import { type Document, deserialize } from 'bson';
import { isAppError } from '~/shared/app-error';
import { ArchiveReader } from './archive-reader.server';
import { type ContentPiece, decodePiece } from './content-tree.server';
import { assertDocument, EXACT } from './dump.repository.server';
import { fail } from './errors';
import { sha256Of } from './file-tree.server';
import {
  type CollectionPart,
  ENTRY,
  FORMAT,
  FORMAT_VERSION,
  type Head,
  HeadSchema,
  type Manifest,
  ManifestSchema,
} from './manifest.schema';

/** What an archive holds, in its order. A missing method: that part is checked only. */
export interface ArchiveSink {
  collection?(name: string): Promise<void>;
  documents?(name: string, documents: readonly Uint8Array[]): Promise<void>;
  /** After the last document. */
  collectionEnd?(name: string, indexes: readonly Document[]): Promise<void>;
  content?(piece: ContentPiece): Promise<void>;
  file?(sha256: string, bytes: Uint8Array): Promise<void>;
}

const COLLECTION = /^database\/(\d{4})\/collection\.bson$/;
const CHUNK = /^database\/(\d{4})\/(\d{6})\.bson\.gz$/;
const CONTENT = /^content\/(\d{6})\.bson\.gz$/;
const FILE = /^files\/([0-9a-f]{2})\/([0-9a-f]{64})$/;
const COLLECTION_NAME = /^(?!system\.)[^$\0.][^$\0]{0,199}$/;

/** Throws backup/unreadable, foreign, newer, truncated, damaged; what the sink throws goes through. */
export async function walkArchive(file: string, sink: ArchiveSink = {}): Promise<Manifest> {
  const reader = await ArchiveReader.open(file);
  try {
    const head = await readHead(reader);
    return await new Walk(reader, sink, head).run();
  } finally {
    await reader.close();
  }
}

async function readHead(reader: ArchiveReader): Promise<Head> {
  const { file } = reader;
  let text: string;
  try {
    const first = await reader.next();
    if (first?.name !== ENTRY.head || first.size > 4096) throw fail('foreign', { file });
    text = (await reader.read()).toString('utf8');
  } catch (error) {
    if (isAppError(error)) throw fail('foreign', { file }, error);
    throw error;
  }
  const head = parseJson(text) as { format?: unknown; formatVersion?: unknown } | null;
  if (head?.format !== FORMAT) throw fail('foreign', { file });
  if (typeof head.formatVersion === 'number' && head.formatVersion > FORMAT_VERSION) {
    throw fail('newer', { file, found: head.formatVersion, known: FORMAT_VERSION });
  }
  const parsed = HeadSchema.safeParse(head);
  if (!parsed.success) throw reader.damaged('её начало записано неверно');
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // the caller's check of the shape says what is wrong
  }
}

/** Sums up one part as the writer did. */
class Tally {
  readonly hash: Hash = createHash('sha256');
  bytes = 0;
  count = 0;
  chunks = 0;

  add(bytes: Uint8Array): void {
    this.hash.update(bytes);
    this.bytes += bytes.length;
  }
}

interface OpenCollection {
  readonly part: string;
  readonly name: string;
  readonly indexes: readonly Document[];
  readonly tally: Tally;
}

class Walk {
  private readonly collections: CollectionPart[] = [];
  private readonly names = new Set<string>();
  private open: OpenCollection | undefined;
  private readonly content = new Tally();
  private readonly files = new Tally();
  private lastFile = '';
  private piece = { path: '', end: 0 };
  private readonly paths = new Set<string>();

  constructor(
    private readonly reader: ArchiveReader,
    private readonly sink: ArchiveSink,
    private readonly head: Head,
  ) {}

  async run(): Promise<Manifest> {
    for (;;) {
      const entry = await this.reader.next();
      if (!entry) throw this.reader.truncated('нет описи');
      if (entry.name === ENTRY.manifest) {
        await this.closeCollection();
        return this.finish(await this.reader.read());
      }
      await this.entry(entry.name);
    }
  }

  /** Parts come in one order: collections, content, files. */
  private async entry(name: string): Promise<void> {
    const collection = COLLECTION.exec(name);
    const chunk = CHUNK.exec(name);
    const content = CONTENT.exec(name);
    const file = FILE.exec(name);
    const inDatabase = this.content.chunks === 0 && this.lastFile === '';
    if (collection && inDatabase) await this.openCollection(collection[1] as string);
    else if (chunk && inDatabase) await this.documents(name, chunk[1] as string, Number(chunk[2]));
    else if (content && this.lastFile === '') await this.contentChunk(name, Number(content[1]));
    else if (file && (file[2] as string).startsWith(file[1] as string)) await this.file(file[2] as string);
    else throw this.reader.damaged(`запись «${name.slice(0, 100)}» здесь недопустима`);
  }

  private async openCollection(part: string): Promise<void> {
    await this.closeCollection();
    const bytes = await this.reader.read();
    const { name, indexes } = this.parse(bytes);
    const isSound =
      Number(part) === this.collections.length + 1 &&
      typeof name === 'string' &&
      COLLECTION_NAME.test(name) &&
      !this.names.has(name) &&
      Array.isArray(indexes) &&
      indexes.length <= 64;
    if (!isSound) throw this.reader.damaged(`описание коллекции ${part} неверно`);
    this.names.add(name);
    this.open = { part, name, indexes: indexes as Document[], tally: new Tally() };
    this.open.tally.add(bytes);
    await this.sink.collection?.(name);
  }

  private parse(bytes: Buffer): Document {
    try {
      return deserialize(bytes, { ...EXACT, promoteValues: false });
    } catch (error) {
      throw this.reader.damaged(`описание коллекции не читается (${(error as Error).message})`);
    }
  }

  private async closeCollection(): Promise<void> {
    if (!this.open) return;
    const { part, name, indexes, tally } = this.open;
    this.open = undefined;
    await this.sink.collectionEnd?.(name, indexes);
    const { bytes, count } = tally;
    const sha256 = tally.hash.digest('hex');
    this.collections.push({ part, name, documents: count, indexes: indexes.length, bytes, sha256 });
  }

  private async documents(entry: string, part: string, chunk: number): Promise<void> {
    const { open } = this;
    if (!open || open.part !== part || chunk !== open.tally.chunks + 1) {
      throw this.reader.damaged(`запись ${entry} не на своём месте`);
    }
    const documents = await this.records(entry, open.tally, assertDocument);
    open.tally.count += documents.length;
    await this.sink.documents?.(open.name, documents);
  }

  private async contentChunk(entry: string, chunk: number): Promise<void> {
    await this.closeCollection();
    if (chunk !== this.content.chunks + 1) throw this.reader.damaged(`запись ${entry} не на своём месте`);
    const pieces: ContentPiece[] = [];
    await this.records(entry, this.content, (bytes) => {
      pieces.push(decodePiece(bytes));
    });
    for (const piece of pieces) {
      this.follow(piece);
      await this.sink.content?.(piece);
    }
  }

  /** Pieces of a file follow one another; no file comes twice. */
  private follow({ path, at, data }: ContentPiece): void {
    const fresh = at === 0 && !this.paths.has(path.toLowerCase());
    const next = at > 0 && path === this.piece.path && at === this.piece.end;
    if (!fresh && !next) throw this.reader.damaged(`файл содержания ${path} записан не по порядку`);
    if (fresh) {
      this.paths.add(path.toLowerCase());
      this.content.count += 1;
    }
    this.piece = { path, end: at + data.length };
  }

  private async records(
    entry: string,
    tally: Tally,
    check: (bytes: Uint8Array) => void,
  ): Promise<Uint8Array[]> {
    const raw = await this.reader.readPacked(entry);
    tally.add(raw);
    tally.chunks += 1;
    const records: Uint8Array[] = [];
    for (let at = 0; at < raw.length; ) {
      const size = at + 4 <= raw.length ? raw.readInt32LE(at) : 0;
      if (size < 5 || at + size > raw.length) throw this.reader.damaged(`в записи ${entry} оборван документ`);
      const record = raw.subarray(at, at + size);
      try {
        check(record);
      } catch (error) {
        throw this.reader.damaged(`в записи ${entry} негодный документ (${(error as Error).message})`);
      }
      records.push(record);
      at += size;
    }
    return records;
  }

  private async file(sha256: string): Promise<void> {
    await this.closeCollection();
    if (sha256 <= this.lastFile) throw this.reader.damaged(`файл ${sha256} не на своём месте`);
    const bytes = await this.reader.read();
    if (sha256Of(bytes) !== sha256)
      throw this.reader.damaged(`файл ${sha256} не совпадает со своим отпечатком`);
    this.lastFile = sha256;
    this.files.add(bytes);
    this.files.count += 1;
    await this.sink.file?.(sha256, bytes);
  }

  private async finish(text: Buffer): Promise<Manifest> {
    const sum = await this.reader.next();
    if (sum?.name !== ENTRY.manifestSum) throw this.reader.damaged('нет контрольной суммы описи');
    const told = (await this.reader.read()).toString('utf8');
    if (told !== `${sha256Of(text)}  ${ENTRY.manifest}\n`)
      throw this.reader.damaged('опись не совпадает со своей суммой');
    if (await this.reader.next()) throw this.reader.damaged('после описи стоит лишнее');
    const parsed = ManifestSchema.safeParse(parseJson(text.toString('utf8')));
    if (!parsed.success) throw this.reader.damaged('опись записана неверно');
    this.compare(parsed.data);
    return parsed.data;
  }

  private compare(manifest: Manifest): void {
    const { content, files, reader, head } = this;
    if (!isSame<Head>(manifest, head)) throw reader.damaged('начало не совпадает с описью');
    manifest.collections.forEach((told, at) => {
      const found = this.collections[at];
      if (!found || !isSame(told, found))
        throw reader.damaged(`коллекция ${told.name} не совпадает с описью`);
    });
    if (manifest.collections.length !== this.collections.length)
      throw reader.damaged('коллекций больше, чем в описи');
    const contentSum = { files: content.count, bytes: content.bytes, sha256: content.hash.digest('hex') };
    if (!isSame(manifest.content, contentSum))
      throw reader.damaged('история содержания не совпадает с описью');
    const fileSum = { count: files.count, bytes: files.bytes, sha256: files.hash.digest('hex') };
    if (!isSame(manifest.files, fileSum)) throw reader.damaged('файлы не совпадают с описью');
  }
}

const isSame = <T extends object>(told: T, found: T): boolean =>
  (Object.keys(found) as (keyof T)[]).every((name) => told[name] === found[name]);
