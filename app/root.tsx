// The frame of every page: language, fonts, navigation, errors. A page whose route says `hydrate: false` gets no
// scripts, and on such addresses the loader looks at no cookie, so the page is the same for everybody.
import golosCyrillic from '@fontsource-variable/golos-text/files/golos-text-cyrillic-wght-normal.woff2?url';
import { data, type LinksFunction, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useHref,
  useLocation,
  useMatches,
  useNavigate,
  useRouteError,
  useRouteLoaderData,
} from '@remix-run/react';
import type { ReactNode } from 'react';
import { I18nProvider, RouterProvider } from 'react-aria-components';
import { issueCsrf, requestContext, takeFlash } from '~/platform/http/index.server';
import './styles/app.css';
import { CsrfContext } from './ui/csrf';
import { ErrorPage } from './ui/error-page';
import { Notice } from './ui/feedback';
import { chooseLocale, type Locale, translator } from './ui/messages';
import { MessagesProvider } from './ui/messages/messages-context';
import { useNonce } from './ui/nonce';
import { isHydrated, isReadingPath, shellOf } from './ui/route-handle';
import { NavigationProgress } from './ui/shell/navigation-progress';
import { PageShell } from './ui/shell/page-shell';
import { PublicShell } from './ui/shell/public-shell';
import { SkipLink } from './ui/shell/skip-link';

const LOCALE_COOKIE = 'khartia-lang';
const ONE_YEAR_S = 31_536_000;

export const links: LinksFunction = () => [
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
  { rel: 'preload', href: golosCyrillic, as: 'font', type: 'font/woff2', crossOrigin: 'anonymous' },
  { rel: 'alternate', href: '/feed.xml', type: 'application/atom+xml', title: 'Хартия' },
];

export const meta: MetaFunction<typeof loader> = ({ data: root }) => {
  const t = translator(root?.locale ?? 'ru');
  return [{ title: t('app.name') }, { name: 'description', content: t('app.tagline') }];
};

export async function loader({ request, context }: LoaderFunctionArgs) {
  const url = new URL(request.url);
  const query = url.searchParams.get('lang');
  const acceptLanguage = request.headers.get('accept-language');
  if (isReadingPath(url.pathname)) {
    return data({ locale: chooseLocale({ query, acceptLanguage }), user: null, csrf: '', flash: null });
  }
  const cookie = /(?:^|;\s*)khartia-lang=(\w+)/.exec(request.headers.get('cookie') ?? '')?.[1];
  const locale = chooseLocale({ query, cookie, acceptLanguage });
  const ctx = await requestContext({ request, context });
  const { flash, setCookie: flashDone } = takeFlash(request);
  const csrf = issueCsrf(request);
  const headers = new Headers();
  if (flashDone) headers.append('Set-Cookie', flashDone);
  if (csrf.setCookie) headers.append('Set-Cookie', csrf.setCookie);
  if (query === locale && cookie !== locale) headers.append('Set-Cookie', localeCookie(locale));
  const user =
    ctx.sessionId === null ? null : { name: ctx.actor.name, waiting: await waitingFor(ctx, context) };
  return data({ locale, user, csrf: csrf.token, flash }, { headers });
}

const localeCookie = (locale: Locale) =>
  `${LOCALE_COOKIE}=${locale}; Path=/; SameSite=Lax; Max-Age=${ONE_YEAR_S}`;

function waitingFor(
  ctx: Awaited<ReturnType<typeof requestContext>>,
  context: LoaderFunctionArgs['context'],
): Promise<number> {
  return context.services.documents.queries.countApprovalTasks(ctx);
}

export function Layout({ children }: { children: ReactNode }) {
  const locale = useRouteLoaderData<typeof loader>('root')?.locale ?? 'ru';
  const handles = useMatches().map((match) => match.handle);
  const hydrated = isHydrated(handles);
  const nonce = useNonce();
  return (
    <html lang={locale}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="color-scheme" content="light dark" />
        {hydrated ? <meta property="csp-nonce" nonce={nonce} suppressHydrationWarning /> : null}
        <Meta />
        <Links />
      </head>
      <body>
        <MessagesProvider locale={locale}>
          <SkipLink />
          {children}
        </MessagesProvider>
        {hydrated ? (
          <>
            <ScrollRestoration nonce={nonce} />
            <Scripts nonce={nonce} />
          </>
        ) : null}
      </body>
    </html>
  );
}

export default function App() {
  return (
    <Frame>
      <Outlet />
    </Frame>
  );
}

export function ErrorBoundary() {
  const { pathname, search } = useLocation();
  const error = useRouteError();
  return (
    <Frame failed>
      <ErrorPage error={error} returnTo={pathname + search} />
    </Frame>
  );
}

/** The shell by who looks and by the route's wish; interaction providers only where scripts run. */
function Frame({ children, failed = false }: { children: ReactNode; failed?: boolean }) {
  const root = useRouteLoaderData<typeof loader>('root');
  const handles = useMatches().map((match) => match.handle);
  const shell = shellOf(handles);
  if (shell === 'none' && !failed) return children;
  if (!isHydrated(handles)) return <PublicShell signedIn={false}>{children}</PublicShell>;
  const content = (
    <>
      {root?.flash ? (
        <div className="mb-6">
          <Notice tone={root.flash.kind}>{root.flash.text}</Notice>
        </div>
      ) : null}
      {children}
    </>
  );
  return (
    <Interactive locale={root?.locale ?? 'ru'} csrf={root?.csrf ?? ''}>
      {root?.user && shell !== 'public' ? (
        <PageShell user={root.user}>{content}</PageShell>
      ) : (
        <PublicShell signedIn={Boolean(root?.user)}>{content}</PublicShell>
      )}
    </Interactive>
  );
}

function Interactive({ locale, csrf, children }: { locale: Locale; csrf: string; children: ReactNode }) {
  const navigate = useNavigate();
  return (
    <I18nProvider locale={locale === 'ru' ? 'ru-RU' : 'en-GB'}>
      <RouterProvider navigate={navigate} useHref={useHref}>
        <CsrfContext.Provider value={csrf}>
          <NavigationProgress />
          {children}
        </CsrfContext.Provider>
      </RouterProvider>
    </I18nProvider>
  );
}
