import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { type ShouldRevalidateFunction, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { answer, assertCsrf, parseForm, readForm, requireUser } from '~/platform/http/index.server';
import { isAppError } from '~/shared/app-error';
import { titled } from '~/ui/meta';
import { OpenDraft } from './open-draft';

const VersionSchema = z.object({ note: z.string().trim().max(2000).default('') });

export const meta: MetaFunction<typeof loader> = (args) => titled(args, args.data?.view.head.title ?? '');

/** The text belongs to the editor from now on: nothing here is read again while it is open. */
export const shouldRevalidate: ShouldRevalidateFunction = () => false;

export async function loader(args: LoaderFunctionArgs) {
  const { actor } = await requireUser(args);
  return answer(args, async (ctx) => ({
    userId: actor.id,
    view: await args.context.services.documents.queries.getEditing(ctx, { id: args.params.id ?? '' }),
  }));
}

export type SavedVersion = { ok: true; number: number } | { ok: false; message: string };

/** Makes a version of the working copy; the browser has sent its text before. */
export async function action(args: ActionFunctionArgs) {
  await requireUser(args);
  return answer(args, async (ctx) => {
    const form = await readForm(args.request);
    assertCsrf(args, form);
    const parsed = parseForm(VersionSchema, form);
    const note = parsed.ok ? parsed.data.note : '';
    const documentId = args.params.id ?? '';
    const { commands } = args.context.services.documents;
    try {
      const { number } = await commands.saveDraftAsVersion(ctx, { documentId, note });
      return data<SavedVersion>({ ok: true, number });
    } catch (error) {
      if (!isAppError(error) || error.kind === 'not-found') throw error;
      return data<SavedVersion>({ ok: false, message: error.message }, { status: 409 });
    }
  });
}

export default function EditRoute() {
  const { view, userId } = useLoaderData<typeof loader>();
  return <OpenDraft key={view.head.id} view={view} userId={userId} />;
}
