// One approval route as cards. Every button of the form may come here with the whole draft; only «save» writes.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { data, redirect } from '@remix-run/node';
import {
  Link,
  type ShouldRevalidateFunction,
  useActionData,
  useLoaderData,
  useLocation,
} from '@remix-run/react';
import { asksServer, editDraft, routeChoices, settleClauses, writesRoute } from '~/modules/workflows';
import { RouteFormSchema } from '~/modules/workflows/index.server';
import {
  answer,
  assertCsrf,
  flashCookie,
  parseForm,
  readForm,
  requireUser,
} from '~/platform/http/index.server';
import { formatProblem } from '~/shared/problem';
import { Notice } from '~/ui/feedback';
import { formatMoment } from '~/ui/format';
import { Icon } from '~/ui/icons';
import { requestTexts } from '~/ui/messages';
import { useLocale, useMessages } from '~/ui/messages/messages-context';
import { titled } from '~/ui/meta';
import { BackLink } from '~/ui/people/back-link';
import type { RouteEditorData } from '~/ui/route-editor/editor-types';
import { RouteForm } from '~/ui/route-editor/route-form';
import { PageHeader } from '~/ui/shell/page-header';
import { editorData } from './editor-data.server';

export const meta: MetaFunction<typeof loader> = (args) => titled(args, args.data?.title ?? '');

/** Fifty steps with a hundred people each stay below it. */
const MAX_FORM_BYTES = 2 * 1024 * 1024;

const idOf = ({ params }: { params: Record<string, string | undefined> }) => `${params.kind}/${params.name}`;

export async function loader(args: LoaderFunctionArgs) {
  await requireUser(args);
  return answer(args, async (ctx) => {
    const { routeEditor } = args.context.services;
    const id = idOf(args);
    const [route, lastChange] = await Promise.all([
      routeEditor.openRoute(ctx, { id }),
      routeEditor.lastChange(ctx, { id }),
    ]);
    const last = lastChange && { author: lastChange.author, at: lastChange.at.toISOString() };
    const page = { title: route.title, kindWord: route.kindWord, last };
    if (route.draft)
      return { ...page, editor: editorData(ctx, route, { draft: route.draft }), problems: [], text: '' };
    return { ...page, editor: null, problems: route.problems.map(formatProblem), text: route.text };
  });
}

export async function action(args: ActionFunctionArgs) {
  await requireUser(args);
  return answer(args, async (ctx) => {
    const form = await readForm(args.request, { maxBytes: MAX_FORM_BYTES });
    assertCsrf(args, form);
    const { routeEditor } = args.context.services;
    const id = idOf(args);
    const route = await routeEditor.openRoute(ctx, { id });
    const input = parseForm(RouteFormSchema, form);
    if (!input.ok) throw new Response(null, { status: 400 });
    const { do: button, base, play } = input.data;
    const { fields } = routeChoices(route.fields, route.people);
    const draft = settleClauses(input.data.draft, fields);
    const again = (more: Partial<Omit<RouteEditorData, 'play'>>) =>
      editorData(ctx, route, { draft, base, play, ...more });
    if (button === 'check') return again({ focus: 'findings', announced: true });
    if (button === 'play') return again({ played: true, focus: 'play' });
    if (!asksServer(button)) {
      const edited = editDraft(draft, button, fields);
      return again({ draft: edited.draft, focus: edited.focus });
    }
    const t = requestTexts(args.request);
    const go = (to: string, text: string) =>
      redirect(`/settings/routes/${to}`, {
        headers: { 'Set-Cookie': flashCookie(args.request, { kind: 'success', text }) },
      });
    const broken = () => data(again({ focus: 'findings', announced: true }), { status: 400 });
    if (button === 'copy') {
      const copied = await routeEditor.copyRoute(ctx, { id, draft });
      if (copied.outcome === 'broken') return broken();
      throw go(copied.id, t('routes.copied'));
    }
    // Saving over a text that was changed meanwhile is asked for by that text's hash.
    const over = button.startsWith('over:') ? button.slice('over:'.length) : base;
    const saved = await routeEditor.saveRoute(ctx, { id, draft, base: over });
    if (saved.outcome === 'broken') return broken();
    if (saved.outcome === 'conflict') {
      const conflict = { by: saved.by, at: saved.at?.toISOString() ?? null, base: saved.base };
      return data(again({ focus: 'findings', announced: true, conflict }), { status: 409 });
    }
    throw go(id, t(saved.changed ? 'routes.saved' : 'routes.saved.same'));
  });
}

// Buttons that only redraw the cards change nothing that a loader reads.
export const shouldRevalidate: ShouldRevalidateFunction = ({ formData, defaultShouldRevalidate }) => {
  const button = formData?.get('do');
  return typeof button === 'string' && !writesRoute(button) ? false : defaultShouldRevalidate;
};

export default function EditRoute() {
  const t = useMessages();
  const locale = useLocale();
  const page = useLoaderData<typeof loader>();
  const answered = useActionData<typeof action>();
  const { pathname } = useLocation();
  const editor = answered ?? page.editor;
  const last =
    page.last && t('routes.edit.last', { author: page.last.author, at: formatMoment(page.last.at, locale) });
  return (
    <div className="max-w-[76rem]">
      <BackLink to="/settings/routes">{t('routes.back')}</BackLink>
      <PageHeader
        title={page.title}
        lead={`${t('routes.edit.lead', { kind: page.kindWord })} ${last ?? ''}`}
      />
      {editor ? (
        <RouteForm key={pathname} data={editor as RouteEditorData} />
      ) : (
        <div className="grid gap-4">
          <Notice tone="danger">
            <p className="font-medium">{t('routes.unreadable')}</p>
            <p>{t('routes.unreadable.text')}</p>
            <ul className="mt-1 list-disc pl-5">
              {page.problems.map((problem) => (
                <li key={problem}>{problem}</li>
              ))}
            </ul>
          </Notice>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keys */}
          <pre tabIndex={0} className="overflow-x-auto rounded-md border border-line bg-sheet p-3 text-sm">
            {page.text}
          </pre>
        </div>
      )}
      <p className="mt-6 border-t border-line pt-4">
        <Link to={`${pathname}/delete`} className="inline-flex min-h-11 items-center gap-2 text-danger-ink">
          <Icon name="cross" />
          {t('routes.delete')}
        </Link>
      </p>
    </div>
  );
}
