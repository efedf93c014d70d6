// The route of a document: «кто и когда» before it is sent; while it runs, who is asked and what came by letter.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { answer, readForm, requireUser } from '~/platform/http/index.server';
import { Button, LinkButton } from '~/ui/button';
import { Disclosure } from '~/ui/disclosure';
import { DocumentFrame } from '~/ui/document/document-frame';
import { FormErrors, Notice } from '~/ui/feedback';
import { TextArea } from '~/ui/fields';
import { useMessages } from '~/ui/messages/messages-context';
import { titled } from '~/ui/meta';
import { AttachLetterForm } from '~/ui/routing/letter-form';
import { RoutePreviewForm } from '~/ui/routing/route-preview';
import { Steering } from '~/ui/routing/steering';
import { SharingForm } from '~/ui/sharing/sharing-form';
import { runRouting } from './run-routing.server';

/** A form with a scan beside it. */
const MAX_FORM_BYTES = 11 * 1024 * 1024;

export const meta: MetaFunction<typeof loader> = (args) => titled(args, args.data?.document.title ?? '');

export async function loader(args: LoaderFunctionArgs) {
  await requireUser(args);
  const id = args.params.id ?? '';
  const { queries } = args.context.services.documents;
  return answer(args, async (ctx) => {
    const [document, routing] = await Promise.all([
      queries.getDocumentHead(ctx, { id }),
      queries.getRouting(ctx, { id }),
    ]);
    const mayChoose = document.can.steer || document.can.decide.length > 0;
    const people = mayChoose ? await queries.listColleagues(ctx, { id }) : [];
    return { document, routing, people };
  });
}

export async function action(args: ActionFunctionArgs) {
  await requireUser(args);
  return answer(args, async (ctx) => {
    const form = await readForm(args.request, { maxBytes: MAX_FORM_BYTES });
    return runRouting(args, ctx, { form, documentId: args.params.id ?? '' });
  });
}

export default function RoutePage() {
  const t = useMessages();
  const { document, routing, people } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>() ?? null;
  return (
    <DocumentFrame document={document} current="route">
      <div className="grid max-w-[56rem] gap-6">
        <div>
          <h2 className="text-lg font-semibold">{routing.workflowTitle}</h2>
          <p className="text-ink-soft">
            {t(routing.preview ? 'routing.preview.lead' : 'routing.steer.lead')}
          </p>
        </div>
        <FormErrors errors={[...new Set(Object.values(refused?.errors ?? {}).flat())]} />
        {routing.warnings.map((warning) => (
          <Notice key={warning} tone="warning">
            {warning}
          </Notice>
        ))}
        {routing.letterless.map(({ decisionId, warning }) => (
          <div key={decisionId} className="grid gap-2">
            <Notice tone="warning">{warning}</Notice>
            {routing.mayAttach ? (
              <Disclosure summary={t('routing.letter.attach')}>
                <AttachLetterForm decisionId={decisionId} />
              </Disclosure>
            ) : null}
          </div>
        ))}
        {routing.preview ? (
          <RoutePreviewForm document={document} routing={routing} preview={routing.preview} />
        ) : (
          <Steering {...{ document, routing, people }} values={refused?.values ?? {}} />
        )}
        {document.can.stop ? <Stop /> : null}
        <p>
          <LinkButton to={`/documents/${document.id}?tab=route`} icon="back">
            {t('routing.back')}
          </LinkButton>
        </p>
      </div>
    </DocumentFrame>
  );
}

function Stop() {
  const t = useMessages();
  return (
    <Disclosure summary={t('routing.stop')}>
      <SharingForm intent="stop" className="grid gap-3 py-2">
        <p>{t('routing.stop.help')}</p>
        <TextArea label={t('routing.reason.label')} name="reason" rows={2} required />
        <div>
          <Button look="danger">{t('routing.stop')}</Button>
        </div>
      </SharingForm>
    </Disclosure>
  );
}
