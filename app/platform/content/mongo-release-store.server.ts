// Releases in MongoDB. A release is inserted once by its sha; which one is current is a pointer: one small write.
// Files are stored as pairs, since MongoDB reads a point in a key as a path.
import type { Collection, Db } from 'mongodb';
import { canonicalJson } from '~/shared/canonical-json';
import { sha256Hex } from '~/shared/sha256.server';
import type { Clock } from '../clock';
import { isDuplicateKey } from '../storage/duplicate-key.server';
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

export function createMongoReleaseStore(options: MongoReleaseStoreOptions): ReleaseStore {
  return new MongoReleaseStore(options);
}

class MongoReleaseStore implements ReleaseStore {
  readonly #releases: Collection<ReleaseDocument>;
  readonly #heads: Collection<HeadDocument>;
  readonly #clock: Clock;
  readonly #headTtlMs: number;
  readonly #known = new Map<string, Release>();
  #pointers: { readonly at: number; readonly all: readonly HeadDocument[] } | null = null;

  constructor({ db, clock, headTtlMs = 2000 }: MongoReleaseStoreOptions) {
    this.#releases = db.collection<ReleaseDocument>('releases');
    this.#heads = db.collection<HeadDocument>('releaseHeads');
    this.#clock = clock;
    this.#headTtlMs = headTtlMs;
  }

  async publish(kind: ReleaseKind, id: string, files: Record<string, string>): Promise<Release> {
    const release = { sha: shaOf(kind, id, files), kind, id, files, publishedAt: this.#clock.now() };
    await insertOnce(() => this.#releases.insertOne(toDocument(release)));
    const head = { kind, entryId: id, sha: release.sha };
    await this.#heads.updateOne({ _id: `${kind}:${id}` }, { $set: head }, { upsert: true });
    this.#pointers = null;
    return this.get(release.sha);
  }

  async get(sha: string): Promise<Release> {
    const cached = this.#known.get(sha);
    if (cached) return cached;
    const stored = await this.#releases.findOne({ _id: sha });
    if (!stored) throw fail('release-not-found', { sha });
    return this.#remember(fromDocument(stored));
  }

  async current(kind: ReleaseKind, id: string): Promise<Release | null> {
    const head = (await this.#currentHeads()).find((one) => one._id === `${kind}:${id}`);
    return head ? this.get(head.sha) : null;
  }

  async list(kind: ReleaseKind): Promise<Release[]> {
    const ofKind = (await this.#currentHeads()).filter((head) => head.kind === kind);
    return Promise.all(ofKind.map((head) => this.get(head.sha)));
  }

  async retire(kind: ReleaseKind, id: string): Promise<void> {
    await this.#heads.deleteOne({ _id: `${kind}:${id}` });
    this.#pointers = null;
  }

  // Entries are some hundreds: all pointers are read at once and kept for a moment.
  async #currentHeads(): Promise<readonly HeadDocument[]> {
    const now = this.#clock.now().getTime();
    const age = this.#pointers ? now - this.#pointers.at : Number.POSITIVE_INFINITY;
    if (this.#pointers && age >= 0 && age < this.#headTtlMs) return this.#pointers.all;
    const all = await this.#heads.find({}).sort({ _id: 1 }).toArray();
    this.#pointers = { at: now, all };
    return all;
  }

  #remember(release: Release): Release {
    if (this.#known.size >= CACHED_RELEASES) this.#known.delete(this.#known.keys().next().value as string);
    this.#known.set(release.sha, release);
    return release;
  }
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
