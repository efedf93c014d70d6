// The guided form's loader and steps: what stands in it first, and what each button does.
import { type ActionFunctionArgs, data, redirect } from '@remix-run/node';
import { organisationsToDraftFor } from '~/modules/documents/index.server';
import { type FieldMap, placeErrors, readFieldsForm, readTyped, type TypedMap } from '~/modules/templates';
import {
  assertCsrf,
  assertSameOrigin,
  flashCookie,
  type RequestContext,
  readForm,
  requestContext,
} from '~/platform/http/index.server';
import { isAppError } from '~/shared/app-error';
import { systemActor } from '~/shared/context';
import { runFormStep } from '~/ui/form/form-steps.server';
import type { FormReply } from '~/ui/form/guided-form';
import { chooseLocale, translator } from '~/ui/messages';
import { readDraftRef } from './read-draft-ref';

/** A form in which people may paste a long text each into many fields. */
export const FORM_BYTES = 12 * 1024 * 1024;

/**
 * Requests whose session ended while the person was typing. Their page is drawn again with what was typed, though
 * nobody is signed in: the loader that runs after the action must know.
 */
const signedOut = new WeakSet<object>();

/** The context for drawing the form; null when the person must sign in first. */
export async function formContext(args: Pick<ActionFunctionArgs, 'request' | 'context'>) {
  const ctx = await requestContext(args);
  if (ctx.sessionId !== null) return { ctx, returned: false };
  if (!signedOut.has(args.context)) return null;
  return { ctx: { ...ctx, actor: systemActor('form') }, returned: true };
}

export interface StartReply extends FormReply {
  readonly preview: { html: string | null } | null;
}

interface Step {
  args: ActionFunctionArgs;
  ctx: RequestContext;
  form: FormData;
  templateId: string;
  owner: string;
  fields: FieldMap;
  typed: TypedMap;
}

const reply = (typed: TypedMap, more: Partial<StartReply> = {}, status = 200) =>
  data<StartReply>({ typed, errors: {}, signedOut: false, preview: null, ...more }, { status });

/** Everything a button of the form does. What was typed comes back whatever happens. */
export async function runStartForm(args: ActionFunctionArgs) {
  const ctx = await requestContext(args);
  assertSameOrigin(args);
  const form = await readForm(args.request, { maxBytes: FORM_BYTES });
  const templateId = `${args.params.kind}/${args.params.name}`;
  const { queries } = args.context.services.documents;
  const asking = ctx.sessionId === null ? { ...ctx, actor: systemActor('form') } : ctx;
  const { fields } = await queries.getStartForm(asking, { templateId });
  const typed = readTyped(fields, form);
  if (ctx.sessionId === null) {
    signedOut.add(args.context);
    return reply(typed, { signedOut: true }, 401);
  }
  const { formDirectory } = args.context.services.identity;
  const step = await runFormStep({ request: args.request, form, fields, typed, directory: formDirectory });
  if (step) return reply(step.typed, step);
  const owner = String(form.get('owner') ?? '');
  try {
    return await runIntent({ args, ctx, form, templateId, owner, fields, typed });
  } catch (error) {
    if (!isAppError(error) || error.kind === 'internal') throw error;
    return reply(typed, { errors: { '': [error.message] } }, 400);
  }
}

async function runIntent(step: Step) {
  const { args, ctx, form, templateId, owner, fields, typed } = step;
  const { queries } = args.context.services.documents;
  switch (form.get('intent')) {
    case 'create':
      return create(step);
    case 'keep':
      return keep(step);
    case 'preview': {
      const { values } = readFieldsForm(fields, typed);
      return reply(typed, {
        preview: await queries.previewTemplate(ctx, { templateId, owner, fields: values }),
      });
    }
    default:
      return reply(typed);
  }
}

async function create({ args, ctx, form, templateId, owner, fields, typed }: Step) {
  const { commands } = args.context.services.documents;
  assertCsrf(args, form);
  const { values, kept } = readFieldsForm(fields, typed);
  try {
    const { documentId } = await commands.createDocument(ctx, { templateId, owner, fields: values });
    const draft = readDraftRef(form);
    if (draft) await discardQuietly(args, ctx, draft.id);
    throw redirectWith(args, `/documents/${documentId}`, 'form.created');
  } catch (error) {
    if (!isAppError(error) || error.code !== 'documents/invalid-fields') throw error;
    const faults = error.details.errors as Parameters<typeof placeErrors>[0];
    return reply(typed, { errors: placeErrors(faults, kept) }, 400);
  }
}

/** The document is there: an unfinished form that another page has deleted already is no reason to complain. */
async function discardQuietly(args: ActionFunctionArgs, ctx: RequestContext, id: string): Promise<void> {
  try {
    await args.context.services.documents.commands.discardForm(ctx, { id });
  } catch (error) {
    if (!isAppError(error) || error.code !== 'documents/form-not-found') throw error;
  }
}

async function keep({ args, ctx, form, templateId, owner, typed }: Step) {
  assertCsrf(args, form);
  const draft = readDraftRef(form);
  const kept = await args.context.services.documents.commands.keepForm(ctx, {
    templateId,
    owner,
    typed,
    draft,
  });
  throw redirectWith(args, '/documents/new', kept.copied ? 'form.kept.copy' : 'form.kept');
}

function redirectWith(
  { request }: ActionFunctionArgs,
  to: string,
  message: 'form.created' | 'form.kept' | 'form.kept.copy',
): Response {
  const t = translator(chooseLocale({ acceptLanguage: request.headers.get('accept-language') }));
  return redirect(to, {
    headers: { 'Set-Cookie': flashCookie(request, { kind: 'success', text: t(message) }) },
  });
}

/** The organisation asked for when the person may draft for it, else the first he may. */
export function ownerOf(ctx: RequestContext, asked: string | null): string {
  const allowed = organisationsToDraftFor(ctx);
  return asked !== null && (allowed.includes(asked) || ctx.actor.type === 'system')
    ? asked
    : (allowed[0] ?? '');
}
