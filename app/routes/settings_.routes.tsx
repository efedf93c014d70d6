// Approval routes for their editor.
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { answer, requireUser } from '~/platform/http/index.server';
import { EmptyState } from '~/ui/feedback';
import { Icon } from '~/ui/icons';
import { useMessages } from '~/ui/messages/messages-context';
import { pageTitle } from '~/ui/meta';
import { BackLink } from '~/ui/people/back-link';
import { PageHeader } from '~/ui/shell/page-header';

export const meta: MetaFunction = (args) => pageTitle(args, 'routes.title');

export async function loader(args: LoaderFunctionArgs) {
  await requireUser(args);
  return answer(args, async (ctx) => ({ routes: await args.context.services.routeEditor.listRoutes(ctx) }));
}

export default function Routes() {
  const t = useMessages();
  const { routes } = useLoaderData<typeof loader>();
  const kinds = [...new Set(routes.map(({ kind }) => kind))];
  return (
    <div className="max-w-[48rem]">
      <BackLink to="/settings">{t('settings.title')}</BackLink>
      <PageHeader title={t('routes.title')} lead={t('routes.lead')} />
      {routes.length === 0 ? (
        <EmptyState title={t('routes.empty')} text={t('routes.empty.text')} />
      ) : (
        <p className="mb-4 text-ink-soft">{t('routes.count', { count: routes.length })}</p>
      )}
      {kinds.map((kind) => (
        <section key={kind} aria-label={kind} className="mb-6">
          <h2 className="mb-1 text-lg font-semibold">{kind}</h2>
          <ul className="border-t border-line">
            {routes
              .filter((route) => route.kind === kind)
              .map((route) => (
                <li key={route.id} className="border-b border-line py-2">
                  <Link
                    to={`/settings/routes/${route.id}`}
                    prefetch="intent"
                    className="inline-flex min-h-11 items-center font-medium"
                  >
                    {route.title}
                  </Link>
                  {route.note ? <p className="text-ink-soft">{route.note}</p> : null}
                  <p className="flex flex-wrap items-center gap-x-3 text-sm text-ink-soft">
                    {t('routes.steps', { count: route.steps })}
                    {route.isSound ? null : (
                      <span className="flex items-center gap-1 text-danger-ink">
                        <Icon name="warning" className="size-4" />
                        {t('routes.broken')}
                      </span>
                    )}
                  </p>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
