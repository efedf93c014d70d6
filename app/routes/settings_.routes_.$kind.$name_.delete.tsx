// A route is asked about before it is deleted: what stands against it, what becomes of documents on the way.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { answer, readForm, requireUser, submitForm } from '~/platform/http/index.server';
import { Button, LinkButton } from '~/ui/button';
import { CsrfInput } from '~/ui/csrf';
import { FormErrors, Notice } from '~/ui/feedback';
import { requestTexts } from '~/ui/messages';
import { useMessages } from '~/ui/messages/messages-context';
import { pageTitle } from '~/ui/meta';
import { BackLink } from '~/ui/people/back-link';
import { PageHeader } from '~/ui/shell/page-header';

export const meta: MetaFunction = (args) => pageTitle(args, 'routes.delete');

const idOf = ({ params }: { params: Record<string, string | undefined> }) => `${params.kind}/${params.name}`;

export async function loader(args: LoaderFunctionArgs) {
  await requireUser(args);
  const { routeEditor } = args.context.services;
  const id = idOf(args);
  return answer(args, async (ctx) => {
    const [{ title, base }, templates] = await Promise.all([
      routeEditor.openRoute(ctx, { id }),
      routeEditor.templatesOn(ctx, { id }),
    ]);
    return { id, title, base, templates };
  });
}

export async function action(args: ActionFunctionArgs) {
  await requireUser(args);
  return answer(args, async (ctx) => {
    const form = await readForm(args.request, { maxBytes: 8192 });
    const notice = requestTexts(args.request)('routes.deleted');
    return submitForm(args, form, { to: '/settings/routes', notice }, () =>
      args.context.services.routeEditor.removeRoute(ctx, {
        id: idOf(args),
        base: String(form.get('base') ?? ''),
      }),
    );
  });
}

export default function DeleteRoute() {
  const t = useMessages();
  const { id, title, base, templates } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const back = `/settings/routes/${id}`;
  return (
    <div className="grid max-w-[44rem] grid-cols-1 gap-4">
      <BackLink to={back}>{t('routes.delete.back')}</BackLink>
      <PageHeader title={t('routes.delete.title', { title })} lead={t('routes.delete.lead')} />
      <FormErrors errors={refused?.errors[''] ?? []} />
      {templates.length > 0 ? (
        <Notice tone="warning">
          <p className="font-medium">{t('routes.delete.used')}</p>
          <ul className="my-1 list-disc pl-5">
            {templates.map((template) => (
              <li key={template}>{template}</li>
            ))}
          </ul>
          <p>{t('routes.delete.used.text')}</p>
        </Notice>
      ) : (
        <Form method="post" className="flex flex-wrap gap-3">
          <CsrfInput />
          <input type="hidden" name="base" value={base} />
          <Button look="danger">{t('routes.delete')}</Button>
          <LinkButton to={back}>{t('routes.delete.keep')}</LinkButton>
        </Form>
      )}
    </div>
  );
}
