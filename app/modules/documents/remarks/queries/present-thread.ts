// Threads as pages show them: where their place is now, what this person may do with them.
import type { Context } from '~/shared/context';
import type { DocumentBody } from '../../body/body.schema';
import { blockText } from '../../body/plain-text';
import type { DisplayContext } from '../../body/render-values';
import { flattenBlocks } from '../../body/walk';
import { findAnchor } from '../remark-anchor';
import { canEditReply, canEditThread, isRouteRemark } from '../remarks.rules';
import type { FileSource, Remark, RemarkStatus, Reply } from '../remarks.schema';
import type { AuthorView, ReplyView, ThreadView } from '../remarks.views';

export interface TextNow {
  readonly body: DocumentBody;
  readonly context: DisplayContext;
  /** Words of each block, its number aside. */
  readonly texts: ReadonlyMap<string, string>;
}

export function textNow(body: DocumentBody, context: DisplayContext): TextNow {
  const texts = new Map(flattenBlocks(body).map(({ block }) => [block.id, blockText(block, context)]));
  return { body, context, texts };
}

export function sourceText(source: FileSource | null): string | null {
  return source ? `из файла «${source.fileName}», внёс(ла) ${source.broughtByName}` : null;
}

interface Authored {
  authorId: string;
  authorName: string;
  organisation: string;
  at: Date;
  editedAt?: Date | null;
  source?: FileSource | null;
}

export function authorView(ctx: Context, one: Authored): AuthorView {
  return {
    name: one.authorName,
    organisation: one.organisation,
    at: one.at.toISOString(),
    editedAt: one.editedAt?.toISOString() ?? null,
    mine: one.authorId === ctx.actor.id,
    source: sourceText(one.source ?? null),
  };
}

function placeOf(remark: Remark, now: TextNow): ThreadView['place'] {
  if (remark.block === null) return 'document';
  const text = now.texts.get(remark.block);
  if (text === undefined) return 'gone';
  if (!remark.anchor) return 'ok';
  const found = findAnchor(text, remark.anchor);
  return found ? (found.changed ? 'changed' : 'ok') : 'lost';
}

function replyView(ctx: Context, remark: Remark, reply: Reply, open: boolean): ReplyView {
  return {
    ...authorView(ctx, reply),
    id: reply.id,
    text: reply.text,
    canEdit: open && canEditReply(remark, reply, ctx.actor.id, ctx.now()),
  };
}

export interface ThreadRights {
  /** May speak here at all. */
  readonly remark: boolean;
  /** Writes the text, so he answers. */
  readonly answer: boolean;
}

export function presentThread(
  ctx: Context,
  remark: Remark,
  status: RemarkStatus,
  now: TextNow,
  rights: ThreadRights,
): ThreadView {
  const onRoute = isRouteRemark(remark._id);
  const closes = rights.remark && !onRoute && (remark.authorId === ctx.actor.id || rights.answer);
  const number = remark.block === null ? '' : now.context.numbers.get(remark.block)?.label;
  return {
    ...authorView(ctx, remark),
    id: remark._id,
    text: remark.text,
    status,
    onRoute,
    block: remark.block,
    point: number ?? remark.pointNumber,
    quote: remark.anchor?.quote ?? null,
    place: placeOf(remark, now),
    replies: remark.replies
      .filter(({ deletedAt }) => deletedAt === null)
      .map((reply) => replyView(ctx, remark, reply, rights.remark)),
    answer: remark.answer && { ...remark.answer, at: remark.answer.at.toISOString() },
    can: {
      edit: rights.remark && canEditThread(remark, ctx.actor.id, ctx.now()),
      answer: rights.answer && status === 'open',
      resolve: closes && status === 'open',
      reopen: closes && status !== 'open',
      reply: rights.remark,
    },
  };
}
