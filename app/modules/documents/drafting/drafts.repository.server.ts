// Working copies and their recent revisions. The head is compared and set on `revision`; the
// way back is written beside it. What a lost race leaves over is an orphan that no chain of hashes reaches.
// Bodies are remembered by their hash, so a warm autosave parses nothing but what came in.
import type { DocumentBody } from '../body/body.schema';
import { DocumentBodySchema } from '../body/body.schema';
import type { DocumentModels } from '../documents.model.server';
import { applyBodyPatch, BodyPatchSchema } from './body-patch';
import {
  type BlockClock,
  BlockClockSchema,
  type DraftHead,
  DraftHeadSchema,
  type DraftRevision,
  KEPT_REVISIONS,
} from './draft.schema';

/** Bodies kept in memory; most share their blocks with one another. */
const KEPT_BODIES = 60;
const WALKED_AT_ONCE = 100;

export interface StoredDraft {
  readonly head: DraftHead;
  readonly body: DocumentBody;
  readonly clocks: readonly BlockClock[];
}

export interface DraftWrite {
  readonly head: DraftHead;
  readonly body: DocumentBody;
  readonly bytes: Uint8Array;
  readonly clocks: readonly BlockClock[];
}

export type DraftsRepository = ReturnType<typeof createDraftsRepository>;
type Stored = Uint8Array | { buffer: Uint8Array };

const bytesOf = (value: Stored): Uint8Array => (value instanceof Uint8Array ? value : value.buffer);
const json = (value: Stored): unknown => JSON.parse(new TextDecoder().decode(bytesOf(value)));
const isDuplicate = (error: unknown): boolean => (error as { code?: number }).code === 11_000;

/** The most recently used of at most `limit` values. */
function recent<T>(limit: number) {
  const values = new Map<string, T>();
  return {
    get(key: string): T | undefined {
      const value = values.get(key);
      if (value !== undefined) {
        values.delete(key);
        values.set(key, value);
      }
      return value;
    },
    set(key: string, value: T): void {
      values.delete(key);
      values.set(key, value);
      if (values.size > limit) values.delete(values.keys().next().value as string);
    },
  };
}

export function createDraftsRepository({ drafts, draftRevisions }: DocumentModels) {
  const bodies = recent<DocumentBody>(KEPT_BODIES);
  const clocksOf = recent<readonly BlockClock[]>(KEPT_BODIES);
  const clockKey = (head: DraftHead) => `${head._id}:${head.revision}`;

  async function findHead(documentId: string): Promise<DraftHead | null> {
    const found = await drafts.findOne({ _id: documentId }, { bytes: 0, clocks: 0 }).lean();
    return found ? DraftHeadSchema.parse(found) : null;
  }

  /** The heavy half of a head, from memory or the store; null when the head has moved on meanwhile. */
  async function readContent(head: DraftHead): Promise<StoredDraft | null> {
    const [known, clocks] = [bodies.get(head.sha256), clocksOf.get(clockKey(head))];
    if (known && clocks) return { head, body: known, clocks };
    const row = (await drafts
      .findOne({ _id: head._id, revision: head.revision }, { bytes: 1, clocks: 1 })
      .lean()) as { bytes: Stored; clocks: Stored } | null;
    if (!row) return null;
    const body = known ?? DocumentBodySchema.parse(json(row.bytes));
    const read = BlockClockSchema.array().parse(json(row.clocks));
    bodies.set(head.sha256, body);
    clocksOf.set(clockKey(head), read);
    return { head, body, clocks: read };
  }

  async function find(documentId: string): Promise<StoredDraft | null> {
    for (;;) {
      const head = await findHead(documentId);
      if (!head) return null;
      const content = await readContent(head);
      if (content) return content;
    }
  }

  async function insertRevision(revision: DraftRevision): Promise<void> {
    await draftRevisions.insertMany([{ ...revision, back: Buffer.from(revision.back) }], { lean: true });
    if (revision.revision % 25 !== 0) return;
    await draftRevisions.deleteMany({
      documentId: revision.documentId,
      revision: { $lte: revision.revision - KEPT_REVISIONS },
    });
  }

  async function revisionsBelow(documentId: string, below: number) {
    const rows = await draftRevisions
      .find({ documentId, revision: { $lt: below } }, { revision: 1, sha256: 1, previousSha256: 1, back: 1 })
      .sort({ revision: -1 })
      .limit(WALKED_AT_ONCE)
      .lean();
    return rows as unknown as Pick<DraftRevision, 'revision' | 'sha256' | 'previousSha256' | 'back'>[];
  }

  return {
    find,
    findHead,
    rememberBody: (sha256: string, body: DocumentBody) => bodies.set(sha256, body),
    recallBody: (sha256: string) => bodies.get(sha256),

    /** Writes when the head still is at `after` (0: there is none yet). False: someone was faster. */
    async write(next: DraftWrite, after: number, revision: DraftRevision): Promise<boolean> {
      // `saving` is set apart, beside the compare-and-set: a change that raced with it must not put it back.
      const { _id, saving: _apart, ...rest } = next.head;
      const set = {
        ...rest,
        bytes: Buffer.from(next.bytes.buffer, next.bytes.byteOffset, next.bytes.byteLength),
        clocks: Buffer.from(JSON.stringify(next.clocks)),
      };
      // The driver itself: mongoose would walk the bytes of the body looking for paths.
      const head: Promise<boolean> =
        after === 0
          ? drafts.insertMany([{ _id, ...set }], { lean: true }).then(
              () => true,
              (error: unknown) => {
                if (isDuplicate(error)) return false;
                throw error;
              },
            )
          : drafts.collection
              .updateOne({ _id, revision: after } as object, { $set: set })
              .then(({ matchedCount }) => matchedCount === 1);
      // Side by side, so that both wait for the disk once. A way back lost in a crash costs a browser one more message:
      // it sends the body that its changes were made to.
      const [won] = await Promise.all([head, insertRevision(revision)]);
      if (!won) return false;
      bodies.set(next.head.sha256, next.body);
      clocksOf.set(clockKey(next.head), next.clocks);
      return true;
    },

    /** Names the version that is being made of this draft. */
    async markSaving(documentId: string, saving: NonNullable<DraftHead['saving']>): Promise<void> {
      await drafts.updateOne({ _id: documentId }, { $set: { saving } });
    },

    /**
     * The body with this hash, walked back from the newest along the chain of revisions; null when it is older than
     * what is kept.
     */
    async findBody(documentId: string, sha256: string, newest: { sha256: string; body: DocumentBody }) {
      if (sha256 === newest.sha256) return newest.body;
      const known = bodies.get(sha256);
      if (known) return known;
      let at = newest;
      for (let below = Number.MAX_SAFE_INTEGER; ; ) {
        const rows = await revisionsBelow(documentId, below);
        for (const row of rows) {
          if (row.sha256 !== at.sha256) continue;
          const body = applyBodyPatch(at.body, BodyPatchSchema.parse(json(row.back)));
          at = { sha256: row.previousSha256, body };
          if (at.sha256 !== sha256) continue;
          bodies.set(sha256, body);
          return body;
        }
        const [first, last] = [rows[0], rows.at(-1)];
        if (!first || !last || rows.length < WALKED_AT_ONCE) return null;
        // Orphans share numbers with winners: the lowest number is read again, unless the page holds nothing else.
        below = first.revision === last.revision ? last.revision : last.revision + 1;
      }
    },
  };
}
