// A kept file as what it would bring into the document, less what the document already has (our own suggestions and
// remarks went out in the same file and come back with it).
import { readOfficeFile } from '~/platform/office/index.server';
import type { Context } from '~/shared/context';
import { blockText } from '../../body/plain-text';
import { type DisplayContext, runText } from '../../body/render-values';
import { findBlock, flattenBlocks } from '../../body/walk';
import type { DocumentsDeps } from '../../documents.deps';
import type { Document } from '../../documents.schema';
import { anchorIn } from '../remark-anchor';
import { type VersionText, versionText } from '../remark-context.server';
import { remarkError } from '../remark-errors';
import type { Remark, ReturnedFile, Suggestion } from '../remarks.schema';
import type { SuggestionOp } from '../suggestions/suggestion-ops.schema';
import { foldText } from './align-texts';
import { FILE_PROPERTIES } from './bookmark-names';
import { expectedParagraphs } from './expected-paragraphs';
import { renderWorkingCopy, signatureOf } from './export-working-copy.server';
import {
  type LostPiece,
  type MappedRemark,
  type MappedReply,
  type MappedSuggestion,
  mapFile,
} from './map-file';

export interface ReadFile {
  readonly file: ReturnedFile;
  readonly base: VersionText;
  /** The file does not say which version it was made from. */
  readonly guessed: boolean;
  readonly suggestions: readonly MappedSuggestion[];
  readonly remarks: readonly MappedRemark[];
  /** New replies in threads that the document has. */
  readonly replies: readonly { remark: Remark; reply: MappedReply }[];
  readonly lost: readonly LostPiece[];
  /** How many things of the file the document already had. */
  readonly known: number;
}

const plain = (text: string) => foldText(text).replace(/\s+/g, ' ').trim();

/** What a change says, whoever wrote it; inserted text is compared as text. */
export function keyOfOp(op: SuggestionOp, context: DisplayContext): string {
  const text = (run: Parameters<typeof runText>[0]) => plain(runText(run, context));
  switch (op.kind) {
    case 'replace-text':
      return JSON.stringify([op.kind, op.blockId, op.run, op.at, text(op.removed), text(op.inserted)]);
    case 'insert-block': {
      const inside = flattenBlocks({ schemaVersion: 1, numbering: 'none', blocks: [op.block] });
      const words = inside.map(({ block }) => plain(blockText(block, context))).join('\n');
      return JSON.stringify([op.kind, words]);
    }
    case 'delete-block':
      return JSON.stringify([op.kind, [...op.ids].sort()]);
    case 'move-block':
      return JSON.stringify([op.kind, op.blockId, op.place.parentId]);
    case 'change-block':
      return JSON.stringify([op.kind, op.blockId, plain(blockText(op.block, context))]);
  }
}

const keyOfWords = (author: string, text: string) => `${plain(author)}\n${plain(text)}`;

/** The version that the file names, when it is one of this document; else the current one. */
async function baseOf(deps: DocumentsDeps, document: Document, named: string | undefined) {
  const known = named
    ? (await deps.repository.listVersions(document)).some(({ sha256 }) => sha256 === named)
    : false;
  return { base: await versionText(deps, document, known ? named : undefined), guessed: !known };
}

function newSuggestions(
  mapped: readonly MappedSuggestion[],
  existing: readonly Suggestion[],
  base: VersionText,
): MappedSuggestion[] {
  const have = new Set(
    existing
      .filter(({ baseSha256 }) => baseSha256 === base.sha256)
      .map(({ op }) => keyOfOp(op, base.context)),
  );
  return mapped.filter(({ op }) => !have.has(keyOfOp(op, base.context)));
}

function newRemarks(mapped: readonly MappedRemark[], existing: readonly Remark[]) {
  const byKey = new Map(existing.map((remark) => [keyOfWords(signatureOf(remark), remark.text), remark]));
  const remarks: MappedRemark[] = [];
  const replies: { remark: Remark; reply: MappedReply }[] = [];
  for (const one of mapped) {
    const remark = byKey.get(keyOfWords(one.author, one.text));
    if (!remark) {
      remarks.push(one);
      continue;
    }
    const have = new Set(remark.replies.map((reply) => keyOfWords(signatureOf(reply), reply.text)));
    if (remark.answer) have.add(keyOfWords(remark.answer.byName, remark.answer.text));
    for (const reply of one.replies) {
      if (!have.has(keyOfWords(reply.author, reply.text))) replies.push({ remark, reply });
    }
  }
  return { remarks, replies };
}

/** Throws documents/file-unknown; office/… when the kept bytes are no longer readable. */
export async function readReturnedFile(
  deps: DocumentsDeps,
  ctx: Context,
  document: Document,
  fileId: string,
): Promise<ReadFile> {
  const file = await deps.remarks.findFile(document._id, fileId);
  const bytes = file && (await deps.files.get(file.sha256));
  if (!file || !bytes) throw remarkError('file-unknown', { id: fileId });
  const office = readOfficeFile(bytes);
  const { base, guessed } = await baseOf(deps, document, office.properties[FILE_PROPERTIES.version]);
  const clean = readOfficeFile(await renderWorkingCopy(deps, document, base, { ops: [], comments: [] }));
  const { body } = base.content;
  const mapped = mapFile({
    file: office,
    expected: expectedParagraphs(clean, body, base.context),
    body,
    context: base.context,
    newId: ctx.newId,
  });
  const heads = new Set(document.remarks.map(({ id }) => id));
  const [existing, remarks] = await Promise.all([
    deps.remarks.listSuggestions(document._id),
    deps.remarks.listRemarks(document._id),
  ]);
  const open = new Set(document.suggestions.filter(({ status }) => status === 'open').map(({ id }) => id));
  const suggestions = newSuggestions(
    mapped.suggestions,
    existing.filter(({ _id }) => open.has(_id)),
    base,
  );
  const spoken = newRemarks(
    mapped.remarks,
    remarks.filter(({ _id }) => heads.has(_id)),
  );
  const known =
    mapped.suggestions.length - suggestions.length + mapped.remarks.length - spoken.remarks.length;
  return { file, base, guessed, suggestions, ...spoken, lost: mapped.lost, known };
}

/** The anchor of a remark's quote in its block; null for the whole block. */
export function anchorOf(remark: MappedRemark, base: VersionText) {
  const block = remark.block ? findBlock(base.content.body, remark.block)?.block : undefined;
  return block && remark.quote ? anchorIn(blockText(block, base.context), remark.quote.slice(0, 2000)) : null;
}
