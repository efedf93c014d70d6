// From a form of the page of remarks to one command, and back to where the person was.
import { data, redirect } from '@remix-run/node';
import { z } from 'zod';
import type { FormRefusal, RouteArgs } from '~/platform/http';
import { assertCsrf, flashCookie, formValues, parseForm, refuseForm } from '~/platform/http/index.server';
import type { Context } from '~/shared/context';
import { chooseLocale, type Translate, translator } from '~/ui/messages';

const text = z.string().trim().min(1, 'Заполните это поле.').max(200_000);
const thread = { remarkId: z.string(), replyId: z.string().optional() };
const FormSchema = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('remark'),
    block: z.string().nullable().default(null),
    quote: z.string().max(2000).default(''),
    near: z.coerce.number().int().min(0).optional(),
    text: text.max(20_000),
  }),
  z.object({ ...thread, intent: z.literal('reply'), text: text.max(20_000) }),
  z.object({ ...thread, intent: z.literal('edit'), text: text.max(20_000) }),
  z.object({ ...thread, intent: z.literal('delete') }),
  z.object({ ...thread, intent: z.literal('resolve') }),
  z.object({ ...thread, intent: z.literal('reopen') }),
  z.object({
    ...thread,
    intent: z.literal('answer'),
    outcome: z.enum(['accepted', 'partly', 'declined']),
    text: text.max(20_000),
  }),
  z.object({
    intent: z.literal('suggest'),
    change: z.enum(['rewrite', 'insert', 'delete', 'move']),
    block: z.string(),
    baseSha256: z.string().length(64),
    text: z.string().max(200_000).default(''),
    after: z.string().default(''),
    comment: z.string().max(5000).default(''),
  }),
  z.object({
    intent: z.literal('decide'),
    /** «accepted» for the chosen, «accepted:shown» for all shown, «accepted:id,id» for one card. */
    act: z.string().regex(/^(accepted|rejected|withdrawn)(:.+)?$/),
    ids: z.union([z.string().transform((id) => [id]), z.array(z.string())]).default([]),
    shown: z.string().default(''),
    reason: z.string().max(5000).default(''),
  }),
]);
type RemarksForm = z.infer<typeof FormSchema>;

export interface CarryOutArgs extends RouteArgs {
  ctx: Context;
  form: FormData;
  documentId: string;
}

/** Runs the command. A refusal comes back with what was typed; the panel beside the editor stays where it is. */
export async function carryOut(args: CarryOutArgs) {
  const { request, form, documentId } = args;
  const parsed = parseForm(FormSchema, form);
  if (!parsed.ok) return data<FormRefusal>({ ...parsed, values: formValues(form) }, { status: 400 });
  const t = translator(chooseLocale({ acceptLanguage: request.headers.get('accept-language') }));
  let notice: string;
  try {
    assertCsrf(args, form);
    notice = await run(args, parsed.data, t);
  } catch (error) {
    return data<FormRefusal>(refuseForm(error, form), { status: 400 });
  }
  if (form.get('panel')) return null;
  const address = new URL(request.url).searchParams;
  for (const name of ['form', '_data', '_routes']) address.delete(name);
  throw redirect(`/documents/${documentId}/remarks?${address}`, {
    headers: { 'Set-Cookie': flashCookie(request, { kind: 'success', text: notice }) },
  });
}

async function run(args: CarryOutArgs, form: RemarksForm, t: Translate): Promise<string> {
  const { context, ctx, documentId } = args;
  const { commands } = context.services.documents;
  switch (form.intent) {
    case 'remark':
      await commands.makeRemark(ctx, { documentId, ...form });
      return t('remarks.notice.remark');
    case 'reply':
      await commands.replyRemark(ctx, { documentId, ...form });
      return t('remarks.notice.reply');
    case 'edit':
      await commands.editRemark(ctx, { documentId, ...form });
      return t('remarks.notice.edit');
    case 'delete':
      await commands.deleteRemark(ctx, { documentId, ...form });
      return t('remarks.notice.delete');
    case 'resolve':
      await commands.resolveRemark(ctx, { documentId, ...form });
      return t('remarks.notice.resolve');
    case 'reopen':
      await commands.reopenRemark(ctx, { documentId, ...form });
      return t('remarks.notice.reopen');
    case 'answer':
      await commands.answerRemark(ctx, { documentId, ...form });
      return t('notice.answered');
    case 'suggest':
      await commands.suggestChange(ctx, { documentId, ...form });
      return t('remarks.notice.suggest');
    case 'decide':
      return decide(args, form, t);
  }
}

async function decide(
  { context, ctx, documentId }: CarryOutArgs,
  form: Extract<RemarksForm, { intent: 'decide' }>,
  t: Translate,
): Promise<string> {
  const [outcome = '', target] = form.act.split(':', 2);
  const named = target === 'shown' ? form.shown : (target ?? '');
  const ids = target === undefined ? form.ids : named.split(',').filter(Boolean);
  const { decided, unfit } = await context.services.documents.commands.decideSuggestions(ctx, {
    documentId,
    ids,
    outcome: outcome as 'accepted' | 'rejected' | 'withdrawn',
    reason: form.reason,
  });
  const done = t(`remarks.notice.${outcome as 'accepted'}`, { count: decided.length });
  return unfit.length > 0 ? `${done} ${t('remarks.notice.unfit', { count: unfit.length })}` : done;
}
