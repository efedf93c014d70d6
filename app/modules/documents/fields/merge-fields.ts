// Fields that a form brings back, against the fields as they are now: what the person did not touch stays as others
// left it, what only he changed is taken, what both changed is a conflict that he settles. By top-level field. Pure.
import { type FieldMap, type FieldValues, readFieldsForm, typedOf } from '~/modules/templates';
import { canonicalJson } from '~/shared/canonical-json';

/** Makes a short print of a value; the module's own is SHA-256. */
export type Print = (text: string) => string;

/** Values as the form would give them: an unticked box and an absent one are the same. */
const throughForm = (fields: FieldMap, values: FieldValues): FieldValues =>
  readFieldsForm(fields, typedOf(fields, values)).values;
const textOf = (value: unknown): string => canonicalJson([value === undefined ? null : (value as never)]);

/** Prints of the fields as a form shows them: sent back with it, they tell what the person saw. */
export function fieldPrints(fields: FieldMap, values: FieldValues, print: Print): Record<string, string> {
  const shown = throughForm(fields, values);
  return Object.fromEntries(Object.keys(fields).map((name) => [name, print(textOf(shown[name]))]));
}

export interface MergedFields {
  readonly values: Record<string, unknown>;
  /** Names of the fields that the form changes. */
  readonly changed: readonly string[];
  /** Names of fields that somebody else has changed to something else since the person looked. */
  readonly conflicts: readonly string[];
}

export function mergeFields(
  fields: FieldMap,
  input: { current: FieldValues; mine: FieldValues; seen: Readonly<Record<string, string>> },
  print: Print,
): MergedFields {
  const shown = throughForm(fields, input.current);
  const values: Record<string, unknown> = { ...input.current };
  const changed: string[] = [];
  const conflicts: string[] = [];
  for (const name of Object.keys(fields)) {
    const [now, mine] = [textOf(shown[name]), textOf(input.mine[name])];
    if (now === mine) continue;
    const seen = input.seen[name];
    if (print(mine) === seen) continue;
    if (print(now) !== seen) conflicts.push(name);
    if (input.mine[name] === undefined) delete values[name];
    else values[name] = input.mine[name];
    changed.push(name);
  }
  return { values, changed, conflicts };
}
