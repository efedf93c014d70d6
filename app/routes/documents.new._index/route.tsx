// The way to a new document: whose it is, by which template, or from a ready text; unfinished forms.
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { organisationsToDraftFor } from '~/modules/documents/index.server';
import { answer, assertCsrf, flashCookie, readForm, requireUser } from '~/platform/http/index.server';
import { EmptyState } from '~/ui/feedback';
import { chooseLocale, translator } from '~/ui/messages';
import { useMessages } from '~/ui/messages/messages-context';
import { pageTitle } from '~/ui/meta';
import { PageHeader } from '~/ui/shell/page-header';
import { FormDraftList } from '~/ui/start/form-draft-list';
import { ReadyText } from '~/ui/start/ready-text';
import { StartSearch } from '~/ui/start/start-search';
import { TemplateCards } from '~/ui/start/template-cards';

export const meta: MetaFunction = (args) => pageTitle(args, 'start.title');

const QUERY_LENGTH = 200;

export async function loader(args: LoaderFunctionArgs) {
  await requireUser(args);
  return answer(args, async (ctx) => {
    const parameters = new URL(args.request.url).searchParams;
    const allowed = organisationsToDraftFor(ctx);
    if (allowed.length === 0) return { allowed: false as const };
    const { documents, identity } = args.context.services;
    const q = (parameters.get('q') ?? '').slice(0, QUERY_LENGTH);
    const [organisations, templates, drafts] = await Promise.all([
      identity.listOrganisations(allowed),
      documents.queries.listStartTemplates(ctx, { q }),
      documents.queries.listFormDrafts(ctx),
    ]);
    const asked = parameters.get('owner') ?? '';
    return {
      allowed: true as const,
      q,
      owner: allowed.includes(asked) ? asked : (allowed[0] ?? ''),
      organisations: organisations.map(({ id, shortName }) => ({ id, name: shortName })),
      templates,
      drafts,
    };
  });
}

/** Throws an unfinished form away. */
export async function action(args: ActionFunctionArgs) {
  await requireUser(args);
  return answer(args, async (ctx) => {
    const form = await readForm(args.request);
    assertCsrf(args, form);
    if (form.get('intent') !== 'discard') return data(null, { status: 400 });
    await args.context.services.documents.commands.discardForm(ctx, { id: String(form.get('draft') ?? '') });
    const t = translator(chooseLocale({ acceptLanguage: args.request.headers.get('accept-language') }));
    const headers = {
      'Set-Cookie': flashCookie(args.request, { kind: 'success', text: t('start.drafts.deleted') }),
    };
    throw redirect('/documents/new', { headers });
  });
}

export default function NewDocument() {
  const t = useMessages();
  const page = useLoaderData<typeof loader>();
  if (!page.allowed) return <EmptyState title={t('start.forbidden')} text={t('start.forbidden.text')} />;
  return (
    <>
      <PageHeader title={t('start.title')} lead={t('start.lead')} />
      <FormDraftList drafts={page.drafts} />
      <StartSearch owner={page.owner} organisations={page.organisations} q={page.q} />
      <TemplateCards templates={page.templates} owner={page.owner} q={page.q} />
      <ReadyText owner={page.owner} />
    </>
  );
}
