// From a form to one command: parse by intent, run, and go back to the page with a word about it.
import { data, redirect } from '@remix-run/node';
import { z } from 'zod';
import { GroundInputSchema } from '~/modules/documents/index.server';
import type { FormRefusal, RouteArgs } from '~/platform/http';
import { assertCsrf, flashCookie, formValues, parseForm, refuseForm } from '~/platform/http/index.server';
import type { Context } from '~/shared/context';
import { chooseLocale, type MessageKey, translator } from '~/ui/messages';

const base = { versionSha256: z.string().regex(/^[0-9a-f]{64}$/) };
const FormSchema = z.discriminatedUnion('intent', [
  z.object({ ...base, intent: z.literal('submit'), draftSha256: z.string().optional() }),
  z.object({
    ...base,
    intent: z.literal('save-version'),
    draftSha256: z.string(),
    note: z.string().trim().max(2000).default(''),
  }),
  z.object({ ...base, intent: z.literal('discard'), draftSha256: z.string() }),
  z.object({
    ...base,
    intent: z.literal('decide'),
    stepId: z.string(),
    assigneeKey: z.string(),
    decision: z.enum(['agree', 'agree-with-remarks', 'return', 'reject']),
    remark: z.string().trim().max(20_000).optional(),
    ...GroundInputSchema.shape,
  }),
  z.object({
    ...base,
    intent: z.literal('answer'),
    remarkId: z.string(),
    outcome: z.enum(['accepted', 'partly', 'declined']),
    text: z.string().trim().min(1).max(20_000),
  }),
  z.object({ ...base, intent: z.literal('withdraw'), reason: z.string().trim().min(1).max(2000) }),
  z.object({
    ...base,
    intent: z.literal('adopt'),
    date: z.iso.date(),
    withoutNumber: z.literal('on').optional(),
  }),
  z.object({ ...base, intent: z.literal('issue'), inForceFrom: z.iso.date().or(z.literal('')).optional() }),
  z.object({ ...base, intent: z.literal('start-edition') }),
  z.object({ ...base, intent: z.literal('publish') }),
]);
type StepForm = z.infer<typeof FormSchema>;

const NOTICES: Record<StepForm['intent'], { key: MessageKey; tab: string }> = {
  submit: { key: 'notice.submitted', tab: 'route' },
  'save-version': { key: 'notice.versionOfDraft', tab: 'text' },
  discard: { key: 'notice.draftDiscarded', tab: 'text' },
  decide: { key: 'notice.decided', tab: 'route' },
  answer: { key: 'notice.answered', tab: 'route' },
  withdraw: { key: 'notice.withdrawn', tab: 'route' },
  adopt: { key: 'notice.adopted', tab: 'text' },
  issue: { key: 'notice.issued', tab: 'files' },
  'start-edition': { key: 'notice.editionStarted', tab: 'text' },
  publish: { key: 'notice.published', tab: 'files' },
};

export interface CarryOutArgs extends RouteArgs {
  ctx: Context;
  form: FormData;
  documentId: string;
}

/** Runs the step. A refusal of any kind comes back with what was typed, so that nothing is lost. */
export async function carryOut(args: CarryOutArgs) {
  const { request, form, documentId, ctx } = args;
  const parsed = parseForm(FormSchema, form);
  if (!parsed.ok) return data<FormRefusal>(parsed, { status: 400 });
  const t = translator(chooseLocale({ acceptLanguage: request.headers.get('accept-language') }));
  if (needsRemark(parsed.data)) {
    const errors = { remark: [t('decision.remark.missing')] };
    return data<FormRefusal>({ errors, values: formValues(form) }, { status: 400 });
  }
  let target = documentId;
  try {
    assertCsrf(args, form);
    target = (await run(args, parsed.data)) ?? documentId;
  } catch (error) {
    return data<FormRefusal>(refuseForm(error, form), { status: 400 });
  }
  const { key, tab: place } = NOTICES[parsed.data.intent];
  const tab = ctx.actor.type === 'guest' ? 'text' : place;
  throw redirect(`/documents/${target}${tab === 'text' ? '' : `?tab=${tab}`}`, {
    headers: { 'Set-Cookie': flashCookie(request, { kind: 'success', text: t(key) }) },
  });
}

const needsRemark = (step: StepForm) => step.intent === 'decide' && step.decision !== 'agree' && !step.remark;

/** Returns the id of another document where the step leads to it. */
async function run({ context, ctx, documentId }: CarryOutArgs, step: StepForm): Promise<string | undefined> {
  const { commands } = context.services.documents;
  const seen = { documentId, versionSha256: step.versionSha256 };
  switch (step.intent) {
    case 'submit':
      await commands.submitDocument(ctx, { ...seen, draftSha256: step.draftSha256 });
      return undefined;
    case 'save-version':
      await commands.saveDraftAsVersion(ctx, { documentId, note: step.note, draftSha256: step.draftSha256 });
      return undefined;
    case 'discard':
      await commands.discardDraft(ctx, { documentId, draftSha256: step.draftSha256 });
      return undefined;
    case 'decide':
      await commands.decideDocument(ctx, { ...step, documentId });
      return undefined;
    case 'answer':
      await commands.answerRemark(ctx, {
        documentId,
        remarkId: step.remarkId,
        outcome: step.outcome,
        text: step.text,
      });
      return undefined;
    case 'withdraw':
      await commands.withdrawDocument(ctx, { ...seen, reason: step.reason });
      return undefined;
    case 'adopt':
      await commands.adoptDocument(ctx, {
        ...seen,
        date: step.date,
        withoutNumber: step.withoutNumber === 'on',
      });
      return undefined;
    case 'issue':
      await commands.issueDocument(ctx, { documentId, inForceFrom: step.inForceFrom || undefined });
      return undefined;
    case 'start-edition':
      return (await commands.startEdition(ctx, { documentId })).documentId;
    case 'publish':
      await commands.publishDocument(ctx, seen);
      return undefined;
  }
}
