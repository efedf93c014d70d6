import { z } from 'zod';
import { tokensThatMayRead } from '~/modules/identity';
import type { Context } from '~/shared/context';
import { slugify } from '~/shared/slug';
import type { DocumentsDeps } from '../documents.deps';
import { assertAllowed, assertReadable, documentPolicy, rolesOf } from '../documents.policy';
import { assertPossible } from '../documents.rules';
import { documentError } from '../errors';
import { documentEvent } from '../events';

export const PublishDocumentInputSchema = z.object({ documentId: z.string() });

/**
 * Gives the issued document its public page; from then on everybody may read it. Publishing again changes nothing.
 * Throws documents/not-publishable (the kind forbids it), wrong-state, forbidden; config/public-url-….
 */
export const publishDocument =
  (deps: DocumentsDeps) =>
  async (
    ctx: Context,
    raw: z.input<typeof PublishDocumentInputSchema>,
  ): Promise<{ slug: string; url: string }> => {
    const input = PublishDocumentInputSchema.parse(raw);
    const published = await deps.repository.mutate(input.documentId, async (document) => {
      assertReadable(ctx.actor, document);
      const workflow = await deps.workflows.getWorkflow(document.workflow.release);
      assertAllowed(
        documentPolicy.publish(ctx.actor, document, rolesOf(workflow.definition)),
        'опубликовать документ',
      );
      assertPossible('publish', document);
      const template = await deps.templates.getTemplate(document.template.release);
      if (template.definition.lifecycle.publication === 'never') {
        throw documentError('not-publishable', { reason: 'такие соглашения конфиденциальны' });
      }
      if (document.publication) return { set: {}, events: [], result: document.publication };
      const slug = `${slugify(document.title)}-${document._id.slice(-5)}`.replaceAll('_', '-');
      const publication = { slug, at: ctx.now(), url: `${deps.publishableUrl()}/p/${slug}` };
      return {
        set: {
          publication,
          visibility: 'public' as const,
          acl: tokensThatMayRead({ ...document, visibility: 'public' }),
          updatedAt: ctx.now(),
        },
        events: [documentEvent(ctx, 'document.published', { slug })],
        result: publication,
      };
    });
    deps.nudgeOutbox();
    return { slug: published.slug, url: published.url };
  };
