// «Начать с готового»: a file or a pasted text. What was pasted stays on the page whatever happens.
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import { organisationsToDraftFor } from '~/modules/documents/index.server';
import { answer, assertCsrf, readForm, requestContext, requireUser } from '~/platform/http/index.server';
import { isAppError } from '~/shared/app-error';
import { EmptyState } from '~/ui/feedback';
import { ImportForm, type ImportRefusal } from '~/ui/importing/import-form';
import { WaitingImports } from '~/ui/importing/waiting-imports';
import { useMessages } from '~/ui/messages/messages-context';
import { pageTitle } from '~/ui/meta';
import { PageHeader } from '~/ui/shell/page-header';

export const meta: MetaFunction = (args) => pageTitle(args, 'import.title');

/** A little over the reader's own limit, so that the reader says it in its own words. */
const UPLOAD_BYTES = 40 * 1024 * 1024;

export async function loader(args: LoaderFunctionArgs) {
  await requireUser(args);
  return answer(args, async (ctx) => {
    const allowed = organisationsToDraftFor(ctx);
    const waiting = allowed.length > 0 ? await args.context.services.documents.queries.listImports(ctx) : [];
    return {
      allowed: allowed.length > 0,
      owner: new URL(args.request.url).searchParams.get('owner') ?? '',
      waiting: waiting.map(({ _id, title, source, createdAt }) => ({
        id: _id,
        title: title || source.name,
        createdAt: createdAt.toISOString(),
      })),
    };
  });
}

export async function action(args: ActionFunctionArgs) {
  return answer(args, async () => {
    let pasted = { text: '', html: '' };
    try {
      const form = await readForm(args.request, { maxBytes: UPLOAD_BYTES });
      pasted = { text: String(form.get('text') ?? ''), html: String(form.get('html') ?? '') };
      const ctx = await requestContext(args);
      if (ctx.sessionId === null)
        return data<ImportRefusal>({ ...pasted, error: '', signedOut: true }, { status: 401 });
      assertCsrf(args, form);
      const { _id } = await args.context.services.documents.commands.stageImport(
        ctx,
        await inputOf(form, pasted),
      );
      const owner = String(form.get('owner') ?? '');
      throw redirect(`/documents/new/import/${_id}${owner ? `?owner=${encodeURIComponent(owner)}` : ''}`);
    } catch (error) {
      if (!isAppError(error) || error.kind === 'internal') throw error;
      return data<ImportRefusal>({ ...pasted, error: error.message, signedOut: false }, { status: 400 });
    }
  });
}

async function inputOf(form: FormData, pasted: { text: string; html: string }) {
  const file = form.get('file');
  if (file instanceof File && file.size > 0) {
    return { kind: 'file' as const, name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
  }
  return pasted.html.trim() === ''
    ? { kind: 'text' as const, text: pasted.text }
    : { kind: 'html' as const, html: pasted.html };
}

export default function StartFromReady() {
  const t = useMessages();
  const page = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>() ?? null;
  const busy = useNavigation().state === 'submitting';
  if (!page.allowed) return <EmptyState title={t('start.forbidden')} text={t('start.forbidden.text')} />;
  return (
    <div className="grid max-w-[52rem] grid-cols-1 gap-8">
      <PageHeader title={t('import.title')} lead={t('import.lead')} />
      <ImportForm owner={page.owner} refusal={refusal} busy={busy} />
      <WaitingImports imports={page.waiting} />
    </div>
  );
}
