import { z } from 'zod';
import { tokensThatMayRead } from '~/modules/identity';
import type { Context } from '~/shared/context';
import type { DocumentBody } from '../body/body.schema';
import type { DocumentsDeps } from '../documents.deps';
import { assertAllowed, documentPolicy } from '../documents.policy';
import { type Document, ParticipantSchema, VisibilitySchema } from '../documents.schema';
import { documentError } from '../errors';
import { documentEvent, type PendingDocumentEvent } from '../events';
import { makeVersion } from '../version-content.server';

export const CreateDocumentInputSchema = z.object({
  templateId: z.string().min(1),
  /** The template's own default when absent. */
  workflowId: z.string().min(1).optional(),
  owner: z.string().min(1),
  fields: z.record(z.string(), z.unknown()),
  visibility: VisibilitySchema.default('organisation'),
  participants: z.array(ParticipantSchema).max(500).default([]),
});
/** What only the module itself may say: a text instead of the template's, and what happened besides. */
export interface CreateDocumentExtras {
  /** The first version's text; instantiated from the template when absent. */
  readonly body?: DocumentBody | undefined;
  readonly note?: string | undefined;
  /** Written together with document.created, after it. */
  readonly events?: readonly PendingDocumentEvent[] | undefined;
  /** A new edition: of which document, under which id, from which release of the template. */
  readonly edition?: { readonly of: string; readonly id: string; readonly release: string } | undefined;
}
export type CreateDocumentInput = z.input<typeof CreateDocumentInputSchema>;

/**
 * Creates a document with its first version from a template. Not idempotent.
 * Throws documents/forbidden, invalid-fields (all faults in details.errors), workflow-unknown, templates/….
 */
export const createDocument =
  (deps: DocumentsDeps) =>
  async (
    ctx: Context,
    { body, note, edition, events = [], ...raw }: CreateDocumentInput & CreateDocumentExtras,
  ): Promise<{ documentId: string; versionSha256: string }> => {
    const input = CreateDocumentInputSchema.parse(raw);
    assertAllowed(documentPolicy.create(ctx.actor, input.owner), 'создать документ организации');
    // The fields of a new edition are those of the old one's template.
    const template = edition
      ? await deps.templates.getTemplate(edition.release)
      : await deps.templates.getCurrentTemplate(input.templateId);
    const workflowId = input.workflowId ?? template.definition.workflow;
    const workflow = await deps.workflows.getCurrentWorkflow(workflowId);
    if (workflow.definition.kind !== template.definition.kind)
      throw documentError('workflow-unknown', { id: workflowId });

    const documentId = edition?.id ?? ctx.newId('doc');
    const { content, version } = await makeVersion(deps.templates, template, ctx, {
      documentId,
      number: 1,
      baseSha256: null,
      note: note ?? 'Создано из шаблона',
      automatic: true,
      fields: input.fields,
      body,
    });
    const author = { subject: `user:${ctx.actor.id}`, role: 'author' };
    const participants = ctx.actor.type === 'user' ? [author, ...input.participants] : input.participants;
    const event = documentEvent(ctx, 'document.created', {
      title: content.card.heading,
      kind: template.definition.kind,
      versionSha256: version.sha256,
    });
    const document: Document = {
      schemaVersion: 1,
      _id: documentId,
      version: 1,
      kind: template.definition.kind,
      template: content.template,
      workflow: { id: workflowId, release: workflow.sha },
      owner: input.owner,
      participants,
      nameConsents: [],
      visibility: input.visibility,
      acl: tokensThatMayRead({ owner: input.owner, participants, visibility: input.visibility }),
      title: content.card.heading,
      titleLower: content.card.heading.toLowerCase(),
      state: 'draft',
      currentVersion: {
        number: 1,
        sha256: version.sha256,
        at: version.at,
        authorId: version.authorId,
        authorName: version.authorName,
      },
      route: null,
      pastRoutes: [],
      remarks: [],
      discussion: null,
      basis: null,
      suggestions: [],
      versionLabels: [],
      checkSkips: [],
      registration: null,
      adoption: null,
      issued: [],
      verifyCode: null,
      publication: null,
      supersededBy: null,
      supersededFrom: null,
      supersedes: edition?.of ?? null,
      nextEdition: null,
      inForceFrom: null,
      acquaintance: [],
      acquaintanceWaits: [],
      eventSeq: 1 + events.length,
      outbox: [event, ...events].map((one, i) => ({
        ...one,
        aggregate: { type: 'document', id: documentId, seq: i + 1 },
      })),
      createdAt: ctx.now(),
      updatedAt: ctx.now(),
    };
    await deps.repository.insertVersion(version);
    await deps.repository.insert(document);
    deps.nudgeOutbox();
    return { documentId, versionSha256: version.sha256 };
  };
