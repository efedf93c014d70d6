import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { formToObject, parseForm } from './form-values';

const form = (...entries: [string, string][]) => {
  const data = new FormData();
  for (const [name, value] of entries) data.append(name, value);
  return data;
};

describe('formToObject', () => {
  it('reads paths, lists and repeated names', () => {
    expect(
      formToObject(
        form(
          ['name.surname', 'А'],
          ['rows.1.title', 'второй'],
          ['rows.0.title', 'первый'],
          ['tag', 'x'],
          ['tag', 'y'],
        ),
      ),
    ).toEqual({ name: { surname: 'А' }, rows: [{ title: 'первый' }, { title: 'второй' }], tag: ['x', 'y'] });
  });

  it('counts an empty input as absent', () => {
    expect(formToObject(form(['a', ''], ['b', ' ']))).toEqual({ b: ' ' });
  });

  it('never reaches a prototype', () => {
    formToObject(form(['__proto__.polluted', '1'], ['a.constructor.prototype.polluted', '1'], ['a.b', '2']));
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.constantFrom('__proto__', 'a', 'a.b', 'a.0', 'a.b.c', '0', 'constructor.x', 'a..b', '.'),
            fc.string(),
          ),
        ),
        (entries) => {
          formToObject(form(...entries));
          expect(Object.keys(Object.prototype)).toEqual([]);
        },
      ),
    );
  });
});

describe('parseForm', () => {
  const schema = z.object({
    email: z.email(),
    title: z.string().min(3).max(5),
    person: z.object({ surname: z.string().min(1) }),
    kind: z.enum(['a', 'b']),
    password: z.string().min(10),
  });

  it('gives all errors by path, in Russian, beside what was typed', () => {
    const result = parseForm(
      schema,
      form(['email', 'нет'], ['title', 'ab'], ['kind', 'c'], ['password', 'секрет']),
    );
    expect(result).toEqual({
      ok: false,
      errors: {
        email: ['Нужен адрес вида name@example.org.'],
        title: ['Слишком коротко: нужно не меньше 3 знаков.'],
        person: ['Заполните это поле.'],
        kind: ['Выберите одно из предложенных значений.'],
        password: ['Слишком коротко: нужно не меньше 10 знаков.'],
      },
      values: { email: 'нет', title: 'ab', kind: 'c' },
    });
  });

  it('gives typed data when all is well', () => {
    const good = form(
      ['email', 'a@b.example'],
      ['title', 'abcd'],
      ['person.surname', 'Я'],
      ['kind', 'a'],
      ['password', '0123456789'],
    );
    expect(parseForm(schema, good)).toMatchObject({ ok: true, data: { person: { surname: 'Я' } } });
  });
});
