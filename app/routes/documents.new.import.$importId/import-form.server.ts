// The steps of a read text's page: list buttons, and making the document. What was typed and ticked comes back.
import { type ActionFunctionArgs, data, redirect } from '@remix-run/node';
import { placeErrors, readFieldsForm, readTyped, type TypedMap } from '~/modules/templates';
import {
  assertCsrf,
  assertSameOrigin,
  flashCookie,
  readForm,
  requestContext,
} from '~/platform/http/index.server';
import { isAppError } from '~/shared/app-error';
import { runFormStep } from '~/ui/form/form-steps.server';
import type { FormReply } from '~/ui/form/guided-form';
import { chooseLocale, translator } from '~/ui/messages';

const FORM_BYTES = 12 * 1024 * 1024;

export interface ImportReply extends FormReply {
  /** Ids of the mendings taken; null before anything was sent. */
  readonly fixes: readonly string[] | null;
}

export async function runImportForm(args: ActionFunctionArgs) {
  const ctx = await requestContext(args);
  assertSameOrigin(args);
  const form = await readForm(args.request, { maxBytes: FORM_BYTES });
  const fixes = form.getAll('fix').filter((id): id is string => typeof id === 'string');
  const reply = (typed: TypedMap, more: Partial<ImportReply> = {}, status = 200) =>
    data<ImportReply>({ typed, errors: {}, signedOut: false, fixes, ...more }, { status });
  // What was typed waits in the tab (use-kept-form), the text with its person's imports.
  if (ctx.sessionId === null) return reply({}, { signedOut: true }, 401);
  const { queries, commands } = args.context.services.documents;
  const templateId = String(form.get('template') ?? '');
  const { fields } = await queries.getStartForm(ctx, { templateId });
  const typed = readTyped(fields, form);
  const { formDirectory } = args.context.services.identity;
  const step = await runFormStep({ request: args.request, form, fields, typed, directory: formDirectory });
  if (step) return reply(step.typed, step);
  if (form.get('intent') !== 'create') return reply(typed);
  const { values, kept } = readFieldsForm(fields, typed);
  try {
    assertCsrf(args, form);
    const { documentId } = await commands.createFromImport(ctx, {
      importId: args.params.importId ?? '',
      templateId,
      owner: String(form.get('owner') ?? ''),
      fields: values,
      fixes,
    });
    const t = translator(chooseLocale({ acceptLanguage: args.request.headers.get('accept-language') }));
    throw redirect(`/documents/${documentId}`, {
      headers: { 'Set-Cookie': flashCookie(args.request, { kind: 'success', text: t('form.created') }) },
    });
  } catch (error) {
    if (!isAppError(error) || error.kind === 'internal') throw error;
    if (error.code !== 'documents/invalid-fields')
      return reply(typed, { errors: { '': [error.message] } }, 400);
    const faults = error.details.errors as Parameters<typeof placeErrors>[0];
    return reply(typed, { errors: placeErrors(faults, kept) }, 400);
  }
}
