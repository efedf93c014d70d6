// What the page of editing needs at once: head, fields, marks, and the first sheet as paper, which is shown until the
// editor is there. The text itself comes beside the page (routes/documents.$id_.draft.ts): a long one inside it would
// hold the page up.
import { renderPaperFragment } from '~/platform/rendering/index.server';
import type { Context } from '~/shared/context';
import type { DocumentBody } from '../body/body.schema';
import type { DocumentsDeps } from '../documents.deps';
import { assertReadable } from '../documents.policy';
import type { DocumentHead } from '../documents.views';
import { getDraftContent } from '../drafting/apply-to-draft.server';
import { givenSections } from '../drafting/sections';
import { headOf } from '../queries/get-document-head.server';
import { paperOf } from '../render-document.server';
import { readVersionContent } from '../version-content.server';
import { type FieldChoice, fieldChoices } from './field-choices';

export interface EditingView {
  head: DocumentHead;
  fields: Record<string, unknown>;
  fieldChoices: FieldChoice[];
  versionNumber: number;
  /** Ids of the sections given to this person: «мои разделы». */
  ownSections: readonly string[];
  /** How many open remarks and suggestions stand at each block. */
  remarkCounts: Record<string, number>;
  suggestionCounts: Record<string, number>;
  /** The first blocks as paper. */
  paperHtml: string;
}

/** Open heads by the block they stand at. */
function countByBlock(heads: readonly { block: string | null; status: string }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { block, status } of heads) {
    if (block !== null && status === 'open') counts[block] = (counts[block] ?? 0) + 1;
  }
  return counts;
}

const FIRST_BLOCKS = 12;
const FIRST_CHARACTERS = 6000;

/** The beginning of a body, about a screen. Numbers inside it are those of the whole. */
export function firstSheet(body: DocumentBody): DocumentBody {
  const blocks: DocumentBody['blocks'] = [];
  let length = 0;
  for (const block of body.blocks) {
    if (blocks.length >= FIRST_BLOCKS || (length > FIRST_CHARACTERS && blocks.length > 0)) break;
    // One section may hold the whole book: of it too only the beginning is taken.
    const cut = 'children' in block ? { ...block, children: block.children.slice(0, FIRST_BLOCKS) } : block;
    blocks.push(cut as typeof block);
    length += JSON.stringify(cut).length;
  }
  return { ...body, blocks };
}

/** Throws documents/not-found for those who may not read it. Who may only read gets the current version. */
export const getEditing =
  (deps: DocumentsDeps) =>
  async (ctx: Context, input: { id: string }): Promise<EditingView> => {
    const document = await deps.repository.getById(input.id);
    assertReadable(ctx.actor, document);
    const [head, content, template, version] = await Promise.all([
      headOf(deps, ctx, document),
      getDraftContent(deps)(ctx, document._id),
      deps.templates.getTemplate(document.template.release),
      deps.repository.getVersion(document._id, document.currentVersion.sha256),
    ]);
    const { body, fields } = content;
    const first = { ...readVersionContent(version), fields, body: firstSheet(body) };
    const paper = await paperOf(deps, document, first, { withSheet: false, verifyUrl: null });
    return {
      head,
      fields,
      fieldChoices: fieldChoices(template.definition.fields),
      versionNumber: content.versionNumber,
      ownSections: givenSections(ctx.actor, document),
      remarkCounts: countByBlock(document.remarks),
      suggestionCounts: countByBlock(document.suggestions),
      paperHtml: renderPaperFragment(paper),
    };
  };
