import type { LoaderFunctionArgs } from '@remix-run/node';

/** 200 as soon as the process answers; looks at no store, so a busy one is not taken for a dead one. */
export function loader(_args: LoaderFunctionArgs) {
  return new Response('ok\n', {
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' },
  });
}
