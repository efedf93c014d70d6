import { z } from 'zod';
import type { Context } from '~/shared/context';
import type { DocumentsDeps } from '../documents.deps';
import { assertAllowed, assertReadable, documentPolicy, rolesOf } from '../documents.policy';
import { assertPossible } from '../documents.rules';
import type { IssuedFile } from '../documents.schema';
import { documentEvent } from '../events';
import { renderIssue } from '../render-document.server';
import { forceDay } from '../succession/succession.rules';

export const IssueDocumentInputSchema = z.object({
  documentId: z.string(),
  /** ISO day from which a new edition is in force and the former one is not; absent: the day of adoption. */
  inForceFrom: z.iso.date('Укажите дату в виде ГГГГ-ММ-ДД').optional(),
});

/**
 * Renders the adopted version once into PDF, DOCX, HTML and JSON and stores the files by their hash: from then on
 * they are records and are never rendered again. Throws documents/not-approved, forbidden; config/public-url-….
 */
export const issueDocument =
  (deps: DocumentsDeps) =>
  async (ctx: Context, raw: z.input<typeof IssueDocumentInputSchema>): Promise<{ files: IssuedFile[] }> => {
    const input = IssueDocumentInputSchema.parse(raw);
    const before = await deps.repository.getById(input.documentId);
    assertReadable(ctx.actor, before);
    const workflow = await deps.workflows.getWorkflow(before.workflow.release);
    assertAllowed(
      documentPolicy.issue(ctx.actor, before, rolesOf(workflow.definition)),
      'выпустить документ',
    );
    assertPossible('issue', before);
    const inForceFrom = forceDay(before, input.inForceFrom);
    const rendered = await renderIssue(deps, before);
    const files: IssuedFile[] = [];
    for (const { bytes, ...file } of rendered) {
      const stored = await deps.files.put(bytes, { mediaType: file.mediaType });
      files.push({ ...file, sha256: stored.sha256, size: stored.size, at: ctx.now() });
    }
    await deps.repository.mutate(before._id, (document) => {
      assertPossible('issue', document);
      return {
        set: { state: 'issued', issued: files, inForceFrom, updatedAt: ctx.now() },
        events: [
          documentEvent(ctx, 'document.issued', {
            files: files.map(({ format, sha256 }) => ({ format, sha256 })),
            versionSha256: document.currentVersion.sha256,
          }),
        ],
        result: undefined,
      };
    });
    deps.nudgeOutbox();
    return { files };
  };
