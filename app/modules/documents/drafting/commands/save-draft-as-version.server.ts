// A working copy becomes an immutable version: by name, or by itself before the text goes to people.
import { z } from 'zod';
import type { Context } from '~/shared/context';
import type { DocumentsDeps } from '../../documents.deps';
import { assertAllowed, assertReadable, documentPolicy } from '../../documents.policy';
import { assertPossible } from '../../documents.rules';
import type { Document } from '../../documents.schema';
import { documentEvent } from '../../events';
import { makeVersion } from '../../version-content.server';
import { pointToVersion } from '../../versions/point-to-version.server';
import { changeDraft } from '../change-draft.server';
import type { Contributor } from '../draft.schema';
import { bodySha256, type DraftState, isDirty, readDraftState } from '../draft-state.server';
import { draftError } from '../errors';

export const SaveDraftAsVersionInputSchema = z.object({
  documentId: z.string(),
  /** What the version is called: «после совещания 20.09». */
  note: z.string().trim().max(2000).default(''),
  /** Hash of the body the person saw; another one means that somebody has edited meanwhile. Absent = the newest. */
  draftSha256: z.string().optional(),
});
export type SaveDraftAsVersionInput = z.input<typeof SaveDraftAsVersionInputSchema>;

/**
 * Makes a version of the working copy; nothing to save gives the current version back (idempotent). Events tell who
 * edited since the last version. Throws documents/forbidden, wrong-state, invalid-fields, version-conflict,
 * drafting/moved-on.
 */
export const saveDraftAsVersion =
  (deps: DocumentsDeps) =>
  async (ctx: Context, raw: SaveDraftAsVersionInput): Promise<{ number: number; sha256: string }> => {
    const input = SaveDraftAsVersionInputSchema.parse(raw);
    const document = await deps.repository.getById(input.documentId);
    assertReadable(ctx.actor, document);
    assertAllowed(documentPolicy.revise(ctx.actor, document), 'изменять текст документа');
    assertPossible('save-version', document);
    const state = await readDraftState(deps, ctx, document);
    if (input.draftSha256 && input.draftSha256 !== state.sha256) throw draftError('moved-on');
    return versionOfDraft(deps, ctx, state, { note: input.note, automatic: false });
  };

/**
 * The version that says what the draft says, made if there is none yet; for steps that take a text to people
 * (approval, discussion). The caller has checked its own policy and state.
 */
export async function ensureDraftVersion(
  deps: DocumentsDeps,
  ctx: Context,
  input: { document: Document; note: string; draftSha256?: string | undefined },
): Promise<{ number: number; sha256: string }> {
  const state = await readDraftState(deps, ctx, input.document);
  if (state.conflicts.length > 0) throw draftError('open-conflicts', { count: state.conflicts.length });
  if (input.draftSha256 && input.draftSha256 !== state.sha256) throw draftError('moved-on');
  return versionOfDraft(deps, ctx, state, { note: input.note, automatic: true });
}

async function versionOfDraft(
  deps: DocumentsDeps,
  ctx: Context,
  state: DraftState,
  { note, automatic }: { note: string; automatic: boolean },
): Promise<{ number: number; sha256: string }> {
  const { document, body, fields, contributors } = state;
  const { number, sha256 } = document.currentVersion;
  if (!isDirty(state)) return { number, sha256 };
  const template = await deps.templates.getTemplate(document.template.release);
  const made = await makeVersion(deps.templates, template, ctx, {
    documentId: document._id,
    number: number + 1,
    baseSha256: sha256,
    note,
    automatic,
    fields,
    body,
  });
  await deps.repository.insertVersion(made.version);
  await deps.drafts.markSaving(document._id, {
    versionSha256: made.version.sha256,
    bodySha256: bodySha256(made.content.body),
    revision: state.revision,
  });
  const event = documentEvent(
    ctx,
    'document.version-saved',
    {
      number: made.version.number,
      versionSha256: made.version.sha256,
      note: made.version.note,
      edits: editsOf(contributors),
    },
    contributors.length > 0 ? { editors: contributors.map(editorInWords).join('; ') } : undefined,
  );
  const saved = await pointToVersion(deps, ctx, made, { seen: sha256, event });
  // The draft stands on the new version from now on; a crash before this is made good by the next reader.
  await changeDraft(deps, ctx, {
    documentId: document._id,
    reason: `версия ${saved.number}`,
    check: () => undefined,
    change: () => ({ next: null, result: undefined }),
  });
  deps.nudgeOutbox();
  return saved;
}

/** The sessions of editing in numbers; the names go to the erasable part of the event. */
function editsOf(contributors: readonly Contributor[]) {
  if (contributors.length === 0) return undefined;
  const times = contributors.flatMap(({ from, to }) => [from.getTime(), to.getTime()]);
  return {
    people: contributors.length,
    blocks: new Set(contributors.flatMap(({ blocks }) => blocks)).size,
    from: new Date(Math.min(...times)).toISOString(),
    to: new Date(Math.max(...times)).toISOString(),
  };
}

const editorInWords = ({ name, from, to, blocks }: Contributor) =>
  `${name}: ${from.toISOString()} – ${to.toISOString()}, ${blocks.length}`;
