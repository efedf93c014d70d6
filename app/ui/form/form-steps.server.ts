// What the buttons inside the guided form do for a browser without scripts: lists, and taking from the directory.
import type { FormDirectory } from '~/modules/identity';
import {
  applyListIntent,
  type FieldMap,
  fillField,
  parseFillIntent,
  parseListIntent,
  pickName,
  type TypedMap,
} from '~/modules/templates';
import { chooseLocale, translator } from '../messages';

export interface FormStep {
  readonly typed: TypedMap;
  readonly errors: Readonly<Record<string, readonly string[]>>;
}

interface Pressed {
  request: Request;
  form: FormData;
  fields: FieldMap;
  typed: TypedMap;
  /** Read only when somebody is taken from it. */
  directory: () => Promise<FormDirectory>;
}

/** The form after the pressed button; null when the button is none of these. */
export async function runFormStep(pressed: Pressed): Promise<FormStep | null> {
  const { request, form, fields, typed } = pressed;
  const list = parseListIntent(form.get('intent'));
  if (list) return { typed: applyListIntent(fields, typed, list), errors: {} };
  const fill = parseFillIntent(form.get('intent'));
  if (!fill) return null;
  const { type, path } = fill;
  const said = String(form.get(pickName(path)) ?? '').trim();
  const { people, organisations } = await pressed.directory();
  const entry = (type === 'person' ? people : organisations).find(({ label }) => label === said);
  if (entry)
    return { typed: fillField(fields, typed, path, { type, id: entry.id, value: entry.value }), errors: {} };
  const t = translator(chooseLocale({ acceptLanguage: request.headers.get('accept-language') }));
  return { typed, errors: { [pickName(path)]: [t('form.directory.unknown')] } };
}
