// Releases in MongoDB. A release is inserted once by its sha; which one is current is a pointer: one small write.
// Files are stored as pairs, since MongoDB reads a point in a key as a path.
import type { Db } from 'mongodb';
import { canonicalJson } from '~/shared/canonical-json';
import { sha256Hex } from '~/shared/sha256.server';
import type { Clock } from '../clock';
import { isDuplicateKey } from '../jobs/lease.server';
import { fail } from './errors';
import type { Release, ReleaseKind, ReleaseStore } from './release-store';

interface ReleaseDocument {
  _id: string;
  schemaVersion: 1;
  kind: ReleaseKind;
  entryId: string;
  files: { name: string; text: string }[];
  publishedAt: Date;
}
interface HeadDocument {
  /** `kind:id` */
  _id: string;
  kind: ReleaseKind;
  entryId: string;
  sha: string;
}

export interface MongoReleaseStoreOptions {
  readonly db: Db;
  readonly clock: Clock;
  /** How old a pointer may be that another process moved. Default 2 s. */
  readonly headTtlMs?: number;
}

const CACHED_RELEASES = 500;

export function createMongoReleaseStore({
  db,
  clock,
  headTtlMs = 2000,
}: MongoReleaseStoreOptions): ReleaseStore {
  const releases = db.collection<ReleaseDocument>('releases');
  const heads = db.collection<HeadDocument>('releaseHeads');
  const known = new Map<string, Release>();
  let pointers: { readonly at: number; readonly all: HeadDocument[] } | null = null;

  const remember = (release: Release): Release => {
    if (known.size >= CACHED_RELEASES) known.delete(known.keys().next().value as string);
    known.set(release.sha, release);
    return release;
  };
  const get = async (sha: string): Promise<Release> => {
    const cached = known.get(sha);
    if (cached) return cached;
    const stored = await releases.findOne({ _id: sha });
    if (!stored) throw fail('release-not-found', { sha });
    return remember(fromDocument(stored));
  };
  const currentHeads = async (): Promise<HeadDocument[]> => {
    const now = clock.now().getTime();
    if (!pointers || now - pointers.at >= headTtlMs || now < pointers.at) {
      pointers = {
        at: now,
        all: await heads
          .find({ _id: { $gt: '' } })
          .sort({ _id: 1 })
          .toArray(),
      };
    }
    return pointers.all;
  };
  return {
    get,
    async publish(kind, id, files) {
      const release = { sha: shaOf(kind, id, files), kind, id, files, publishedAt: clock.now() };
      await insertOnce(() => releases.insertOne(toDocument(release)));
      await heads.updateOne(
        { _id: `${kind}:${id}` },
        { $set: { kind, entryId: id, sha: release.sha } },
        { upsert: true },
      );
      pointers = null;
      return get(release.sha);
    },
    async current(kind, id) {
      const head = (await currentHeads()).find((one) => one._id === `${kind}:${id}`);
      return head ? get(head.sha) : null;
    },
    async list(kind) {
      const ofKind = (await currentHeads()).filter((head) => head.kind === kind);
      return Promise.all(ofKind.map((head) => get(head.sha)));
    },
    async retire(kind, id) {
      await heads.deleteOne({ _id: `${kind}:${id}` });
      pointers = null;
    },
  };
}

/** The identity of a release. */
export function shaOf(kind: ReleaseKind, id: string, files: Record<string, string>): string {
  return sha256Hex(canonicalJson({ kind, id, files }));
}

async function insertOnce(insert: () => Promise<unknown>): Promise<void> {
  try {
    await insert();
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
}

function toDocument({ sha, kind, id, files, publishedAt }: Release): ReleaseDocument {
  const pairs = Object.entries(files).map(([name, text]) => ({ name, text }));
  return { _id: sha, schemaVersion: 1, kind, entryId: id, files: pairs, publishedAt };
}

function fromDocument({ _id, kind, entryId, files, publishedAt }: ReleaseDocument): Release {
  const named = Object.fromEntries(files.map(({ name, text }) => [name, text]));
  return Object.freeze({ sha: _id, kind, id: entryId, files: named, publishedAt });
}
