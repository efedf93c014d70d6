// The working copy as the content of a sheet: its own fields make the card where they are complete.
import type { Context } from '~/shared/context';
import type { DocumentsDeps } from '../documents.deps';
import type { Document, VersionContent } from '../documents.schema';
import { readDraftState } from './draft-state.server';

/** The caller has checked that the actor may revise the document. */
export async function draftPaperContent(
  deps: DocumentsDeps,
  ctx: Context,
  document: Document,
  version: VersionContent,
): Promise<VersionContent> {
  const { body, fields, fieldsSha256, base } = await readDraftState(deps, ctx, document);
  if (fieldsSha256 === base.fieldsSha256) return { ...version, body };
  const template = await deps.templates.getTemplate(document.template.release);
  const complete = deps.templates.validateFields(template, fields).length === 0;
  const card = complete ? (await deps.templates.renderTemplate(template, fields)).card : version.card;
  return { ...version, body, fields, card };
}
