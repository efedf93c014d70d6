// The content editor's API: loader and action are both guarded (role, origin, paths, read-only disk).
// Refusals are plain text, because the editor shows the body of a failed answer as it is.
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import type { ErrorBody, RouteArgs } from '~/platform/http';
import { type RequestContext, requestContext, toResponse } from '~/platform/http/index.server';
import { readFromEditor, saveFromEditor } from './editor-api.server';

export async function loader(args: LoaderFunctionArgs) {
  return answerEditor(args, (ctx) => readFromEditor(ctx, args));
}

export async function action(args: ActionFunctionArgs) {
  return answerEditor(args, (ctx) => saveFromEditor(ctx, args));
}

async function answerEditor(
  args: RouteArgs,
  run: (ctx: RequestContext) => Promise<Response>,
): Promise<Response> {
  try {
    return await run(await requestContext(args));
  } catch (error) {
    const refusal = toResponse(error, args);
    const { message } = (await refusal.json()) as ErrorBody;
    const headers = { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' };
    return new Response(message, { status: refusal.status, headers });
  }
}
