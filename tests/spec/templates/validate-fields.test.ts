import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { validateFields } from '~/modules/templates';
import { parseTemplate } from '~/modules/templates/index.server';
import { smallFiles } from './small-template';

const cases = parse(readFileSync(new URL('./field-errors.yaml', import.meta.url), 'utf8')) as {
  name: string;
  fields: unknown;
  errors: unknown[];
}[];
const { template } = parseTemplate(smallFiles(), { fileName: 'x' });
const fields = template?.definition.fields ?? {};

describe('field errors', () => {
  it.each(cases)('$name', ({ fields: values, errors }) => {
    expect(validateFields(fields, values)).toEqual(errors);
  });

  it('refuses a paste of 5 MB with a clear text', () => {
    const [error] = validateFields(fields, { title: 'я'.repeat(5_000_000) });
    expect(error?.message).toMatch(/^Текст полей слишком большой: предел — 1\s500\s000 знаков/);
  });

  it('refuses ten thousand levels without a crash', () => {
    let deep: unknown = 'дно';
    for (let i = 0; i < 10_000; i++) deep = { a: deep };
    expect(validateFields(fields, { title: deep })).toEqual([
      { path: '', message: 'Слишком глубокая вложенность данных: больше 12 уровней.' },
    ]);
  });

  it('refuses what is not plain data and what cannot be printed', () => {
    class Sneaky {
      title = 'x';
    }
    expect(validateFields(fields, new Sneaky())).toHaveLength(1);
    expect(validateFields(fields, JSON.parse('{"title": "x", "__proto__": {"a": 1}}'))).toHaveLength(1);
    for (const bad of ['\u0000', '\u001b', '\ud800']) {
      expect(validateFields(fields, { title: `а${bad}` })[0]?.message).toContain('непечатаемые');
    }
  });
});
