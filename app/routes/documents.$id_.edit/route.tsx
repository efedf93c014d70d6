import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { type ShouldRevalidateFunction, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { answer, assertCsrf, readForm, requireUser } from '~/platform/http/index.server';
import { titled } from '~/ui/meta';
import { EditWithSession } from './edit-with-session';

const FORM_BYTES = 12 * 1024 * 1024;
const SaveSchema = z.object({
  intent: z.enum(['save', 'version']),
  client: z.string(),
  n: z.coerce.number(),
  baseSha256: z.string(),
  body: z.string(),
  note: z.string().max(2000).default(''),
});

export const meta: MetaFunction<typeof loader> = (args) => titled(args, args.data?.view.head.title ?? '');

/** The text belongs to the editor from now on: saving must not fetch it again. */
export const shouldRevalidate: ShouldRevalidateFunction = () => false;

export async function loader(args: LoaderFunctionArgs) {
  await requireUser(args);
  return answer(args, async (ctx) => ({
    view: await args.context.services.documents.queries.getEditing(ctx, { id: args.params.id ?? '' }),
  }));
}

export async function action(args: ActionFunctionArgs) {
  await requireUser(args);
  return answer(args, async (ctx) => {
    const form = await readForm(args.request, { maxBytes: FORM_BYTES });
    assertCsrf(args, form);
    const { intent, body, note, ...save } = SaveSchema.parse(Object.fromEntries(form));
    const documentId = args.params.id ?? '';
    const { commands } = args.context.services.documents;
    const saved = await commands.saveDraft(ctx, { ...save, documentId, body: JSON.parse(body) });
    if (intent === 'version') await commands.saveDraftAsVersion(ctx, { documentId, note });
    return data(saved);
  });
}

export default function EditRoute() {
  const { view } = useLoaderData<typeof loader>();
  return <EditWithSession key={view.head.id} view={view} />;
}
