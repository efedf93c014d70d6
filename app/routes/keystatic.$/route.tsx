// The content editor's page. Its code (830 kB) is a lazy chunk of this page alone and never runs on the server.
import { data, type LoaderFunctionArgs } from '@remix-run/node';
import { type ClientLoaderFunctionArgs, useLoaderData } from '@remix-run/react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { canEditContent, identityText } from '~/modules/identity';
import { identityError } from '~/modules/identity/index.server';
import { answer, requireUser } from '~/platform/http/index.server';
import { LinkButton } from '~/ui/button';
import { EmptyState } from '~/ui/feedback';
import { useLocale } from '~/ui/messages/messages-context';
import type { RouteHandle } from '~/ui/route-handle';

export const handle: RouteHandle = { shell: 'none' };
export const meta = () => [
  { title: 'Справочные материалы — Хартия' },
  { name: 'robots', content: 'noindex' },
];

const Editor = lazy(() => import('./editor.client'));

export async function loader(args: LoaderFunctionArgs) {
  return answer(args, async () => {
    const ctx = await requireUser(args);
    if (!canEditContent(ctx.actor)) throw identityError('not-editor');
    const state = args.context.services.content.state();
    if (state.mode === 'read-only') return data({ unavailable: state.reason }, { status: 409 });
    return data({ unavailable: null });
  });
}

// The editor needs its own content policy, which comes only with a document: a client navigation from another page
// becomes a page load. Moves inside the editor are its own.
const startedHere = typeof window !== 'undefined' && /^\/keystatic(\/|$)/.test(window.location.pathname);

export function clientLoader({ request, serverLoader }: ClientLoaderFunctionArgs) {
  if (startedHere) return serverLoader<typeof loader>();
  window.location.assign(request.url);
  return new Promise<never>(() => undefined);
}

export default function ContentEditor() {
  const { unavailable } = useLoaderData<typeof loader>();
  const t = identityText(useLocale());
  const [isBrowser, setIsBrowser] = useState(false);
  useEffect(() => setIsBrowser(true), []);
  if (unavailable !== null) {
    return (
      <main id="content" className="mx-auto max-w-[44rem] px-4 py-10">
        <h1 className="mb-6 text-xl font-semibold">{t('editor.title')}</h1>
        <EmptyState title={t('editor.unavailable')} text={unavailable} icon="archive">
          <LinkButton to="/" reloadDocument>
            {t('editor.home')}
          </LinkButton>
        </EmptyState>
      </main>
    );
  }
  const loading = (
    <main id="content" className="px-4 py-10">
      <h1 className="text-xl font-semibold">{t('editor.title')}</h1>
      <p role="status">{t('editor.loading')}</p>
    </main>
  );
  return isBrowser ? (
    <Suspense fallback={loading}>
      <Editor />
    </Suspense>
  ) : (
    loading
  );
}
