import { z } from 'zod';
import { isBlank, type TypedMap } from '~/modules/templates';
import type { Context } from '~/shared/context';
import type { DocumentsDeps } from '../documents.deps';
import { assertAllowed, documentPolicy } from '../documents.policy';
import { documentError } from '../errors';
import {
  FORM_DRAFT_DAYS,
  FORM_DRAFT_LENGTH,
  FORM_DRAFTS_MAX,
  type FormDraft,
  FormDraftSchema,
} from './form-draft.schema';

const DAY = 86_400_000;

export const KeepFormInputSchema = z.object({
  templateId: z.string().min(1).max(200),
  owner: z.string().min(1).max(200),
  typed: FormDraftSchema.shape.typed,
  /** The unfinished form this page was opened with, and its revision as seen. */
  draft: z.object({ id: z.string(), revision: z.number().int() }).nullable(),
});
export type KeepFormInput = z.input<typeof KeepFormInputSchema>;

export interface KeptForm {
  readonly id: string;
  readonly revision: number;
  /** True when another page had saved the same form: this one became a form of its own, nothing was overwritten. */
  readonly copied: boolean;
}

/**
 * Puts an unfinished form away, or saves it again. Judges nothing that was typed.
 * Throws documents/forbidden, documents/form-too-large, documents/too-many-forms, templates/not-found.
 */
export const keepForm =
  (deps: DocumentsDeps) =>
  async (ctx: Context, raw: KeepFormInput): Promise<KeptForm> => {
    const input = KeepFormInputSchema.parse(raw);
    assertAllowed(documentPolicy.create(ctx.actor, input.owner), 'готовить документ организации');
    await deps.templates.getCurrentTemplate(input.templateId);
    if (JSON.stringify(input.typed).length > FORM_DRAFT_LENGTH) throw documentError('form-too-large');
    const made = draftOf(ctx, input);
    if (input.draft) {
      const again = { ...made, _id: input.draft.id, revision: input.draft.revision + 1 };
      if (await deps.formDrafts.replace(again, input.draft.revision))
        return { id: again._id, revision: again.revision, copied: false };
    }
    if ((await deps.formDrafts.count(ctx.actor.id)) >= FORM_DRAFTS_MAX)
      throw documentError('too-many-forms', { max: FORM_DRAFTS_MAX });
    await deps.formDrafts.insert(made);
    return { id: made._id, revision: 1, copied: input.draft !== null };
  };

function draftOf(ctx: Context, input: z.output<typeof KeepFormInputSchema>): FormDraft {
  const now = ctx.now();
  return {
    schemaVersion: 1,
    _id: ctx.newId('form'),
    userId: ctx.actor.id,
    templateId: input.templateId,
    owner: input.owner,
    title: firstTitle(input.typed),
    typed: input.typed,
    revision: 1,
    updatedAt: now,
    expiresAt: new Date(now.getTime() + FORM_DRAFT_DAYS * DAY),
  };
}

/** A field called title, wherever it stands first, else the first text of some length. */
function firstTitle(typed: TypedMap): string {
  const texts: { name: string; text: string }[] = [];
  const walk = (value: unknown, name: string): void => {
    if (typeof value === 'string') texts.push({ name, text: value.trim() });
    else if (Array.isArray(value)) for (const one of value) walk(one, name);
    else if (typeof value === 'object' && value !== null && !isBlank(value as TypedMap))
      for (const [inner, one] of Object.entries(value)) walk(one, inner);
  };
  walk(typed, '');
  const filled = texts.filter(({ text, name }) => text.length > 2 && name !== 'key');
  const found = filled.find(({ name }) => name === 'title') ?? filled.find(({ text }) => text.length > 8);
  return (found?.text ?? '').slice(0, 200);
}

/** Throws away an unfinished form of one's own; of another's it is as if there were none. */
export const discardForm =
  (deps: DocumentsDeps) =>
  async (ctx: Context, input: { id: string }): Promise<void> => {
    if (!(await deps.formDrafts.remove(ctx.actor.id, input.id))) throw documentError('form-not-found');
  };
