import { z } from 'zod';
import type { Context } from '~/shared/context';
import { createDocument } from '../commands/create-document.server';
import type { DocumentsDeps } from '../documents.deps';
import { assertAllowed, assertReadable, documentPolicy } from '../documents.policy';
import { assertPossible } from '../documents.rules';
import { documentError } from '../errors';
import { documentEvent } from '../events';
import { readVersionContent } from '../version-content.server';
import { isOpenEdition } from './succession.rules';

export const StartEditionInputSchema = z.object({ documentId: z.string() });

/**
 * A new edition of an issued document: a document of its own with the same text, which goes through the whole route
 * again; the former one stays in force until it is issued. One at a time: its id is written first, so a repeated call,
 * also after a crash, leads to the same one. Throws documents/no-editions, wrong-state, forbidden.
 */
export const startEdition =
  (deps: DocumentsDeps) =>
  async (
    ctx: Context,
    raw: z.input<typeof StartEditionInputSchema>,
  ): Promise<{ documentId: string; existed: boolean }> => {
    const { documentId } = StartEditionInputSchema.parse(raw);
    const former = await deps.repository.getById(documentId);
    assertReadable(ctx.actor, former);
    assertAllowed(documentPolicy.create(ctx.actor, former.owner), 'начать новую редакцию');
    assertPossible('start-edition', former);
    const { definition } = await deps.templates.getTemplate(former.template.release);
    if (!definition.lifecycle.editions) throw documentError('no-editions');
    const id = await deps.repository.mutate(documentId, async (document) => {
      assertPossible('start-edition', document);
      const known = document.nextEdition;
      // Named but not made: a call was cut short, this one makes it.
      if (known) {
        const made = await deps.repository.findById(known);
        if (!made || isOpenEdition(made)) return { set: {}, events: [], result: known };
      }
      const nextEdition = ctx.newId('doc');
      return {
        set: { nextEdition, updatedAt: ctx.now() },
        events: [documentEvent(ctx, 'document.edition-started', { editionId: nextEdition })],
        result: nextEdition,
      };
    });
    if (await deps.repository.findById(id)) return { documentId: id, existed: true };
    const version = await deps.repository.getVersion(documentId, former.currentVersion.sha256);
    const { fields, body } = readVersionContent(version);
    const routes = await deps.workflows.listWorkflows(former.kind);
    const stays = routes.some((route) => route.id === former.workflow.id);
    await createDocument(deps)(ctx, {
      templateId: former.template.id,
      // The former route may be removed by now: then the one that the template names.
      ...(stays ? { workflowId: former.workflow.id } : {}),
      owner: former.owner,
      fields,
      body,
      visibility: 'organisation',
      note: 'Новая редакция: текст действующей',
      edition: { of: documentId, id, release: former.template.release },
    });
    return { documentId: id, existed: false };
  };
