// «Поля»: the guided form on an existing document. Saving changes the living fields of the text; «Пересобрать из
// шаблона» merges the text as the template makes it. Both are shown before they are done.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import { answer, requireUser } from '~/platform/http/index.server';
import { Button } from '~/ui/button';
import { DocumentFrame } from '~/ui/document/document-frame';
import { Notice } from '~/ui/feedback';
import { FieldsList } from '~/ui/form/fields-list';
import { FieldsReview } from '~/ui/form/fields-review';
import { GuidedForm } from '~/ui/form/guided-form';
import { useMessages } from '~/ui/messages/messages-context';
import { titled } from '~/ui/meta';
import { type FieldsReply, runFieldsForm } from './fields-form.server';

export const meta: MetaFunction<typeof loader> = (args) => titled(args, args.data?.document.title ?? '');

export async function loader(args: LoaderFunctionArgs) {
  const { actor } = await requireUser(args);
  const id = args.params.id ?? '';
  return answer(args, async (ctx) => {
    const { documents, identity } = args.context.services;
    const [document, form, directory] = await Promise.all([
      documents.queries.getDocumentHead(ctx, { id }),
      documents.queries.getFieldsForm(ctx, { documentId: id }),
      identity.formDirectory(),
    ]);
    return {
      document,
      form,
      directory,
      keptAs: `${actor.id}:fields:${id}:${new URL(args.request.url).searchParams.get('saved') ?? ''}`,
    };
  });
}

export async function action(args: ActionFunctionArgs) {
  return answer(args, () => runFieldsForm(args));
}

export default function DocumentFields() {
  const t = useMessages();
  const { document, form, directory, keptAs } = useLoaderData<typeof loader>();
  // The tree of texts is deeper than Remix's types of serialised data can follow.
  const reply = (useActionData() as FieldsReply | undefined) ?? null;
  const busy = useNavigation().state === 'submitting';
  const seen = reply?.seen ?? form.seen;
  if (!form.mayRevise) {
    return (
      <DocumentFrame document={document} current="fields">
        <Notice tone="info">{t('fields.readOnly')}</Notice>
        <FieldsList fields={form.fields} typed={form.typed} directory={directory} />
      </DocumentFrame>
    );
  }
  return (
    <DocumentFrame document={document} current="fields">
      <GuidedForm
        key={keptAs}
        fields={form.fields}
        typed={form.typed}
        reply={reply}
        directory={directory}
        action={`/documents/${document.id}/fields`}
        keptAs={keptAs}
        hidden={Object.entries(seen).map(([name, print]) => (
          <input key={name} type="hidden" name={`seen:${name}`} value={print} />
        ))}
        buttons={
          <div className="flex flex-wrap gap-3 border-t border-line pt-5">
            <Button look="primary" name="intent" value="review" isDisabled={busy}>
              {t('fields.review')}
            </Button>
            {form.mayRebuild ? (
              <Button name="intent" value="rebuild-review" isDisabled={busy}>
                {t('fields.rebuild')}
              </Button>
            ) : null}
          </div>
        }
      >
        {reply?.review ? (
          <FieldsReview review={reply.review} busy={busy} />
        ) : (
          <p className="max-w-[44rem] text-ink-soft">{t('fields.lead')}</p>
        )}
      </GuidedForm>
    </DocumentFrame>
  );
}
