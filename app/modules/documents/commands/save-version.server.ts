import { z } from 'zod';
import type { Context } from '~/shared/context';
import { DocumentBodySchema } from '../body/body.schema';
import type { DocumentsDeps } from '../documents.deps';
import { assertAllowed, assertReadable, documentPolicy } from '../documents.policy';
import { assertPossible, assertSeenVersion } from '../documents.rules';
import { documentEvent } from '../events';
import { makeVersion, readVersionContent } from '../version-content.server';
import { pointToVersion } from '../versions/point-to-version.server';

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
    const made = await makeVersion(deps.templates, template, ctx, {
      documentId: before._id,
      number: before.currentVersion.number + 1,
      baseSha256: input.baseSha256,
      note: input.note,
      fields: input.fields ?? base.fields,
      body: input.body ?? base.body,
    });
    if (made.version.sha256 === before.currentVersion.sha256) return before.currentVersion;
    await deps.repository.insertVersion(made.version);
    const { number, sha256, note } = made.version;
    const event = documentEvent(ctx, 'document.version-saved', { number, versionSha256: sha256, note });
    const saved = await pointToVersion(deps, ctx, made, { seen: input.baseSha256, event });
    deps.nudgeOutbox();
    return saved;
  };
