import { data, redirect } from '@remix-run/node';
import { assertCsrf } from './csrf.server';
import { flashCookie } from './flash.server';
import { type FormRefusal, refuseForm } from './form-values';
import type { RouteArgs } from './load-context';

/**
 * Runs the command of a form. A refusal comes back beside what was typed; success leads to `to` with a word about it.
 * A Response thrown by `run` passes.
 */
export async function submitForm(
  args: RouteArgs,
  form: FormData,
  done: { readonly to: string; readonly notice: string },
  run: () => Promise<unknown>,
) {
  try {
    assertCsrf(args, form);
    await run();
  } catch (error) {
    if (error instanceof Response) throw error;
    return data<FormRefusal>(refuseForm(error, form), { status: 400 });
  }
  throw redirect(done.to, {
    headers: { 'Set-Cookie': flashCookie(args.request, { kind: 'success', text: done.notice }) },
  });
}
