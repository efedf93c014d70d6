// Approval routes for their editor.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { data, redirect } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import { NewRouteSchema } from '~/modules/workflows/index.server';
import type { FormRefusal } from '~/platform/http';
import {
  answer,
  assertCsrf,
  parseForm,
  readForm,
  refuseForm,
  requireUser,
} from '~/platform/http/index.server';
import { Button } from '~/ui/button';
import { CsrfInput } from '~/ui/csrf';
import { EmptyState, FormErrors } from '~/ui/feedback';
import { Select, TextField } from '~/ui/fields';
import { Icon } from '~/ui/icons';
import { useMessages } from '~/ui/messages/messages-context';
import { pageTitle } from '~/ui/meta';
import { BackLink } from '~/ui/people/back-link';
import { PageHeader } from '~/ui/shell/page-header';

export const meta: MetaFunction = (args) => pageTitle(args, 'routes.title');

export async function loader(args: LoaderFunctionArgs) {
  await requireUser(args);
  const { routeEditor } = args.context.services;
  return answer(args, async (ctx) => ({
    routes: await routeEditor.listRoutes(ctx),
    kinds: await routeEditor.listKinds(),
  }));
}

export async function action(args: ActionFunctionArgs) {
  await requireUser(args);
  return answer(args, async (ctx) => {
    const form = await readForm(args.request, { maxBytes: 8192 });
    const input = parseForm(NewRouteSchema, form);
    if (!input.ok) return data<FormRefusal>(input, { status: 400 });
    let id: string;
    try {
      assertCsrf(args, form);
      id = await args.context.services.routeEditor.createRoute(ctx, input.data);
    } catch (error) {
      return data<FormRefusal>(refuseForm(error, form), { status: 400 });
    }
    throw redirect(`/settings/routes/${id}`);
  });
}

export default function Routes() {
  const t = useMessages();
  const { routes } = useLoaderData<typeof loader>();
  const shownKinds = [...new Set(routes.map(({ kind }) => kind))];
  return (
    <div className="max-w-[48rem]">
      <BackLink to="/settings">{t('settings.title')}</BackLink>
      <PageHeader title={t('routes.title')} lead={t('routes.lead')} />
      {routes.length === 0 ? (
        <EmptyState title={t('routes.empty')} text={t('routes.empty.text')} />
      ) : (
        <p className="mb-4 text-ink-soft">{t('routes.count', { count: routes.length })}</p>
      )}
      {shownKinds.map((kind) => (
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
      <NewRoute />
    </div>
  );
}

function NewRoute() {
  const t = useMessages();
  const { kinds } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const errors = refused?.errors ?? {};
  const typed = (name: string) => {
    const value = refused?.values[name];
    return typeof value === 'string' ? value : '';
  };
  return (
    <section aria-labelledby="new" className="rounded-md border border-line bg-sheet p-4">
      <h2 id="new" className="mb-3 text-lg font-semibold">
        {t('routes.new')}
      </h2>
      <Form method="post" className="grid items-start gap-4 sm:grid-cols-2">
        <CsrfInput />
        <div className="empty:hidden sm:col-span-2">
          <FormErrors errors={errors[''] ?? []} />
        </div>
        <Select
          label={t('routes.new.kind')}
          name="kind"
          options={kinds}
          defaultValue={typed('kind') || kinds[0]?.value}
          errors={errors.kind}
        />
        <TextField
          label={t('routes.field.title')}
          name="title"
          required
          maxLength={300}
          defaultValue={typed('title')}
          errors={errors.title}
        />
        <div className="sm:col-span-2">
          <Button icon="plus">{t('routes.new.create')}</Button>
        </div>
      </Form>
    </section>
  );
}
