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
  requireReader,
  requireUser,
} from '~/platform/http/index.server';
import type { Context } from '~/shared/context';
import { DocumentFrame } from '~/ui/document/document-frame';
import { chooseLocale, translator } from '~/ui/messages';
import { titled } from '~/ui/meta';
import { VersionsPage } from '~/ui/versions/versions-page';

export const meta: MetaFunction<typeof loader> = (args) => titled(args, args.data?.document.title ?? '');

const QuerySchema = z.object({
  filter: z.enum(['all', 'named', 'automatic']).catch('all'),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});

export async function loader(args: LoaderFunctionArgs) {
  const id = args.params.id ?? '';
  await requireReader(args, id);
  const query = QuerySchema.parse(Object.fromEntries(new URL(args.request.url).searchParams));
  const { queries } = args.context.services.documents;
  return answer(args, async (ctx) => {
    const [document, versions] = await Promise.all([
      queries.getDocumentHead(ctx, { id }),
      queries.listVersions(ctx, { id, ...query }),
    ]);
    return { document, versions };
  });
}

const base = { number: z.coerce.number().int().min(1), versionSha256: z.string().regex(/^[0-9a-f]{64}$/) };
const FormSchema = z.discriminatedUnion('intent', [
  z.object({ ...base, intent: z.literal('rename'), note: z.string().trim().max(200).default('') }),
  z.object({ ...base, intent: z.literal('restore') }),
  z.object({ intent: z.literal('save'), note: z.string().trim().max(200).default('') }),
]);

type VersionForm = z.infer<typeof FormSchema>;

/** Saving, naming and restoring; a refusal comes back with what was typed. */
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
    throw redirect(`/documents/${documentId}/versions`, {
      headers: { 'Set-Cookie': flashCookie(args.request, { kind: 'success', text }) },
    });
  });
}

async function run(args: RouteArgs, ctx: Context, documentId: string, step: VersionForm): Promise<string> {
  const { commands } = args.context.services.documents;
  const t = translator(chooseLocale({ acceptLanguage: args.request.headers.get('accept-language') }));
  if (step.intent === 'save') {
    const { number } = await commands.saveDraftAsVersion(ctx, { documentId, note: step.note });
    return t('versions.saved', { number });
  }
  const { intent, ...input } = step;
  if (intent === 'rename') {
    await commands.renameVersion(ctx, { documentId, note: '', ...input });
    return t('versions.renamed');
  }
  const { number, keptDraft } = await commands.restoreVersion(ctx, { documentId, ...input });
  const told = { number: input.number, current: number, kept: keptDraft ?? 0 };
  return t(keptDraft === null ? 'versions.restored' : 'versions.restored.kept', told);
}

export default function VersionsRoute() {
  const { document, versions } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>() ?? null;
  return (
    <DocumentFrame document={document} current="versions">
      <VersionsPage document={document} view={versions} refused={refused} />
    </DocumentFrame>
  );
}
