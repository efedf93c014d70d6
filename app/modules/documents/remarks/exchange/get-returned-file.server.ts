// «Найдено 12 правок и 5 замечаний; 1 не удалось привязать»: what a file would bring, before anything is taken over.
import type { Context } from '~/shared/context';
import { blockText } from '../../body/plain-text';
import { flattenBlocks } from '../../body/walk';
import type { DocumentsDeps } from '../../documents.deps';
import { assertReadable } from '../../documents.policy';
import { isPossible } from '../../documents.rules';
import { buildSuggestions } from '../commands/store-suggestions.server';
import { presentSuggestions } from '../queries/present-suggestion';
import { remarkPolicy } from '../remarks.policy';
import type { ReturnedFileView } from '../remarks.views';
import { newSuggestionsOf } from './new-suggestions';
import { type ReadFile, readReturnedFile } from './read-returned-file.server';

function remarksOf({ remarks, replies, base }: ReadFile): ReturnedFileView['remarks'] {
  const point = (block: string | null) => (block ? (base.context.numbers.get(block)?.label ?? '') : '');
  return [
    ...remarks.map((one) => ({
      author: one.author,
      text: one.text,
      point: point(one.block),
      quote: one.quote,
      replies: one.replies.map(({ author, text }) => ({ author, text })),
    })),
    ...replies.map(({ remark, reply }) => ({
      author: reply.author,
      text: reply.text,
      point: point(remark.block),
      quote: remark.text,
      replies: [],
    })),
  ];
}

/** Throws documents/not-found, file-unknown. */
export const getReturnedFile =
  (deps: DocumentsDeps) =>
  async (ctx: Context, input: { id: string; fileId: string }): Promise<ReturnedFileView> => {
    const document = await deps.repository.getById(input.id);
    assertReadable(ctx.actor, document);
    const read = await readReturnedFile(deps, ctx, document, input.fileId);
    const { file, base, suggestions } = read;
    const fresh = newSuggestionsOf(suggestions, file, ctx);
    const records = fresh.length > 0 ? await buildSuggestions(deps, ctx, document, base, fresh) : [];
    const { body } = base.content;
    const texts = new Map(flattenBlocks(body).map(({ block }) => [block.id, blockText(block, base.context)]));
    const remarks = remarksOf(read);
    return {
      id: file._id,
      name: file.name,
      byName: file.byName,
      at: file.at.toISOString(),
      taken: file.takenAt !== null,
      base: { number: base.number, guessed: read.guessed },
      groups: presentSuggestions(records, {
        ctx,
        statusOf: () => 'open',
        unfit: new Set(),
        baseOf: () => ({ body, context: base.context }),
        now: { body, context: base.context, texts },
        rights: { remark: false },
      }),
      remarks,
      lost: read.lost.map(({ author, text }) => ({ author: author ?? '', text })),
      counts: {
        suggestions: records.length,
        remarks: remarks.length,
        untracked: suggestions.filter(({ author }) => author === null).length,
        lost: read.lost.length,
        known: read.known,
      },
      can: {
        take:
          file.takenAt === null &&
          records.length + remarks.length > 0 &&
          isPossible('remark', document.state) &&
          remarkPolicy.remark(ctx.actor, document),
      },
    };
  };
