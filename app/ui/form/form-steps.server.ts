// What the buttons inside the guided form do for a browser without scripts: lists, and taking from the directory.
import type { FormDirectory } from '~/modules/identity';
import {
  applyListIntent,
  type FieldMap,
  fillField,
  foreignAccounts,
  parseFillIntent,
  parseListIntent,
  pickName,
  type TypedMap,
  withoutAccounts,
} from '~/modules/templates';
import { chooseLocale, translator } from '../messages';

export interface FormStep {
  readonly typed: TypedMap;
  readonly errors: Readonly<Record<string, readonly string[]>>;
  /** Form paths of accounts that were taken out of `typed`. */
  readonly dropped?: readonly string[];
}

interface Pressed {
  request: Request;
  form: FormData;
  fields: FieldMap;
  typed: TypedMap;
  /** Read only when somebody is taken from it. */
  directory: () => Promise<FormDirectory>;
}

/** Buttons that use no account: an unfinished form is kept as it is, a preview prints none. */
const NO_CHECK = new Set(['', 'keep', 'preview']);

/** An account of somebody else than the name beside it is never sent: it is taken out, and that is said, once. */
async function dropForeign({ request, fields, typed, directory }: Pressed): Promise<FormStep | null> {
  const { people, formerPeople } = await directory();
  const foreign = foreignAccounts(fields, typed, [...people, ...formerPeople]);
  if (foreign.length === 0) return null;
  const t = translator(chooseLocale({ acceptLanguage: request.headers.get('accept-language') }));
  const errors = Object.fromEntries(
    foreign.map(({ path, label }) => [path, [t('form.account.dropped', { account: label })]]),
  );
  const dropped = Object.keys(errors);
  return { typed: withoutAccounts(fields, typed, dropped), errors, dropped };
}

/** The form after the pressed button; null when the button is none of these. */
export async function runFormStep(pressed: Pressed): Promise<FormStep | null> {
  const { request, form, fields, typed } = pressed;
  const list = parseListIntent(form.get('intent'));
  if (list) return { typed: applyListIntent(fields, typed, list), errors: {} };
  const fill = parseFillIntent(form.get('intent'));
  if (!fill) return NO_CHECK.has(String(form.get('intent') ?? '')) ? null : dropForeign(pressed);
  const { type, path } = fill;
  const said = String(form.get(pickName(path)) ?? '').trim();
  const { people, organisations } = await pressed.directory();
  const entry = (type === 'person' ? people : organisations).find(({ label }) => label === said);
  if (entry)
    return { typed: fillField(fields, typed, path, { type, id: entry.id, value: entry.value }), errors: {} };
  const t = translator(chooseLocale({ acceptLanguage: request.headers.get('accept-language') }));
  return { typed, errors: { [pickName(path)]: [t('form.directory.unknown')] } };
}
