import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';

const notFound = () => new Response(null, { status: 404, headers: { 'Cache-Control': 'no-store' } });

/** Every address that nothing else answers; the page itself is the root's error boundary. */
export function loader(_args: LoaderFunctionArgs): never {
  throw notFound();
}

export function action(_args: ActionFunctionArgs): never {
  throw notFound();
}

export default function NotFound() {
  return null;
}
