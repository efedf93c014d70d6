// An extract of an adopted document: chosen points as a paper of their own. Made anew each time, never stored; that it
// was made is written into the history.
import { renderDocx } from '~/platform/rendering/index.server';
import type { Context } from '~/shared/context';
import { capitalFirst, localDate, printedName } from '~/shared/russian';
import { slugify } from '~/shared/slug';
import { pointsOf } from '../discussion/points';
import type { MadeFile } from '../discussion/queries/papers.server';
import type { DocumentsDeps } from '../documents.deps';
import { assertAllowed, assertReadable, documentPolicy } from '../documents.policy';
import { assertPossible, isPossible } from '../documents.rules';
import type { Document } from '../documents.schema';
import { documentError } from '../errors';
import { documentEvent } from '../events';
import { fieldResolver } from '../field-resolver';
import { MEDIA_TYPES, paperOf, renderPaperPdf } from '../render-document.server';
import { readVersionContent } from '../version-content.server';
import { type ExtractInput, ExtractInputSchema } from './extract.inputs';
import type { ExtractView } from './extract.views';
import { extractBody } from './extract-body';
import { asExtract } from './extract-paper';

/** Deeper points go with the one they stand in. */
const DEPTH = 2;

async function readable(deps: DocumentsDeps, ctx: Context, id: string): Promise<Document> {
  const document = await deps.repository.getById(id);
  assertReadable(ctx.actor, document);
  assertAllowed(documentPolicy.share(ctx.actor, document), 'сделать выписку');
  return document;
}

async function contentOf(deps: DocumentsDeps, document: Document) {
  return readVersionContent(await deps.repository.getVersion(document._id, document.currentVersion.sha256));
}

/** What may be chosen. Throws documents/not-found, forbidden. */
export const getExtract =
  (deps: DocumentsDeps) =>
  async (ctx: Context, { documentId }: { documentId: string }): Promise<ExtractView> => {
    const document = await readable(deps, ctx, documentId);
    const { body, fields } = await contentOf(deps, document);
    return {
      possible: isPossible('extract', document.state),
      points: pointsOf(body, fieldResolver(fields))
        .filter(({ depth, text }) => depth < DEPTH && text.trim() !== '')
        .map(({ id, label, excerpt, depth }) => ({ id, label, excerpt, depth })),
      storage: await deps.organisationName(document.owner),
    };
  };

/** Throws documents/wrong-state, extract-points, forbidden. */
export const makeExtract =
  (deps: DocumentsDeps) =>
  async (ctx: Context, raw: ExtractInput): Promise<MadeFile> => {
    const { documentId, points, storage, format } = ExtractInputSchema.parse(raw);
    const document = await readable(deps, ctx, documentId);
    assertPossible('extract', document);
    const content = await contentOf(deps, document);
    const body = extractBody(content.body, points);
    if (body.blocks.length === 0) throw documentError('extract-points');
    const chosen = { ...content, body };
    const paper = await paperOf(deps, document, chosen, {
      withSheet: false,
      verifyUrl: null,
      numbersOf: content.body,
    });
    const owner = ctx.actor.memberships.find(({ organisationId }) => organisationId === document.owner);
    const extract = asExtract(paper, {
      name: printedName(ctx.actor.name),
      position: capitalFirst(owner?.position ?? ''),
      date: localDate(ctx.now(), await deps.timeZone(document.owner)),
      storage: (storage || (await deps.organisationName(document.owner))).replace(/\.$/, ''),
    });
    const bytes = format === 'pdf' ? await renderPaperPdf(deps.pdf, extract) : await renderDocx(extract);
    await deps.repository.note(
      documentId,
      documentEvent(ctx, 'document.extract-made', { format, points: points.length }),
    );
    deps.nudgeOutbox();
    return {
      name: `vypiska-${slugify(document.title)}.${format}`,
      mediaType: MEDIA_TYPES[format],
      bytes: new Uint8Array(bytes),
    };
  };
