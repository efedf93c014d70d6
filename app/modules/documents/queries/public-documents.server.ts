// What anybody may read: public pages, the feed, verification, issued files of published documents.
import { renderPaperFragment } from '~/platform/rendering/index.server';
import type { Context } from '~/shared/context';
import { sha256Hex } from '~/shared/sha256.server';
import type { DocumentsDeps } from '../documents.deps';
import { documentPolicy } from '../documents.policy';
import { kindName, outlineOf, presentFile, stateWord } from '../documents.present';
import type { Document } from '../documents.schema';
import type { FeedEntry, PublicDocumentView, VerificationView } from '../documents.views';
import { documentError } from '../errors';
import { paperOf } from '../render-document.server';
import { readVersionContent } from '../version-content.server';
import { definitionOf } from './list-documents.server';

/** Bump when the page's own layout changes: it is part of the ETag. */
const PAGE_LAYOUT = 3;
const KEPT_PAGES = 300;

/** Links of citations and their notes are part of the page: it changes with the base of acts, too. */
const pageTag = async (deps: DocumentsDeps, { id, version }: { id: string; version: number }) =>
  sha256Hex(`${PAGE_LAYOUT}:${id}:${version}:${await deps.norms.revision()}`).slice(0, 24);

/** The tag a public page has now (PublicDocumentView.etag), at the price of one small read; null when there is none. */
export const getPublicTag =
  (deps: DocumentsDeps) =>
  async (_ctx: Context, input: { slug: string }): Promise<string | null> => {
    const published = await deps.repository.findPublished(input.slug);
    return published ? pageTag(deps, published) : null;
  };

/** The public page of a document. Throws documents/not-found. What is rendered is kept by the aggregate's version. */
export const getPublicDocument = (deps: DocumentsDeps) => {
  const kept = new Map<string, PublicDocumentView>();
  return async (_ctx: Context, input: { slug: string }): Promise<PublicDocumentView> => {
    const published = await deps.repository.findPublished(input.slug);
    if (!published) throw documentError('not-found', { slug: input.slug });
    const etag = await pageTag(deps, published);
    const known = kept.get(etag);
    if (known) return known;
    const document = await deps.repository.getById(published.id);
    const view = await presentPublic(deps, document, etag);
    if (kept.size >= KEPT_PAGES) kept.delete(kept.keys().next().value as string);
    kept.set(etag, view);
    return view;
  };
};

async function presentPublic(
  deps: DocumentsDeps,
  document: Document,
  etag: string,
): Promise<PublicDocumentView> {
  const version = await deps.repository.getVersion(document._id, document.currentVersion.sha256);
  const content = readVersionContent(version);
  const paper = await paperOf(deps, document, content, { withSheet: false, verifyUrl: null });
  const successor = document.supersededBy ? await deps.repository.findById(document.supersededBy) : null;
  return {
    slug: document.publication?.slug ?? '',
    title: document.title,
    kindName: kindName(document.kind),
    stateWord: stateWord(document, await definitionOf(deps, document)),
    number: document.registration?.number ?? null,
    date: document.adoption?.date ?? null,
    ownerName: await deps.organisationName(document.owner),
    paperHtml: await deps.norms.linkHtml(renderPaperFragment(paper)),
    outline: outlineOf(content),
    files: document.issued.map(presentFile),
    verifyCode: document.verifyCode ?? '',
    supersededFrom: document.supersededFrom,
    successorUrl: successor?.publication ? `/p/${successor.publication.slug}` : null,
    inForceFrom: document.inForceFrom,
    publishedAt: document.publication?.at.toISOString() ?? '',
    updatedAt: document.updatedAt.toISOString(),
    etag,
  };
}

/** Published documents, newest first, for the feed, the sitemap and the public home page. */
export const listPublished =
  (deps: DocumentsDeps) =>
  async (_ctx: Context, input: { limit: number }): Promise<FeedEntry[]> => {
    const documents = await deps.repository.listPublished(Math.min(Math.max(input.limit, 1), 50_000));
    return Promise.all(
      documents.map(async (document) => ({
        slug: document.publication?.slug ?? '',
        title: document.title,
        kindName: kindName(document.kind),
        date: document.adoption?.date ?? null,
        publishedAt: document.publication?.at.toISOString() ?? '',
        updatedAt: document.updatedAt.toISOString(),
        summary: [
          document.adoption?.line || document.adoption?.word,
          await deps.organisationName(document.owner),
        ]
          .filter(Boolean)
          .join(' · '),
      })),
    );
  };

/** Status of a paper by its printed code. A kind that is never published tells only that it is genuine, and its status. */
export const verifyDocument =
  (deps: DocumentsDeps) =>
  async (_ctx: Context, input: { code: string }): Promise<VerificationView> => {
    const code = normaliseCode(input.code);
    const document = code ? await deps.repository.find({ verifyCode: code }) : null;
    const nothing: VerificationView = {
      code,
      found: false,
      status: null,
      title: null,
      kindName: null,
      number: null,
      date: null,
      ownerName: null,
      files: [],
      publicUrl: null,
      successorUrl: null,
      supersededFrom: null,
    };
    if (!document) return nothing;
    const definition = await definitionOf(deps, document);
    const status = stateWord(document, definition);
    // Without a definition nothing proves that the kind may be shown.
    if (!definition || definition.lifecycle.publication === 'never') {
      return { ...nothing, found: true, status: `подлинник, ${status}` };
    }
    const successor = document.supersededBy ? await deps.repository.findById(document.supersededBy) : null;
    return {
      code,
      found: true,
      status,
      title: document.title,
      kindName: kindName(document.kind),
      number: document.registration?.number ?? null,
      date: document.adoption?.date ?? null,
      ownerName: await deps.organisationName(document.owner),
      files: document.issued.map(({ format, name, sha256, textSha256, size, at }) => ({
        format,
        name,
        sha256,
        textSha256,
        size,
        at: at.toISOString(),
      })),
      publicUrl: document.publication ? `/p/${document.publication.slug}` : null,
      supersededFrom: document.supersededFrom,
      successorUrl: successor?.publication ? `/p/${successor.publication.slug}` : null,
    };
  };

/** What people type: spaces, hyphens, small letters, letters that look like digits. */
export function normaliseCode(typed: string): string {
  return typed
    .slice(0, 64)
    .toUpperCase()
    .replace(/[^0-9A-ZА-Я]/g, '')
    .replace(/[OО]/g, '0')
    .replace(/[IL]/g, '1');
}

/** An issued file by its hash, for whoever may read its document. Throws documents/not-found. */
export const getIssuedFile =
  (deps: DocumentsDeps) =>
  async (
    ctx: Context,
    input: { sha256: string },
  ): Promise<{
    bytes: Uint8Array<ArrayBuffer>;
    sha256: string;
    name: string;
    mediaType: string;
    public: boolean;
  }> => {
    const missing = () => documentError('not-found', { sha256: input.sha256 });
    if (!/^[0-9a-f]{64}$/.test(input.sha256)) throw missing();
    const documents = await deps.repository.listByIssuedFile(input.sha256);
    const document = documents.find((one) => documentPolicy.read(ctx.actor, one));
    const file = document?.issued.find((one) => one.sha256 === input.sha256);
    const bytes = file ? await deps.files.get(file.sha256) : null;
    if (!document || !file || !bytes) throw missing();
    return {
      bytes: new Uint8Array(bytes),
      sha256: file.sha256,
      name: file.name,
      mediaType: file.mediaType,
      public: document.visibility === 'public',
    };
  };
