import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import type { FormRefusal, RouteArgs } from '~/platform/http';
import {
  answer,
  assertCsrf,
  flashCookie,
  parseForm,
  readForm,
  refuseForm,
  requireUser,
} from '~/platform/http/index.server';
import type { Context } from '~/shared/context';
import { ChecksPage } from '~/ui/checks/checks-page';
import { DocumentFrame } from '~/ui/document/document-frame';
import { chooseLocale, translator } from '~/ui/messages';
import { titled } from '~/ui/meta';

export const meta: MetaFunction<typeof loader> = (args) => titled(args, args.data?.document.title ?? '');

/** `?fix=all` or `?fix=<problem>` shows what would be mended, before anything is. */
export async function loader(args: LoaderFunctionArgs) {
  await requireUser(args);
  const id = args.params.id ?? '';
  const wish = new URL(args.request.url).searchParams.get('fix');
  const { queries } = args.context.services.documents;
  return answer(args, async (ctx) => {
    const [document, checks] = await Promise.all([
      queries.getDocumentHead(ctx, { id }),
      queries.getChecks(ctx, { id }),
    ]);
    const ids = wish === null || wish === 'all' ? undefined : [wish];
    const preview = wish === null || !checks.mayFix ? null : await queries.previewFixes(ctx, { id, ids });
    return { document, checks, preview, wish };
  });
}

const FormSchema = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('fix'),
    problem: z.string().max(400).optional(),
    panel: z.string().optional(),
  }),
  z.object({
    intent: z.literal('skip'),
    fingerprint: z.string().max(64),
    reason: z.string().trim().min(3, 'Напишите причину хотя бы в двух словах').max(500),
  }),
  z.object({ intent: z.literal('unskip'), fingerprint: z.string().max(64) }),
]);
type CheckForm = z.infer<typeof FormSchema>;

export async function action(args: ActionFunctionArgs) {
  await requireUser(args);
  const documentId = args.params.id ?? '';
  return answer(args, async (ctx) => {
    const form = await readForm(args.request);
    const parsed = parseForm(FormSchema, form);
    if (!parsed.ok) return data<FormRefusal>(parsed, { status: 400 });
    let text: string;
    try {
      assertCsrf(args, form);
      text = await run(args, ctx, documentId, parsed.data);
    } catch (error) {
      return data<FormRefusal>(refuseForm(error, form), { status: 400 });
    }
    // The editor's panel stays where it is and reads the check again.
    if (form.get('panel')) return data<FormRefusal>({ errors: {}, values: {} });
    throw redirect(`/documents/${documentId}/checks`, {
      headers: { 'Set-Cookie': flashCookie(args.request, { kind: 'success', text }) },
    });
  });
}

async function run(args: RouteArgs, ctx: Context, documentId: string, step: CheckForm): Promise<string> {
  const { commands } = args.context.services.documents;
  const t = translator(chooseLocale({ acceptLanguage: args.request.headers.get('accept-language') }));
  if (step.intent === 'fix') {
    const problemIds = step.problem ? [step.problem] : undefined;
    const { fixed } = await commands.fixProblems(ctx, { documentId, problemIds });
    return t('checks.fixed', { count: fixed });
  }
  if (step.intent === 'skip') {
    const { fingerprint, reason } = step;
    await commands.skipProblem(ctx, { documentId, fingerprint, reason });
    return t('checks.skip.done');
  }
  await commands.unskipProblem(ctx, { documentId, fingerprint: step.fingerprint });
  return t('checks.unskip.done');
}

export default function ChecksRoute() {
  const { document, checks, preview, wish } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>() ?? null;
  return (
    <DocumentFrame document={document} current="checks">
      <ChecksPage documentId={document.id} view={checks} preview={preview} wish={wish} refused={refused} />
    </DocumentFrame>
  );
}
