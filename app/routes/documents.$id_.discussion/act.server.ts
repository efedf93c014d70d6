// From a form of the discussion's page to one command: parse by intent, run, and go back to the same list.
import { data, redirect } from '@remix-run/node';
import { z } from 'zod';
import { EnteredProposalSchema, isScanType } from '~/modules/documents/index.server';
import type { FormRefusal, RouteArgs } from '~/platform/http';
import {
  assertCsrf,
  flashCookie,
  formValues,
  parseForm,
  readForm,
  refuseForm,
} from '~/platform/http/index.server';
import type { Context } from '~/shared/context';
import { chooseLocale, translator } from '~/ui/messages';

/** A scan and the text beside it. */
const MAX_FORM_BYTES = 11 * 1024 * 1024;

const ticked = z
  .string()
  .optional()
  .transform((value) => value !== undefined);
const ids = z.preprocess(
  (value) => (typeof value === 'string' ? [value] : (value ?? [])),
  z.array(z.string()).min(1, 'Отметьте хотя бы одно предложение.'),
);
const sha = z.string().length(64);
const conditions = {
  until: z.iso.date('Укажите день.'),
  place: z.string().max(300).default(''),
  notes: z.string().max(3000).default(''),
  openPage: ticked,
};
const outcome = z.enum(['accepted', 'partly', 'declined', 'answered'], 'Выберите, что решили.');
const count = z.coerce.number().int().min(0).max(100_000).default(0);

const FormSchema = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('start'), versionSha256: sha, ...conditions }),
  z.object({ intent: z.literal('change'), ...conditions }),
  z.object({ intent: z.literal('close') }),
  z.object({ intent: z.literal('put-up'), versionSha256: sha }),
  z.object({
    intent: z.literal('basis'),
    versionSha256: sha,
    date: z.iso.date('Укажите день.'),
    result: z.enum(['no-objection', 'voted'], 'Выберите, как решили.'),
    votesFor: count,
    votesAgainst: count,
    votesAbstained: count,
    objections: z.string().max(3000).default(''),
  }),
  z.object({ intent: z.literal('reveal') }),
  z.object({
    intent: z.literal('decide'),
    ids,
    outcome,
    reason: z.string().max(5000).default(''),
    wording: z.string().max(10_000).default(''),
    wholeGroup: ticked,
  }),
  z.object({ intent: z.literal('group'), ids }),
  z.object({ intent: z.literal('ungroup'), ids }),
  z.object({
    intent: z.literal('hide'),
    id: z.string(),
    reason: z.string('Напишите, почему скрыто.').trim().min(1).max(1000),
  }),
  z.object({ intent: z.literal('restore'), id: z.string() }),
  z.object({ intent: z.literal('erase'), id: z.string() }),
  z.object({
    intent: z.literal('take'),
    id: z.string(),
    mode: z.enum(['change', 'new']),
    text: z.string('Напишите текст пункта.').trim().min(3, 'Напишите текст пункта.').max(10_000),
    partly: ticked,
    reason: z.string().max(5000).default(''),
  }),
]);
type Step = z.output<typeof FormSchema>;

export interface ActArgs extends RouteArgs {
  readonly ctx: Context;
  readonly documentId: string;
}

export type Authors = Record<string, { name: string; email: string }>;
/** What a form brings back to the page: a refusal with what was typed, or the names that were asked for. */
export type Acted = { refused: FormRefusal | null; authors: Authors | null };

const refuse = (refused: FormRefusal) => data<Acted>({ refused, authors: null }, { status: 400 });

/** Runs the step. A refusal of any kind comes back with what was typed, so that nothing is lost. */
export async function act(args: ActArgs) {
  const form = await readForm(args.request, { maxBytes: MAX_FORM_BYTES });
  const intent = String(form.get('intent'));
  if (intent === 'enter') return enter(args, form);
  const parsed = parseForm(FormSchema, form);
  if (!parsed.ok) return refuse(parsed);
  try {
    assertCsrf(args, form);
    const authors = await run(args, parsed.data);
    if (authors) return data<Acted>({ refused: null, authors }, { headers: { 'Cache-Control': 'no-store' } });
  } catch (error) {
    return refuse(refusal(error, form));
  }
  throw back(args, parsed.data.intent as Exclude<Step['intent'], 'reveal'>);
}

/** A command's own field errors are told like the form's; everything else as one sentence. */
function refusal(error: unknown, form: FormData): FormRefusal {
  if (!(error instanceof z.ZodError)) return refuseForm(error, form);
  const errors: Record<string, string[]> = {};
  for (const { path, message } of error.issues) {
    const name = path.join('.') === 'votes' ? '' : String(path.at(-1) ?? '');
    errors[name] = [...(errors[name] ?? []), message];
  }
  return { errors, values: formValues(form) };
}

function back({ request, documentId }: ActArgs, intent: Exclude<Step['intent'], 'reveal'> | 'enter') {
  const t = translator(chooseLocale({ acceptLanguage: request.headers.get('accept-language') }));
  const { search } = new URL(request.url);
  return redirect(`/documents/${documentId}/discussion${search}`, {
    headers: {
      'Set-Cookie': flashCookie(request, { kind: 'success', text: t(`discussion.notice.${intent}`) }),
    },
  });
}

async function run({ context, ctx, documentId }: ActArgs, step: Step): Promise<Authors | null> {
  const { commands } = context.services.documents;
  switch (step.intent) {
    case 'start':
      await commands.startDiscussion(ctx, { documentId, ...step });
      return null;
    case 'change':
      await commands.changeDiscussionTerm(ctx, { documentId, ...step });
      return null;
    case 'close':
      await commands.closeDiscussion(ctx, { documentId });
      return null;
    case 'put-up':
      await commands.putUpVersion(ctx, { documentId, versionSha256: step.versionSha256 });
      return null;
    case 'basis': {
      const { votesFor, votesAgainst, votesAbstained, ...basis } = step;
      const votes = { for: votesFor, against: votesAgainst, abstained: votesAbstained };
      await commands.recordBasis(ctx, {
        documentId,
        ...basis,
        votes: step.result === 'voted' ? votes : null,
      });
      return null;
    }
    case 'reveal':
      return commands.revealAuthors(ctx, { documentId });
    default:
      await answerProposals({ context, ctx, documentId }, step);
      return null;
  }
}

type OnProposals = Extract<Step, { ids: string[] } | { id: string }>;

async function answerProposals(
  { context, ctx, documentId }: Omit<ActArgs, 'request'>,
  step: OnProposals,
): Promise<void> {
  const { commands } = context.services.documents;
  switch (step.intent) {
    case 'decide':
      await commands.decideProposals(ctx, { documentId, ...step });
      return;
    case 'group':
      return commands.groupProposals(ctx, { documentId, ids: step.ids });
    case 'ungroup':
      return commands.ungroupProposals(ctx, { documentId, ids: step.ids });
    case 'hide':
      return commands.hideProposal(ctx, { documentId, id: step.id, reason: step.reason });
    case 'restore':
      return commands.hideProposal(ctx, { documentId, id: step.id, reason: '', restore: true });
    case 'erase':
      return commands.eraseProposalAuthor(ctx, { documentId, id: step.id });
    case 'take': {
      const { id: proposalId, mode, text, reason, partly } = step;
      await commands.takeProposal(ctx, {
        documentId,
        proposalId,
        mode,
        text,
        reason,
        outcome: partly ? 'partly' : 'accepted',
      });
      return;
    }
  }
}

/** «Внесено секретарём», with the scan of the sheet. */
async function enter(args: ActArgs, form: FormData) {
  const { request, context, ctx, documentId } = args;
  const parsed = parseForm(EnteredProposalSchema, form);
  if (!parsed.ok) return refuse(parsed);
  const t = translator(chooseLocale({ acceptLanguage: request.headers.get('accept-language') }));
  const file = form.get('scan');
  const given = file instanceof File && file.size > 0 ? file : null;
  if (given && !isScanType(given.type)) {
    return refuse({ errors: { scan: [t('discussion.enter.scan.type')] }, values: formValues(form) });
  }
  try {
    assertCsrf(args, form);
    const scan = given && {
      name: given.name,
      mediaType: given.type,
      bytes: new Uint8Array(await given.arrayBuffer()),
    };
    await context.services.documents.commands.enterProposal(ctx, { documentId, form: parsed.data, scan });
  } catch (error) {
    return refuse(refusal(error, form));
  }
  throw back(args, 'enter');
}
