import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import { canEditKnowledge } from '~/modules/knowledge';
import { knowledgeError } from '~/modules/knowledge/index.server';
import type { FormRefusal } from '~/platform/http';
import { answer, assertCsrf, readForm, refuseForm, requireUser } from '~/platform/http/index.server';
import { isAppError } from '~/shared/app-error';
import { Button } from '~/ui/button';
import { CsrfInput } from '~/ui/csrf';
import { EmptyState, FormErrors } from '~/ui/feedback';
import { TextArea, TextField } from '~/ui/fields';
import { formatDay } from '~/ui/format';
import { useLocale, useMessages } from '~/ui/messages/messages-context';
import { pageTitle } from '~/ui/meta';
import { PageHeader } from '~/ui/shell/page-header';

const MOST_BYTES = 22 * 1024 * 1024;

export const meta: MetaFunction = (args) => pageTitle(args, 'acts.import');

export async function loader(args: LoaderFunctionArgs) {
  await requireUser(args);
  return answer(args, async (ctx) => {
    if (!canEditKnowledge(ctx.actor)) throw knowledgeError('forbidden', { action: 'загружать акты' });
    const staged = await args.context.services.knowledge.queries.listImports(ctx);
    return { staged: staged.map((one) => ({ ...one, at: one.at.toISOString() })) };
  });
}

/** Takes a file or pasted text; a refusal keeps what was pasted. */
export async function action(args: ActionFunctionArgs) {
  await requireUser(args);
  return answer(args, async (ctx) => {
    let form = new FormData();
    try {
      form = await readUpload(args.request);
      assertCsrf(args, form);
      const file = form.get('file');
      const text = String(form.get('text') ?? '');
      const given =
        file instanceof File && file.size > 0
          ? { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }
          : { name: 'текст.txt', bytes: new TextEncoder().encode(text) };
      const { importId } = await args.context.services.knowledge.commands.stageAct(ctx, given);
      throw redirect(`/knowledge/import/${importId}`);
    } catch (error) {
      return data<FormRefusal>(refuseForm(error, form), { status: 400 });
    }
  });
}

/** The form of an upload; one that is too big is refused by its announced size, before its bytes are taken. */
async function readUpload(request: Request): Promise<FormData> {
  try {
    return await readForm(request, { maxBytes: MOST_BYTES });
  } catch (error) {
    if (!isAppError(error) || error.code !== 'http/body-too-large') throw error;
    const size = Math.ceil(Number(request.headers.get('content-length') ?? MOST_BYTES) / 1024 / 1024);
    throw knowledgeError('upload-too-big', { size, limit: 20 });
  }
}

export default function ImportAct() {
  const t = useMessages();
  const locale = useLocale();
  const { staged } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const busy = useNavigation().state !== 'idle';
  return (
    <>
      <PageHeader title={t('acts.import')} lead={t('acts.import.lead')} />
      <Form method="post" encType="multipart/form-data" className="grid max-w-[46rem] grid-cols-1 gap-4">
        <CsrfInput />
        <FormErrors errors={Object.values(refused?.errors ?? {}).flat()} />
        <TextField type="file" name="file" label={t('acts.import.file')} hint={t('acts.import.file.hint')} />
        <TextArea
          name="text"
          rows={8}
          label={t('acts.import.text')}
          defaultValue={String(refused?.values.text ?? '')}
        />
        <div>
          <Button look="primary" isDisabled={busy}>
            {busy ? t('action.working') : t('acts.import.read')}
          </Button>
        </div>
      </Form>
      <section aria-labelledby="staged-title" className="mt-10 max-w-[46rem]">
        <h2 id="staged-title" className="mb-2 text-lg font-semibold">
          {t('acts.import.staged')}
        </h2>
        {staged.length === 0 ? (
          <EmptyState
            icon="book"
            level={3}
            title={t('acts.import.staged.none')}
            text={t('acts.import.staged.text')}
          />
        ) : (
          <ul className="border-t border-line">
            {staged.map(({ id, name, at, title, publishing }) => (
              <li key={id} className="border-b border-line py-2">
                <a
                  href={`/knowledge/import/${id}${publishing ? `?act=${publishing.actId}` : ''}`}
                  className="inline-flex min-h-11 items-center font-medium"
                >
                  {title ?? name}
                </a>
                <p className="text-sm text-ink-soft">
                  {[name, formatDay(at, locale), publishing?.isGoingOn ? t('acts.publishing.listed') : '']
                    .filter(Boolean)
                    .join(' · ')}
                </p>
              </li>
            ))}
          </ul>
        )}
      </section>
    </>
  );
}
