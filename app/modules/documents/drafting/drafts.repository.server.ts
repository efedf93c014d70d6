// Working copies and their recent revisions. A head is small: the body lies whole in `draftBodies`, with the patches
// since in the head itself, so that a save of a book writes what changed. The head is compared and set on `revision`; the
// way back is written beside it. What a lost race leaves over is an orphan that no chain of hashes reaches.
// Bodies are remembered by their hash, so a warm autosave parses nothing but what came in.
import { isDuplicateKey } from '~/platform/storage/duplicate-key.server';
import { recentMap } from '~/shared/recent-map';
import { sha256Hex } from '~/shared/sha256.server';
import type { DocumentBody } from '../body/body.schema';
import { DocumentBodySchema } from '../body/body.schema';
import type { DocumentModels } from '../documents.model.server';
import { applyBodyPatch, type BodyPatch, BodyPatchSchema } from './body-patch';
import { canonicalBodyText } from './canonical-body';
import {
  type BlockClock,
  BlockClockSchema,
  type BodyPlace,
  type DraftHead,
  DraftHeadSchema,
  type DraftRevision,
  KEPT_REVISIONS,
  WHOLE_AFTER,
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
  readonly head: Omit<DraftHead, 'place'>;
  readonly body: DocumentBody;
  /** Canonical JSON of the body. */
  readonly text: string;
  /** From the body the store holds now to this one. */
  readonly forward: BodyPatch;
  readonly clocks: readonly BlockClock[];
}

export type DraftsRepository = ReturnType<typeof createDraftsRepository>;
type Stored = Uint8Array | { buffer: Uint8Array };

const bytesOf = (value: Stored): Uint8Array => (value instanceof Uint8Array ? value : value.buffer);
const json = (value: Stored): unknown => JSON.parse(new TextDecoder().decode(bytesOf(value)));
/** What of a head is written: `saving` is set apart, a change that raced with it must not put it back. */
function members({ head: { saving: _apart, ...head }, clocks }: DraftWrite) {
  return { ...head, clocks: Buffer.from(JSON.stringify(clocks)) };
}

/** One patch more behind the whole body; null when it is time to write the body whole. */
function nextPlace(before: DraftHead | null, bytes: number): BodyPlace | null {
  if (!before) return null;
  const { patches, patchBytes } = before.place;
  const next = { ...before.place, patches: patches + 1, patchBytes: patchBytes + bytes };
  return next.patches > WHOLE_AFTER.patches || next.patchBytes > WHOLE_AFTER.bytes ? null : next;
}

export function createDraftsRepository({ drafts, draftBodies, draftRevisions }: DocumentModels) {
  const bodies = recentMap<string, DocumentBody>(KEPT_BODIES);
  const clocksOf = recentMap<string, readonly BlockClock[]>(KEPT_BODIES);
  const clockKey = (head: Pick<DraftHead, '_id' | 'revision'>) => `${head._id}:${head.revision}`;

  async function findHead(documentId: string): Promise<DraftHead | null> {
    const found = await drafts.findOne({ _id: documentId }, { tail: 0, clocks: 0 }).lean();
    return found ? DraftHeadSchema.parse(found) : null;
  }

  /** The heavy half of a head, from memory or the store; null when the head has moved on meanwhile. */
  async function readContent(head: DraftHead): Promise<StoredDraft | null> {
    const [known, clocks] = [bodies.get(head.sha256), clocksOf.get(clockKey(head))];
    if (known && clocks) return { head, body: known, clocks };
    const row = (await drafts
      .findOne({ _id: head._id, revision: head.revision }, { tail: 1, clocks: 1 })
      .lean()) as { tail: Stored[]; clocks: Stored } | null;
    const body = row && (known ?? (await readBody(head, row.tail)));
    if (!row || !body) return null;
    const read = BlockClockSchema.array().parse(json(row.clocks));
    bodies.set(head.sha256, body);
    clocksOf.set(clockKey(head), read);
    return { head, body, clocks: read };
  }

  /** The whole body of some revision with the patches since; null when it was written anew meanwhile. */
  async function readBody(head: DraftHead, tail: readonly Stored[]): Promise<DocumentBody | null> {
    const whole = bodies.get(head.place.sha256) ?? (await readWhole(head.place.bodyId));
    if (!whole) return null;
    const body = tail.reduce((at, patch) => applyBodyPatch(at, BodyPatchSchema.parse(json(patch))), whole);
    if (sha256Hex(canonicalBodyText(body)) === head.sha256) return body;
    throw new Error(`draft ${head._id}: the stored body and patches do not give revision ${head.revision}`);
  }

  async function readWhole(bodyId: string): Promise<DocumentBody | null> {
    const row = (await draftBodies.findOne({ _id: bodyId }).lean()) as { bytes: Stored } | null;
    return row ? DocumentBodySchema.parse(json(row.bytes)) : null;
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

  const remember = ({ head, body, clocks }: DraftWrite): true => {
    bodies.set(head.sha256, body);
    clocksOf.set(clockKey(head), clocks);
    return true;
  };

  /** The body is stored before the head names it; older ones go afterwards. */
  async function writeWhole(
    next: DraftWrite,
    before: DraftHead | null,
    revision: DraftRevision,
  ): Promise<boolean> {
    const { _id: documentId, sha256, revision: number } = next.head;
    const bodyId = revision._id;
    const bytes = Buffer.from(next.text);
    await draftBodies.insertMany([{ _id: bodyId, documentId, revision: number, bytes }], { lean: true });
    const place: BodyPlace = { bodyId, sha256, patches: 0, patchBytes: 0 };
    const { _id, ...set } = { ...members(next), place, tail: [] };
    const head = before
      ? drafts.collection
          .updateOne({ _id, revision: before.revision } as object, { $set: set } as object)
          .then(({ matchedCount }) => matchedCount === 1)
      : insertHead({ _id, ...set });
    const [won] = await Promise.all([head, insertRevision(revision)]);
    if (!won) return false;
    await draftBodies.deleteMany({ documentId, revision: { $lt: number } });
    return remember(next);
  }

  const insertHead = (head: { _id: string }): Promise<boolean> =>
    drafts.insertMany([head], { lean: true }).then(
      () => true,
      (error: unknown) => {
        if (isDuplicateKey(error)) return false;
        throw error;
      },
    );

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

    /** Writes when the head still is what was read (null: there was none). False: someone was faster. */
    async write(next: DraftWrite, before: DraftHead | null, revision: DraftRevision): Promise<boolean> {
      const patch = Buffer.from(JSON.stringify(next.forward));
      const place = nextPlace(before, patch.length);
      if (!place) return writeWhole(next, before, revision);
      // The driver itself: mongoose would walk the bytes looking for paths. Both writes wait for the disk side by side;
      // a way back lost in a crash costs a browser one more message: it sends the body its changes were made to.
      const { _id, ...set } = { ...members(next), place };
      const filter = { _id, revision: before?.revision } as object;
      const [{ matchedCount }] = await Promise.all([
        drafts.collection.updateOne(filter, { $set: set, $push: { tail: patch } } as object),
        insertRevision(revision),
      ]);
      return matchedCount === 1 && remember(next);
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
