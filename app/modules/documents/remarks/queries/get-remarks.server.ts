// The page of remarks and suggestions of one document, filtered, in parts.
import type { Context } from '~/shared/context';
import { displayContext } from '../../body/render-values';
import { findBlock, flattenBlocks } from '../../body/walk';
import type { DocumentsDeps } from '../../documents.deps';
import { assertReadable, documentPolicy } from '../../documents.policy';
import { isPossible } from '../../documents.rules';
import type { Document } from '../../documents.schema';
import { getDraftContent } from '../../drafting/apply-to-draft.server';
import { fieldResolver } from '../../field-resolver';
import { getAskedVersion } from '../../queries/get-document-head.server';
import { type VersionText, versionText, withHeadsOf } from '../remark-context.server';
import { remarkPolicy } from '../remarks.policy';
import type { QuoteAnchor, Remark, Suggestion } from '../remarks.schema';
import type { RemarksFilter, RemarksView, ThreadView } from '../remarks.views';
import { findUnfit } from '../suggestions/apply-suggestions';
import { acceptedOn, namedOps } from '../suggestions/named-ops';
import { editableLines } from '../suggestions/rewrite-block';
import { presentSuggestions } from './present-suggestion';
import { presentText, type TextPart } from './present-text';
import { presentThread, type TextNow, type ThreadRights, textNow } from './present-thread';

const THREADS_A_PAGE = 40;

interface Loaded {
  readonly document: Document;
  readonly remarks: readonly Remark[];
  readonly suggestions: readonly Suggestion[];
  readonly bases: ReadonlyMap<string, VersionText>;
  readonly version: VersionText;
  readonly now: TextNow;
  readonly hasDraft: boolean;
}

async function load(deps: DocumentsDeps, ctx: Context, id: string): Promise<Loaded> {
  const document = await deps.repository.getById(id);
  assertReadable(ctx.actor, document);
  const asked = ctx.actor.type === 'guest' ? await getAskedVersion(deps, ctx, document) : null;
  const version = await versionText(deps, document, asked?.sha256);
  const [remarks, suggestions, draft] = await Promise.all([
    deps.remarks.listRemarks(document._id),
    deps.remarks.listSuggestions(document._id),
    // A guest sees the version he is asked about, never the work behind it.
    asked ? { ...version.content, isDraft: false } : getDraftContent(deps)(ctx, document._id),
  ]);
  const known = new Set(document.suggestions.map((head) => head.id));
  const listed = suggestions.filter(
    ({ _id, baseSha256 }) => known.has(_id) && (!asked || baseSha256 === asked.sha256),
  );
  const hashes = [...new Set(listed.map(({ baseSha256 }) => baseSha256))];
  const bases = await Promise.all(
    hashes.map((sha256) => (sha256 === version.sha256 ? version : versionText(deps, document, sha256))),
  );
  return {
    document: asked ? withHeadsOf(document, remarks, listed, asked.sha256) : document,
    remarks: asked ? remarks.filter(({ versionSha256 }) => versionSha256 === asked.sha256) : remarks,
    suggestions: listed,
    bases: new Map(bases.map((base) => [base.sha256, base])),
    version,
    now: textNow(draft.body, displayContext(draft.body, fieldResolver(draft.fields))),
    hasDraft: draft.isDraft,
  };
}

/** Open suggestions whose place in the text is gone, version by version. */
function unfitOf({ document, suggestions, bases, now }: Loaded, open: ReadonlySet<string>): Set<string> {
  const unfit = new Set<string>();
  for (const [sha256, { content }] of bases) {
    const chosen = suggestions.filter((one) => one.baseSha256 === sha256 && open.has(one._id));
    if (chosen.length === 0) continue;
    const found = findUnfit({
      base: content.body,
      accepted: acceptedOn(suggestions, document.suggestions, sha256),
      chosen: namedOps(chosen),
      current: now.body,
    });
    for (const id of found) unfit.add(id);
  }
  return unfit;
}

function countBy(list: readonly { block: string | null; status: string }[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { block, status } of list) {
    if (block !== null && status === 'open') counts.set(block, (counts.get(block) ?? 0) + 1);
  }
  return counts;
}

function textOf(loaded: Loaded, filter: RemarksFilter, open: ReadonlySet<string>): TextPart {
  const { document, version, remarks, suggestions } = loaded;
  const openRemarks = new Set(document.remarks.filter(({ status }) => status === 'open').map(({ id }) => id));
  const quotes = new Map<string, QuoteAnchor[]>();
  for (const { _id, block, anchor } of remarks) {
    if (block && anchor && openRemarks.has(_id)) quotes.set(block, [...(quotes.get(block) ?? []), anchor]);
  }
  const shown = suggestions.filter((one) => one.baseSha256 === version.sha256 && open.has(one._id));
  return presentText(version.content.body, filter, {
    context: version.context,
    ops: namedOps(shown),
    quotes,
    remarkCounts: countBy(document.remarks),
    suggestionCounts: countBy(document.suggestions),
  });
}

function targetOf({ version }: Loaded, block: string): RemarksView['target'] {
  const found = block ? findBlock(version.content.body, block) : null;
  if (!found) return null;
  const nested = found.block.type === 'list' && found.block.entries.some(({ entries }) => entries?.length);
  return {
    block,
    label: version.context.numbers.get(block)?.label ?? '',
    text: editableLines(found.block, version.context).join('\n'),
    onlyWords: found.block.type === 'table' || nested,
  };
}

function pointsOf({ version, document }: Loaded): RemarksView['points'] {
  const spoken = new Set([...document.remarks, ...document.suggestions].map(({ block }) => block));
  return flattenBlocks(version.content.body)
    .filter(({ block }) => spoken.has(block.id))
    .map(({ block }) => ({
      block: block.id,
      label:
        version.context.numbers.get(block.id)?.label || (version.context ? shortText(version, block.id) : ''),
    }));
}

function shortText({ content, context }: VersionText, id: string): string {
  const block = findBlock(content.body, id)?.block;
  return block ? `${editableLines(block, context)[0]?.slice(0, 40) ?? ''}…` : '';
}

function keeps(filter: RemarksFilter, ctx: Context) {
  return (one: { authorId: string; authorName: string; block: string | null }) =>
    (!filter.mine || one.authorId === ctx.actor.id) &&
    (!filter.author || one.authorName === filter.author) &&
    (!filter.block || one.block === filter.block);
}

function threadsOf(
  ctx: Context,
  { document, remarks, now }: Loaded,
  filter: RemarksFilter,
  rights: ThreadRights,
): ThreadView[] {
  const heads = new Map(document.remarks.map((head) => [head.id, head.status]));
  const kept = keeps(filter, ctx);
  return remarks.flatMap((remark) => {
    const status = heads.get(remark._id);
    if (!status || !kept(remark) || (filter.status === 'open' && status !== 'open')) return [];
    return [presentThread(ctx, remark, status, now, rights)];
  });
}

function countsOf({ document, remarks }: Loaded, ctx: Context): RemarksView['counts'] {
  const known = new Set(document.remarks.map(({ id }) => id));
  const isOpen = ({ status }: { status: string }) => status === 'open';
  return {
    open: document.remarks.filter(isOpen).length,
    all: document.remarks.length,
    mine: remarks.filter(({ _id, authorId }) => known.has(_id) && authorId === ctx.actor.id).length,
    openSuggestions: document.suggestions.filter(isOpen).length,
    allSuggestions: document.suggestions.length,
  };
}

export type GetRemarksInput = { id: string } & Partial<RemarksFilter>;

/** Throws documents/not-found also for those who may not read the document. */
export const getRemarks =
  (deps: DocumentsDeps) =>
  async (ctx: Context, input: GetRemarksInput): Promise<RemarksView> => {
    const filter: RemarksFilter = {
      status: input.status ?? 'open',
      mine: input.mine ?? false,
      author: input.author ?? '',
      block: input.block ?? '',
      page: input.page ?? 1,
      part: input.part ?? 1,
    };
    const loaded = await load(deps, ctx, input.id);
    const { document, suggestions, bases, version, now } = loaded;
    const { state } = document;
    const revises = documentPolicy.revise(ctx.actor, document);
    const can = {
      remark: isPossible('remark', state) && remarkPolicy.remark(ctx.actor, document),
      decide: isPossible('save-version', state) && revises,
      answer: isPossible('answer-remark', state) && revises,
    };
    const heads = new Map(document.suggestions.map((head) => [head.id, head.status]));
    const open = new Set([...heads].filter(([, status]) => status === 'open').map(([id]) => id));
    const kept = keeps(filter, ctx);
    const listed = suggestions.filter((one) => kept(one) && (filter.status === 'all' || open.has(one._id)));
    const threads = threadsOf(ctx, loaded, filter, can);
    const pages = Math.max(1, Math.ceil(threads.length / THREADS_A_PAGE));
    const page = Math.min(Math.max(1, filter.page), pages);
    const authors = [...loaded.remarks, ...suggestions].map(({ authorName }) => authorName);
    const files = await deps.remarks.listFiles(document._id);
    return {
      version: { number: version.number, sha256: version.sha256 },
      hasDraft: loaded.hasDraft,
      ...textOf(loaded, filter, open),
      threads: threads.slice((page - 1) * THREADS_A_PAGE, page * THREADS_A_PAGE),
      page,
      pages,
      groups: presentSuggestions(listed, {
        ctx,
        statusOf: (id) => heads.get(id) ?? 'open',
        unfit: unfitOf(loaded, open),
        baseOf: (sha256) => {
          const base = bases.get(sha256) ?? version;
          return { body: base.content.body, context: base.context };
        },
        now,
        rights: can,
      }),
      counts: countsOf(loaded, ctx),
      authors: [...new Set(authors)].sort().map((name) => ({ id: name, name })),
      points: pointsOf(loaded),
      target: targetOf(loaded, filter.block),
      files: files.map((file) => ({
        id: file._id,
        name: file.name,
        at: file.at.toISOString(),
        byName: file.byName,
        taken: file.takenAt !== null,
      })),
      filter: { ...filter, page },
      can,
    };
  };
