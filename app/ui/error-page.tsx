import { isRouteErrorResponse } from '@remix-run/react';
import { buttonClass } from './button';
import { ErrorState } from './feedback';
import { useMessages } from './messages/messages-context';

type Kind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'notFound'
  | 'conflict'
  | 'limit'
  | 'unavailable'
  | 'internal';
const kinds: Record<number, Kind> = {
  400: 'invalid',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'notFound',
  405: 'invalid',
  409: 'conflict',
  413: 'limit',
  429: 'limit',
  503: 'unavailable',
};

/** What a loader's Response says about itself (platform/http's ErrorBody), if it does. */
function bodyOf(error: unknown): { message?: string | undefined; requestId?: string | undefined } {
  if (!isRouteErrorResponse(error) || typeof error.data !== 'object' || error.data === null) return {};
  const { message, requestId } = error.data as Record<string, unknown>;
  return {
    message: typeof message === 'string' && message ? message : undefined,
    requestId: typeof requestId === 'string' ? requestId : undefined,
  };
}

/** Any error as a page: what happened, why, what to do, where to go. */
export function ErrorPage({ error, returnTo }: { error: unknown; returnTo: string }) {
  const t = useMessages();
  const kind = (isRouteErrorResponse(error) && kinds[error.status]) || 'internal';
  const { message, requestId } = bodyOf(error);
  return (
    <ErrorState
      title={t(`error.${kind}`)}
      why={message ?? t(`error.${kind}.why`)}
      todo={t(`error.${kind}.todo`)}
      requestId={kind === 'internal' || kind === 'unavailable' ? requestId : undefined}
    >
      {kind === 'unauthenticated' ? (
        <a href={`/sign-in?next=${encodeURIComponent(returnTo)}`} className={buttonClass('primary')}>
          {t('error.signIn')}
        </a>
      ) : null}
      {kind === 'conflict' || kind === 'unavailable' || kind === 'internal' ? (
        <a href={returnTo} className={buttonClass('primary')}>
          {t('error.retry')}
        </a>
      ) : null}
      <a
        href="/"
        className={buttonClass(kind === 'notFound' || kind === 'forbidden' ? 'primary' : 'secondary')}
      >
        {t('error.home')}
      </a>
    </ErrorState>
  );
}
