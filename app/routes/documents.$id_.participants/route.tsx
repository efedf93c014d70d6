// Who takes part in a document and as what, who reads it, personal links, consents to names.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { answer, readForm, requireUser } from '~/platform/http/index.server';
import { DocumentFrame } from '~/ui/document/document-frame';
import { FormErrors } from '~/ui/feedback';
import { titled } from '~/ui/meta';
import { AddParticipant } from '~/ui/sharing/add-participant';
import { ConsentList } from '~/ui/sharing/consent-list';
import { ParticipantList } from '~/ui/sharing/participant-list';
import { PersonalLinks } from '~/ui/sharing/personal-links';
import { VisibilityForm } from '~/ui/sharing/visibility-form';
import { runSharing } from './run-sharing.server';

const MONTH_MS = 30 * 24 * 3_600_000;

export const meta: MetaFunction<typeof loader> = (args) => titled(args, args.data?.document.title ?? '');

export async function loader(args: LoaderFunctionArgs) {
  await requireUser(args);
  const id = args.params.id ?? '';
  const who = new URL(args.request.url).searchParams.get('who') ?? '';
  const { queries } = args.context.services.documents;
  return answer(args, async (ctx) => {
    const [document, sharing, found] = await Promise.all([
      queries.getDocumentHead(ctx, { id }),
      queries.getSharing(ctx, { id }),
      queries.searchSubjects(ctx, { id, q: who }),
    ]);
    const inAMonth = new Date(ctx.now().getTime() + MONTH_MS).toISOString().slice(0, 10);
    return { document, sharing, found, who, inAMonth };
  });
}

export async function action(args: ActionFunctionArgs) {
  await requireUser(args);
  return answer(args, async (ctx) => {
    const form = await readForm(args.request, { maxBytes: 64 * 1024 });
    return runSharing(args, ctx, { form, documentId: args.params.id ?? '' });
  });
}

export default function Participants() {
  const { document, sharing, found, who, inAMonth } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>() ?? null;
  return (
    <DocumentFrame document={document} current="participants">
      <div className="grid max-w-[52rem] gap-10">
        <FormErrors errors={[...new Set(Object.values(refused?.errors ?? {}).flat())]} />
        <ParticipantList sharing={sharing} />
        {sharing.mayShare ? (
          <>
            <AddParticipant found={found} who={who} sections={sharing.sections} />
            <PersonalLinks links={sharing.links} expiresOn={inAMonth} refused={refused} />
            <VisibilityForm sharing={sharing} />
          </>
        ) : null}
        <ConsentList sharing={sharing} />
      </div>
    </DocumentFrame>
  );
}
