// From a form of the page to one command of sharing: parse by intent, run, go back with a word about it.
import { data } from '@remix-run/node';
import type { z } from 'zod';
import {
  AddParticipantInputSchema,
  AnswerConsentInputSchema,
  AskConsentInputSchema,
  ChangeParticipantInputSchema,
  ChangeVisibilityInputSchema,
  IssueLinkInputSchema,
  LinkInputSchema,
  RemoveParticipantInputSchema,
} from '~/modules/documents/index.server';
import type { FormRefusal, RouteArgs } from '~/platform/http';
import { httpError, parseForm, submitForm } from '~/platform/http/index.server';
import type { Context } from '~/shared/context';
import { type MessageKey, requestTexts } from '~/ui/messages';

interface Step<S extends z.ZodType> {
  readonly schema: S;
  readonly notice: MessageKey;
  readonly run: (commands: Commands, ctx: Context, input: z.output<S>) => Promise<unknown>;
}
type Commands = RouteArgs['context']['services']['documents']['commands'];

const step = <S extends z.ZodType>(one: Step<S>) => one as unknown as Step<z.ZodType>;

const STEPS: Readonly<Record<string, Step<z.ZodType>>> = {
  add: step({
    schema: AddParticipantInputSchema,
    notice: 'participants.added',
    run: (commands, ctx, input) => commands.addParticipant(ctx, input),
  }),
  change: step({
    schema: ChangeParticipantInputSchema,
    notice: 'participants.changed',
    run: (commands, ctx, input) => commands.changeParticipant(ctx, input),
  }),
  remove: step({
    schema: RemoveParticipantInputSchema,
    notice: 'participants.removed',
    run: (commands, ctx, input) => commands.removeParticipant(ctx, input),
  }),
  visibility: step({
    schema: ChangeVisibilityInputSchema,
    notice: 'visibility.saved',
    run: (commands, ctx, input) => commands.changeVisibility(ctx, input),
  }),
  'issue-link': step({
    schema: IssueLinkInputSchema,
    notice: 'links.issued',
    run: (commands, ctx, input) => commands.issuePersonalLink(ctx, input),
  }),
  'resend-link': step({
    schema: LinkInputSchema,
    notice: 'links.sentAgain',
    run: (commands, ctx, input) => commands.resendPersonalLink(ctx, input),
  }),
  'revoke-link': step({
    schema: LinkInputSchema,
    notice: 'links.revoked',
    run: (commands, ctx, input) => commands.revokePersonalLink(ctx, input),
  }),
  ask: step({
    schema: AskConsentInputSchema,
    notice: 'consents.wasAsked',
    run: (commands, ctx, input) => commands.askNameConsent(ctx, input),
  }),
  answer: step({
    schema: AnswerConsentInputSchema,
    notice: 'consents.answered',
    run: (commands, ctx, input) => commands.answerNameConsent(ctx, input),
  }),
};

/** Runs the step that the form names. A refusal comes back with what was typed. */
export async function runSharing(
  args: RouteArgs,
  ctx: Context,
  input: { form: FormData; documentId: string },
) {
  const { form, documentId } = input;
  const intent = String(form.get('intent') ?? '');
  const chosen = Object.hasOwn(STEPS, intent) ? STEPS[intent] : undefined;
  if (!chosen) throw httpError('body-not-form');
  form.set('documentId', documentId);
  const parsed = parseForm(chosen.schema, form);
  if (!parsed.ok) return data<FormRefusal>(parsed, { status: 400 });
  const t = requestTexts(args.request);
  const notice = t(chosen.notice, { email: String(form.get('email') ?? '') });
  return submitForm(args, form, { to: `/documents/${documentId}/participants`, notice }, () =>
    chosen.run(args.context.services.documents.commands, ctx, parsed.data),
  );
}
