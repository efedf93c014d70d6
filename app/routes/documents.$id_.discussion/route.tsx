import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { answer, requireUser } from '~/platform/http/index.server';
import { DiscussionDesk } from '~/ui/discussion/discussion-desk';
import { DocumentFrame } from '~/ui/document/document-frame';
import { titled } from '~/ui/meta';
import { act } from './act.server';

export const meta: MetaFunction<typeof loader> = (args) => titled(args, args.data?.document.title ?? '');

export async function loader(args: LoaderFunctionArgs) {
  await requireUser(args);
  const documentId = args.params.id ?? '';
  const query = new URL(args.request.url).searchParams;
  const asked = (name: string) => query.get(name) || undefined;
  const filter = {
    status: asked('status'),
    point: asked('point'),
    section: asked('section'),
    page: Number(asked('page')) || undefined,
  };
  return answer(args, async (ctx) => {
    const { queries } = args.context.services.documents;
    const [document, desk] = await Promise.all([
      queries.getDocumentHead(ctx, { id: documentId }),
      queries.getDiscussion(ctx, { documentId, filter }),
    ]);
    return { document, desk, filter };
  });
}

export async function action(args: ActionFunctionArgs) {
  await requireUser(args);
  return answer(args, (ctx) => act({ ...args, ctx, documentId: args.params.id ?? '' }));
}

export default function DiscussionPage() {
  const { document, desk, filter } = useLoaderData<typeof loader>();
  const acted = useActionData<typeof action>();
  return (
    <DocumentFrame document={document} current="discussion">
      <DiscussionDesk
        desk={desk}
        document={document}
        filter={filter}
        refused={acted?.refused ?? null}
        authors={acted?.authors ?? null}
      />
    </DocumentFrame>
  );
}
