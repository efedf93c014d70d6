// The paper of an unfinished form, for the page that shows it beside the form; it changes nothing.
import type { ActionFunctionArgs } from '@remix-run/node';
import { readFieldsForm, readTyped } from '~/modules/templates';
import { answer, assertCsrf, readForm, requireUser } from '~/platform/http/index.server';

const FORM_BYTES = 12 * 1024 * 1024;

export async function action(args: ActionFunctionArgs) {
  const ctx = await requireUser(args);
  return answer(args, async () => {
    const form = await readForm(args.request, { maxBytes: FORM_BYTES });
    assertCsrf(args, form);
    const templateId = String(form.get('template') ?? '');
    const { queries } = args.context.services.documents;
    const { fields } = await queries.getStartForm(ctx, { templateId });
    const { values } = readFieldsForm(fields, readTyped(fields, form));
    const owner = String(form.get('owner') ?? '');
    return Response.json(await queries.previewTemplate(ctx, { templateId, owner, fields: values }));
  });
}
