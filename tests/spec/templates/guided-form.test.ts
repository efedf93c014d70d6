// The guided form over the shipped templates: their own samples pass through it unchanged in meaning.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  emptyForm,
  formSections,
  normalizeFieldValues,
  placeErrors,
  readFieldsForm,
  readTyped,
  typedOf,
  validateFields,
  writeTyped,
} from '~/modules/templates';
import { parseTemplate } from '~/modules/templates/index.server';

const ids = readdirSync('templates').flatMap((kind) =>
  readdirSync(join('templates', kind)).map((name) => `${kind}/${name}`),
);

/** Unticked boxes and empty lists are said by the form, absent in a sample; white space around a text is dropped. */
const bare = (value: unknown): unknown => {
  if (typeof value === 'string') return value.trim();
  if (Array.isArray(value)) return value.map(bare);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, part]) => [name, bare(part)] as const)
      .filter(([, part]) => part !== false && !(Array.isArray(part) && part.length === 0)),
  );
};

describe.each(ids)('%s', (id) => {
  const files = Object.fromEntries(
    readdirSync(join('templates', id)).map((name) => [
      name,
      readFileSync(join('templates', id, name), 'utf8'),
    ]),
  );
  const { template } = parseTemplate(files, { fileName: id });
  const fields = template!.definition.fields;

  it('gives its sample back through the form, without a fault', () => {
    const typed = typedOf(fields, template!.sample ?? {});
    const form = new FormData();
    for (const [name, value] of writeTyped(fields, typed)) form.append(name, value);
    const { values } = readFieldsForm(fields, readTyped(fields, form));
    expect(validateFields(fields, values)).toEqual([]);
    expect(bare(values)).toEqual(bare(normalizeFieldValues(fields, template!.sample ?? {})));
  });

  it('names every missing field of an empty form at a control that is there', () => {
    const { values, kept } = readFieldsForm(fields, emptyForm(fields));
    const errors = placeErrors(validateFields(fields, values), kept);
    expect(Object.keys(errors).length).toBeGreaterThan(0);
    const tops = new Set(formSections(fields).flatMap(({ names }) => names));
    for (const path of Object.keys(errors)) expect(tops).toContain(path.split('.')[0]);
  });
});
