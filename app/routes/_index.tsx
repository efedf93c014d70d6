import { type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useLoaderData, useRouteLoaderData } from '@remix-run/react';
import { organisationsToDraftFor } from '~/modules/documents/index.server';
import { answer } from '~/platform/http/index.server';
import type { loader as rootLoader } from '~/root';
import { PublicHome } from '~/ui/home/public-home';
import { WorkHome } from '~/ui/home/work-home';
import { pageTitle } from '~/ui/meta';

const SHOWN = 5;
const SHOWN_PUBLIC = 20;

export const meta: MetaFunction = (args) => pageTitle(args, 'home.title');

/** A signed-in person sees what waits for him; a visitor what is published. */
export function loader(args: LoaderFunctionArgs) {
  const { queries } = args.context.services.documents;
  return answer(args, async (ctx) => {
    if (ctx.sessionId === null) {
      if (!(await args.context.services.identity.isSetUp())) throw redirect('/setup');
      const published = await queries.listPublished(ctx, { limit: SHOWN_PUBLIC });
      return { home: 'public' as const, published };
    }
    const [tasks, recent] = await Promise.all([
      queries.listApprovalTasks(ctx),
      queries.listDocuments(ctx, { sort: 'updated', page: 1 }),
    ]);
    const mayCreate = organisationsToDraftFor(ctx).length > 0;
    return {
      home: 'work' as const,
      tasks: tasks.slice(0, SHOWN),
      recent: recent.items.slice(0, SHOWN),
      mayCreate,
    };
  });
}

export default function Index() {
  const view = useLoaderData<typeof loader>();
  const user = useRouteLoaderData<typeof rootLoader>('root')?.user;
  if (view.home === 'public') return <PublicHome published={view.published} />;
  return (
    <WorkHome name={user?.name ?? ''} tasks={view.tasks} recent={view.recent} mayCreate={view.mayCreate} />
  );
}
