// From a form of the route's page to one command: parse by intent, run, go back with a word about it.
import { data } from '@remix-run/node';
import { z } from 'zod';
import {
  AddApproverInputSchema,
  AttachLetterInputSchema,
  DelegateInputSchema,
  isScanType,
  LetterDecisionInputSchema,
  RemoveApproverInputSchema,
  ReplaceApproverInputSchema,
  StopRouteInputSchema,
} from '~/modules/documents/index.server';
import type { FormRefusal, RouteArgs } from '~/platform/http';
import { formValues, httpError, parseForm, submitForm } from '~/platform/http/index.server';
import type { Context } from '~/shared/context';
import { type MessageKey, requestTexts } from '~/ui/messages';

type Commands = RouteArgs['context']['services']['documents']['commands'];
interface Step<S extends z.ZodType> {
  readonly schema: S;
  readonly notice: MessageKey;
  readonly run: (commands: Commands, ctx: Context, input: z.output<S>, form: FormData) => Promise<unknown>;
}
const step = <S extends z.ZodType>(one: Step<S>) => one as unknown as Step<z.ZodType>;

const SubmitSchema = z.object({
  documentId: z.string(),
  versionSha256: z.string().regex(/^[0-9a-f]{64}$/),
  silenceAnnounced: z.string().max(500).optional(),
});

const EMAIL = 'email:';

const typedEmails = (form: FormData): [name: string, email: string][] =>
  [...form.entries()].flatMap(([name, value]) =>
    name.startsWith(EMAIL) && typeof value === 'string' && value.trim() !== '' ? [[name, value.trim()]] : [],
  );

/** Addresses by place in the fields; empty ones bind nothing. */
function bindingsOf(form: FormData): Record<string, { email: string }> {
  return Object.fromEntries(typedEmails(form).map(([name, email]) => [name.slice(EMAIL.length), { email }]));
}

async function scanOf(form: FormData) {
  const file = form.get('scan');
  if (!(file instanceof File) || file.size === 0) return null;
  return { name: file.name, mediaType: file.type, bytes: new Uint8Array(await file.arrayBuffer()) };
}

const STEPS: Readonly<Record<string, Step<z.ZodType>>> = {
  submit: step({
    schema: SubmitSchema,
    notice: 'notice.submitted',
    run: (commands, ctx, { silenceAnnounced, ...input }, form) =>
      commands.submitDocument(ctx, {
        ...input,
        bindings: bindingsOf(form),
        ...(silenceAnnounced?.trim() ? { silenceAnnounced } : {}),
      }),
  }),
  add: step({
    schema: AddApproverInputSchema,
    notice: 'routing.added',
    run: (commands, ctx, input) => commands.addApprover(ctx, input),
  }),
  remove: step({
    schema: RemoveApproverInputSchema,
    notice: 'routing.removed',
    run: (commands, ctx, input) => commands.removeApprover(ctx, input),
  }),
  replace: step({
    schema: ReplaceApproverInputSchema,
    notice: 'routing.replaced',
    run: (commands, ctx, input) => commands.replaceApprover(ctx, input),
  }),
  delegate: step({
    schema: DelegateInputSchema,
    notice: 'routing.delegated',
    run: (commands, ctx, input) => commands.delegateDecision(ctx, input),
  }),
  stop: step({
    schema: StopRouteInputSchema,
    notice: 'routing.stopped',
    run: (commands, ctx, input) => commands.stopRoute(ctx, input),
  }),
  attach: step({
    schema: AttachLetterInputSchema,
    notice: 'routing.letter.attached',
    run: async (commands, ctx, input, form) =>
      commands.attachLetter(ctx, { form: input, scan: await scanOf(form) }),
  }),
  letter: step({
    schema: LetterDecisionInputSchema,
    notice: 'routing.letter.saved',
    run: async (commands, ctx, input, form) =>
      commands.enterLetterDecision(ctx, { form: input, scan: await scanOf(form) }),
  }),
};

/** Runs the step that the form names. A refusal comes back with what was typed. */
export async function runRouting(
  args: RouteArgs,
  ctx: Context,
  { form, documentId }: { form: FormData; documentId: string },
) {
  const intent = String(form.get('intent') ?? '');
  const chosen = Object.hasOwn(STEPS, intent) ? STEPS[intent] : undefined;
  if (!chosen) throw httpError('body-not-form');
  form.set('documentId', documentId);
  const t = requestTexts(args.request);
  const parsed = parseForm(chosen.schema, form);
  if (!parsed.ok) return data<FormRefusal>(parsed, { status: 400 });
  const wrong = typedEmails(form).filter(([, email]) => !z.email().safeParse(email).success);
  if (wrong.length > 0) {
    const errors = Object.fromEntries(
      wrong.map(([name, email]) => [name, [t('routing.email.wrong', { email })]]),
    );
    return data<FormRefusal>({ errors, values: formValues(form) }, { status: 400 });
  }
  const scan = form.get('scan');
  if (scan instanceof File && scan.size > 0 && !isScanType(scan.type)) {
    const errors = { scan: [t('discussion.enter.scan.type')] };
    return data<FormRefusal>({ errors, values: formValues(form) }, { status: 400 });
  }
  const done = { to: `/documents/${documentId}?tab=route`, notice: t(chosen.notice) };
  return submitForm(args, form, done, () =>
    chosen.run(args.context.services.documents.commands, ctx, parsed.data, form),
  );
}
