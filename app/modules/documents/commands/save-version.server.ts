import { z } from 'zod';
import type { Context } from '~/shared/context';
import { DocumentBodySchema } from '../body/body.schema';
import type { DocumentsDeps } from '../documents.deps';
import { assertAllowed, assertReadable, documentPolicy } from '../documents.policy';
import { assertPossible, assertSeenVersion } from '../documents.rules';
import { documentEvent } from '../events';
import { makeVersion, readVersionContent } from '../version-content.server';

export const SaveVersionInputSchema = z.object({
  documentId: z.string(),
  /** Hash of the version the change is based on. */
  baseSha256: z.string(),
  /** Absent parts stay as they are. */
  body: DocumentBodySchema.optional(),
  fields: z.record(z.string(), z.unknown()).optional(),
  note: z.string().trim().max(2000).default(''),
});
export type SaveVersionInput = z.input<typeof SaveVersionInputSchema>;

/**
 * Saves a new immutable version and moves the pointer to it. Saving what is already current changes nothing.
 * Throws documents/version-conflict (someone saved meanwhile), wrong-state, forbidden, invalid-fields, body-….
 */
export const saveVersion =
  (deps: DocumentsDeps) =>
  async (ctx: Context, raw: SaveVersionInput): Promise<{ number: number; sha256: string }> => {
    const input = SaveVersionInputSchema.parse(raw);
    const before = await deps.repository.getById(input.documentId);
    assertReadable(ctx.actor, before);
    assertAllowed(documentPolicy.revise(ctx.actor, before), 'изменять текст документа');
    assertPossible('save-version', before);
    assertSeenVersion(before, input.baseSha256);
    const [template, stored] = await Promise.all([
      deps.templates.getTemplate(before.template.release),
      deps.repository.getVersion(before._id, before.currentVersion.sha256),
    ]);
    const base = readVersionContent(stored);
    const { content, version } = await makeVersion(deps.templates, template, ctx, {
      documentId: before._id,
      number: before.currentVersion.number + 1,
      baseSha256: input.baseSha256,
      note: input.note,
      fields: input.fields ?? base.fields,
      body: input.body ?? base.body,
    });
    if (version.sha256 === before.currentVersion.sha256) return before.currentVersion;
    await deps.repository.insertVersion(version);
    const saved = await deps.repository.mutate(before._id, (document) => {
      assertPossible('save-version', document);
      assertSeenVersion(document, input.baseSha256);
      const { number, sha256, at, authorId, authorName } = version;
      return {
        set: {
          currentVersion: { number, sha256, at, authorId, authorName },
          title: content.card.heading,
          titleLower: content.card.heading.toLowerCase(),
          state: document.state === 'withdrawn' ? 'draft' : document.state,
          updatedAt: ctx.now(),
        },
        events: [
          documentEvent(ctx, 'document.version-saved', { number, versionSha256: sha256, note: version.note }),
        ],
        result: { number, sha256 },
      };
    });
    deps.nudgeOutbox();
    return saved;
  };
