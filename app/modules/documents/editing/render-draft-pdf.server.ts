// The PDF of the working copy, as it would be issued now but for the stamp «ПРОЕКТ»: made on demand, never stored.
import type { Context } from '~/shared/context';
import { slugify } from '~/shared/slug';
import type { DocumentsDeps } from '../documents.deps';
import { assertAllowed, assertReadable, documentPolicy } from '../documents.policy';
import { getDraftContent } from '../drafting/apply-to-draft.server';
import { paperOf, renderPaperPdf } from '../render-document.server';
import { readVersionContent } from '../version-content.server';

/** Throws documents/not-found, forbidden, templates/…, rendering/…. */
export const renderDraftPdf =
  (deps: DocumentsDeps) =>
  async (ctx: Context, input: { id: string }): Promise<{ name: string; bytes: Uint8Array }> => {
    const document = await deps.repository.getById(input.id);
    assertReadable(ctx.actor, document);
    assertAllowed(documentPolicy.revise(ctx.actor, document), 'печатать рабочую копию');
    const [draft, template, stored] = await Promise.all([
      getDraftContent(deps)(ctx, document._id),
      deps.templates.getTemplate(document.template.release),
      deps.repository.getVersion(document._id, document.currentVersion.sha256),
    ]);
    const version = readVersionContent(stored);
    // Unfinished fields may not make a card yet: then the card of the version stands.
    const complete = deps.templates.validateFields(template, draft.fields).length === 0;
    const card = complete ? (await deps.templates.renderTemplate(template, draft.fields)).card : version.card;
    const content = { ...version, card, fields: draft.fields, body: draft.body };
    const paper = await paperOf(deps, document, content, { withSheet: false, verifyUrl: null });
    return { name: `${slugify(document.title)}-proekt.pdf`, bytes: await renderPaperPdf(deps.pdf, paper) };
  };
