// The steps of the page «Поля»: list buttons, what would change, saving, rebuilding from the template.
import { type ActionFunctionArgs, data, redirect } from '@remix-run/node';
import type { FieldsReviewView } from '~/modules/documents';
import { placeErrors, readFieldsForm, readTyped, type TypedMap } from '~/modules/templates';
import {
  assertCsrf,
  assertSameOrigin,
  flashCookie,
  type RequestContext,
  readForm,
  requestContext,
} from '~/platform/http/index.server';
import { isAppError } from '~/shared/app-error';
import { runFormStep } from '~/ui/form/form-steps.server';
import type { FormReply } from '~/ui/form/guided-form';
import { chooseLocale, translator } from '~/ui/messages';

const FORM_BYTES = 12 * 1024 * 1024;
const CHOICE = 'choice:';

export interface FieldsReply extends FormReply {
  readonly review: FieldsReviewView | null;
  /** Fresh prints after somebody else changed the same fields; null keeps those of the page. */
  readonly seen: Readonly<Record<string, string>> | null;
}

const reply = (typed: TypedMap, more: Partial<FieldsReply> = {}, status = 200) =>
  data<FieldsReply>({ typed, errors: {}, signedOut: false, review: null, seen: null, ...more }, { status });

export async function runFieldsForm(args: ActionFunctionArgs) {
  const ctx = await requestContext(args);
  assertSameOrigin(args);
  const form = await readForm(args.request, { maxBytes: FORM_BYTES });
  const documentId = args.params.id ?? '';
  const { queries } = args.context.services.documents;
  // Nobody is signed in, so nothing of the document may be shown; what was typed waits in the tab (use-kept-form).
  if (ctx.sessionId === null) return reply({}, { signedOut: true }, 401);
  const { fields } = await queries.getFieldsForm(ctx, { documentId });
  const typed = readTyped(fields, form);
  const { formDirectory } = args.context.services.identity;
  const step = await runFormStep({ request: args.request, form, fields, typed, directory: formDirectory });
  if (step) return reply(step.typed, step);
  const { values, kept } = readFieldsForm(fields, typed);
  try {
    return await runIntent(args, ctx, { form, documentId, values, typed });
  } catch (error) {
    if (!isAppError(error) || error.kind === 'internal') throw error;
    if (error.code === 'documents/invalid-fields') {
      const faults = error.details.errors as Parameters<typeof placeErrors>[0];
      return reply(typed, { errors: placeErrors(faults, kept) }, 400);
    }
    const seen =
      error.code === 'documents/fields-changed' ? (error.details.seen as FieldsReply['seen']) : null;
    return reply(typed, { errors: { '': [error.message] }, seen }, 400);
  }
}

interface Step {
  form: FormData;
  documentId: string;
  values: ReturnType<typeof readFieldsForm>['values'];
  typed: TypedMap;
}

async function runIntent(args: ActionFunctionArgs, ctx: RequestContext, step: Step) {
  const { form, documentId, values, typed } = step;
  const { queries, commands } = args.context.services.documents;
  const intent = String(form.get('intent') ?? '');
  const mode = intent.startsWith('rebuild') ? ('rebuild' as const) : ('values' as const);
  const input = { documentId, values, mode, seen: entriesOf(form, 'seen:'), choices: choicesOf(form) };
  if (intent === 'review' || intent === 'rebuild-review') {
    return reply(typed, { review: await queries.reviewFields(ctx, input) });
  }
  if (intent !== 'save' && intent !== 'rebuild-save') return reply(typed);
  assertCsrf(args, form);
  const { changed } = await commands.saveFields(ctx, input);
  const t = translator(chooseLocale({ acceptLanguage: args.request.headers.get('accept-language') }));
  const text = t(!changed ? 'fields.unchanged' : mode === 'rebuild' ? 'fields.rebuilt' : 'fields.saved');
  throw redirect(`/documents/${documentId}/fields?saved=${Date.now().toString(36)}`, {
    headers: { 'Set-Cookie': flashCookie(args.request, { kind: 'success', text }) },
  });
}

function entriesOf(form: FormData, prefix: string): Record<string, string> {
  const entries = [...form.entries()].flatMap(([name, value]) =>
    name.startsWith(prefix) && typeof value === 'string' ? [[name.slice(prefix.length), value] as const] : [],
  );
  return Object.fromEntries(entries);
}

const choicesOf = (form: FormData): Record<string, 'left' | 'right'> =>
  Object.fromEntries(
    Object.entries(entriesOf(form, CHOICE)).map(([key, side]) => [key, side === 'right' ? 'right' : 'left']),
  );
