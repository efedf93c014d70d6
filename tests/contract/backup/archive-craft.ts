// Archives as an attacker would make them: sums and manifest are right, so that only the check under test can refuse.
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { serialize } from 'bson';
import { ArchiveWriter, ChunkWriter } from '~/platform/backup/archive-writer.server';
import { sha256Hex } from '~/shared/sha256.server';
import { clock, temporaryFolder } from './backup-harness';

export interface Craft {
  collections?: { name: string; documents: Uint8Array[]; indexes?: object[] }[];
  pieces?: { path: string; at?: number; data?: Uint8Array }[];
  /** Name in the archive -> bytes. */
  entries?: [string, Uint8Array][];
  manifest?: (manifest: Record<string, unknown>) => void;
  head?: Record<string, unknown>;
}

const json = (value: unknown) => Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
const HEAD = {
  format: 'khartia-backup',
  formatVersion: 1,
  product: 'khartia 0.0.0',
  createdAt: '2026-11-21T09:00:00.000Z',
};

export async function craft(what: Craft): Promise<string> {
  const file = join(await temporaryFolder(), 'crafted.tar');
  const archive = await ArchiveWriter.create(file, clock.now());
  const head = { ...HEAD, ...what.head };
  await archive.add('khartia-backup.json', json(head));
  const collections: unknown[] = [];
  for (const { name, documents, indexes = [] } of what.collections ?? []) {
    const part = String(collections.length + 1).padStart(4, '0');
    const chunks = new ChunkWriter(archive, `database/${part}`);
    const definition = serialize({ name, indexes });
    await archive.add(`database/${part}/collection.bson`, definition);
    chunks.count(definition);
    for (const document of documents) await chunks.push(document);
    collections.push({
      part,
      name,
      documents: documents.length,
      indexes: indexes.length,
      ...(await chunks.end()),
    });
  }
  const content = new ChunkWriter(archive, 'content');
  for (const { path, at = 0, data = new Uint8Array([1]) } of what.pieces ?? [])
    await content.push(serialize({ path, at, data }));
  const contentSum = { files: what.pieces?.length ?? 0, ...(await content.end()) };
  const files = new ChunkWriter(archive, 'files');
  for (const [name, bytes] of what.entries ?? []) {
    await archive.add(name, bytes);
    if (name.startsWith('files/')) files.count(bytes);
  }
  const count = (what.entries ?? []).filter(([name]) => name.startsWith('files/')).length;
  const manifest = {
    ...head,
    backend: 'embedded',
    collections,
    content: contentSum,
    files: { count, ...(await files.end()) },
    damagedFiles: [],
    keys: {},
  };
  what.manifest?.(manifest);
  const text = json(manifest);
  await archive.add('manifest.json', text);
  await archive.add('manifest.sha256', Buffer.from(`${sha256Hex(text)}  manifest.json\n`));
  await archive.finish();
  return file;
}

/** A small gzip that unpacks to so many bytes. */
export const bomb = (bytes: number): Uint8Array => gzipSync(Buffer.alloc(bytes));

/** BSON nested so deep; the lengths are right. */
export function nested(depth: number): Uint8Array {
  let bytes: Uint8Array = Buffer.from([5, 0, 0, 0, 0]);
  for (let level = 0; level < depth; level += 1) {
    const next = Buffer.alloc(bytes.length + 8);
    next.writeInt32LE(next.length, 0);
    next.set([3, 97, 0], 4);
    next.set(bytes, 7);
    bytes = next;
  }
  return bytes;
}
