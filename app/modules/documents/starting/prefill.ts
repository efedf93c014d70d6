// What is obvious before anybody types: the person's organisation, and himself where the form asks for a secretary.
import type { FieldMap, FieldValues } from '~/modules/templates';

export interface PrefillPerson {
  readonly surname: string;
  readonly name: string;
  readonly patronymic?: string | undefined;
  readonly position?: string | undefined;
}
export interface PrefillInput {
  readonly organisation: { readonly name: string; readonly shortName: string } | null;
  readonly person: PrefillPerson | null;
}

/** Fields of the top level that mean the organisation the document is made for. */
const OWN_ORGANISATION = ['organiser', 'organisation'];

/** First values of a form. Pure; only values that the declarations can hold. */
export function prefillFields(fields: FieldMap, { organisation, person }: PrefillInput): FieldValues {
  const out: Record<string, unknown> = {};
  for (const name of OWN_ORGANISATION) {
    if (!organisation || fields[name]?.type !== 'organisation') continue;
    const { name: full, shortName } = organisation;
    out[name] = shortName === full ? { name: full } : { name: full, shortName };
  }
  const secretary = fields.secretary;
  if (person && secretary?.type === 'group' && secretary.fields.person?.type === 'person') {
    const { position, ...name } = person;
    out.secretary = {
      ...(secretary.fields.position?.type === 'text' && position ? { position } : {}),
      person: Object.fromEntries(Object.entries(name).filter(([, part]) => part !== undefined)),
    };
  }
  return out;
}
