// «Скачать DOCX с правками и замечаниями»: the current version with everything that is open about it.
import { renderDocx } from '~/platform/rendering/index.server';
import type { Context } from '~/shared/context';
import { slugify } from '~/shared/slug';
import type { DocumentBody } from '../../body/body.schema';
import { displayContext } from '../../body/render-values';
import { flattenBlocks } from '../../body/walk';
import type { DocumentsDeps } from '../../documents.deps';
import { assertReadable } from '../../documents.policy';
import type { Document } from '../../documents.schema';
import { fieldResolver } from '../../field-resolver';
import { withCarry } from '../../importing/carry/write-carry';
import { MEDIA_TYPES, paperOf } from '../../render-document.server';
import { type VersionText, versionText } from '../remark-context.server';
import type { Remark, Suggestion } from '../remarks.schema';
import { applySuggestions } from '../suggestions/apply-suggestions';
import { diffBodies } from '../suggestions/diff-bodies';
import { acceptedOn, namedOps } from '../suggestions/named-ops';
import { bookmarkOf, FILE_PROPERTIES } from './bookmark-names';
import { combinedBody, type TrackedOp, type WorkingCopyComment, workingCopy } from './working-copy';

/** «И. И. Образцов (Инспекция)»; an author who came by a file keeps the name he had there. */
export function signatureOf(one: Pick<Suggestion, 'authorName' | 'organisation'>): string {
  return one.organisation ? `${one.authorName} (${one.organisation})` : one.authorName;
}

const iso = (date: Date) => `${date.toISOString().slice(0, 19)}Z`;

function commentOf(remark: Remark): WorkingCopyComment {
  const answer = remark.answer
    ? [{ author: remark.answer.byName, date: iso(remark.answer.at), text: remark.answer.text }]
    : [];
  return {
    author: signatureOf(remark),
    date: iso(remark.at),
    text: remark.text,
    block: remark.block,
    quote: remark.anchor?.quote ?? null,
    replies: [
      ...remark.replies
        .filter(({ deletedAt }) => deletedAt === null)
        .map((reply) => ({ author: signatureOf(reply), date: iso(reply.at), text: reply.text })),
      ...answer,
    ],
  };
}

/** Open suggestions as changes of the version that is sent out; those on an older one are carried over where they fit. */
async function trackedOps(
  deps: DocumentsDeps,
  document: Document,
  version: VersionText,
  all: readonly Suggestion[],
): Promise<TrackedOp[]> {
  const open = new Set(document.suggestions.filter(({ status }) => status === 'open').map(({ id }) => id));
  const out: TrackedOp[] = [];
  for (const one of all.filter(({ _id }) => open.has(_id))) {
    const signed = { author: signatureOf(one), date: iso(one.at) };
    if (one.baseSha256 === version.sha256) {
      out.push({ id: one._id, op: one.op, ...signed });
      continue;
    }
    const { content } = await versionText(deps, document, one.baseSha256);
    const current = version.content.body;
    const { body, applied } = applySuggestions({
      base: content.body,
      accepted: acceptedOn(all, document.suggestions, one.baseSha256),
      chosen: namedOps([one]),
      current,
    });
    if (applied.length === 0) continue;
    diffBodies(current, body).forEach((op, i) => {
      out.push({ id: `${one._id}-${i}`, op, ...signed });
    });
  }
  return out;
}

export interface WorkingCopyParts {
  readonly ops: readonly TrackedOp[];
  readonly comments: readonly WorkingCopyComment[];
}

/** The DOCX of a version with these changes and comments. */
export async function renderWorkingCopy(
  deps: DocumentsDeps,
  document: Document,
  version: VersionText,
  { ops, comments }: WorkingCopyParts,
): Promise<Uint8Array> {
  const base: DocumentBody = version.content.body;
  const combined = combinedBody(base, ops);
  const values = fieldResolver(version.content.fields);
  const paper = await paperOf(
    deps,
    document,
    { ...version.content, body: combined },
    { withSheet: false, verifyUrl: null, version, refsOf: base },
  );
  const context = { ...displayContext(combined, values), refs: displayContext(base, values).refs };
  const copy = workingCopy({
    paper,
    combined,
    base,
    context,
    ops,
    comments,
    bookmarks: new Map(flattenBlocks(base).map(({ block }) => [block.id, bookmarkOf(block.id)])),
    properties: {
      [FILE_PROPERTIES.document]: document._id,
      [FILE_PROPERTIES.version]: version.sha256,
    },
  });
  return renderDocx(withCarry(copy, base, values));
}

/** Throws documents/not-found; the file holds what this person may read anyway. */
export const exportWorkingCopy =
  (deps: DocumentsDeps) =>
  async (
    ctx: Context,
    input: { id: string },
  ): Promise<{ bytes: Uint8Array; name: string; mediaType: string }> => {
    const document = await deps.repository.getById(input.id);
    assertReadable(ctx.actor, document);
    const [text, remarks, suggestions] = await Promise.all([
      versionText(deps, document),
      deps.remarks.listRemarks(document._id),
      deps.remarks.listSuggestions(document._id),
    ]);
    const open = new Set(document.remarks.filter(({ status }) => status === 'open').map(({ id }) => id));
    const present = new Set(flattenBlocks(text.content.body).map(({ block }) => block.id));
    const comments = remarks
      .filter(({ _id }) => open.has(_id))
      .map(commentOf)
      // A comment whose point is gone is about the paper as a whole.
      .map((one) =>
        one.block === null || present.has(one.block) ? one : { ...one, block: null, quote: null },
      );
    const bytes = await renderWorkingCopy(deps, document, text, {
      ops: await trackedOps(deps, document, text, suggestions),
      comments,
    });
    return {
      bytes,
      name: `${slugify(document.title)}-v${text.number}-pravki.docx`,
      mediaType: MEDIA_TYPES.docx,
    };
  };
