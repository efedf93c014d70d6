import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldMap } from '../field.schema';
import { validateFields } from '../validate-fields';
import { placeErrors, readFieldsForm, typedOf } from './form-values';
import { applyListIntent, fillField, type ListIntentKind, parseFillIntent, parseListIntent } from './intents';
import { formProgress, formSections } from './sections';
import { asList, emptyForm, readTyped, type TypedMap, writeTyped } from './typed';

const base = { hint: 'Подсказка.', required: false, privacy: 'public' as const };
const text = { ...base, type: 'text' as const, label: 'Текст', check: { maxLength: 200 } };
const FIELDS: FieldMap = {
  event: {
    ...base,
    type: 'group',
    label: 'Мероприятие',
    required: true,
    fields: {
      title: { ...text, label: 'Название', required: true },
      online: { ...base, type: 'boolean', label: 'По связи' },
      link: { ...text, label: 'Ссылка', required: true, when: { field: 'online', is: true } },
      code: { ...text, label: 'Код', when: { field: 'link', filled: true } },
      count: {
        ...base,
        type: 'number',
        label: 'Сколько',
        check: { min: 0, max: 9999.5, integer: false },
      },
    },
  },
  chair: { ...base, type: 'person', label: 'Председатель' },
  date: { ...base, type: 'date', label: 'День', check: { notBefore: '2000-01-01', notAfter: '2099-12-31' } },
  note: { ...text, type: 'longText', label: 'Заметка' },
  words: {
    ...base,
    type: 'list',
    label: 'Слова',
    entryLabel: 'слово',
    repeat: { min: 0, max: 5 },
    of: { type: 'text', check: { maxLength: 50 } },
  },
  items: {
    ...base,
    type: 'list',
    label: 'Пункты',
    entryLabel: 'пункт',
    required: true,
    repeat: { min: 1, max: 6 },
    fields: {
      text: { ...text, label: 'Текст пункта', required: true },
      lines: {
        ...base,
        type: 'list',
        label: 'Строки',
        entryLabel: 'строка',
        repeat: { min: 0, max: 5 },
        of: { type: 'text', check: { maxLength: 50 } },
      },
    },
  },
};

const formOf = (typed: TypedMap): FormData => {
  const form = new FormData();
  for (const [name, value] of writeTyped(FIELDS, typed)) form.append(name, value);
  return form;
};
const word = fc.string({ minLength: 1, maxLength: 12, unit: fc.constantFrom('а', 'б', 'Ж', '.', '5', '«') });
const values = fc.record(
  {
    event: fc.record(
      {
        title: word,
        online: fc.boolean(),
        link: word,
        count: fc.integer({ min: 0, max: 9000 }),
      },
      { requiredKeys: ['online', 'title'] },
    ),
    chair: fc.record({ surname: word, name: word, cases: fc.record({ genitive: word }) }),
    date: fc.constantFrom('2026-09-25', '2020-02-29'),
    note: word,
    words: fc.array(word, { maxLength: 5 }),
    items: fc.array(fc.record({ text: word, lines: fc.array(word, { maxLength: 4 }) }), {
      minLength: 1,
      maxLength: 5,
    }),
  },
  { requiredKeys: ['items', 'event'] },
);
const typedForm = values.map((one) => typedOf(FIELDS, one));
const itemsOf = (typed: TypedMap) => asList(typed.items).entries;

describe('typed form', () => {
  it('keeps everything through the names of the inputs', () => {
    fc.assert(
      fc.property(typedForm, (typed) => {
        expect(readTyped(FIELDS, formOf(typed))).toEqual(typed);
      }),
    );
  });

  it('moving there and back changes nothing; adding and removing neither, but the key is never given again', () => {
    fc.assert(
      fc.property(typedForm, fc.nat(), (typed, n) => {
        const entries = itemsOf(typed);
        const index = n % entries.length;
        const key = entries[index]!.key;
        const run = (kind: ListIntentKind, on: TypedMap, path: string) =>
          applyListIntent(FIELDS, on, { kind, path });
        if (index < entries.length - 1) {
          expect(run('up', run('down', typed, `items.${key}`), `items.${key}`)).toEqual(typed);
        } else expect(run('down', typed, `items.${key}`)).toEqual(typed);
        const added = run('add', typed, 'items');
        const fresh = itemsOf(added).at(-1)!.key;
        expect(entries.map((entry) => entry.key)).not.toContain(fresh);
        const removed = run('remove', added, `items.${fresh}`);
        expect(itemsOf(removed)).toEqual(entries);
        expect(itemsOf(run('add', removed, 'items')).at(-1)!.key).not.toBe(fresh);
      }),
    );
  });

  it('gives the same on the server and in the browser, whatever buttons were pressed', () => {
    const press = fc.record({
      kind: fc.constantFrom<ListIntentKind>('add', 'remove', 'up', 'down'),
      entry: fc.constantFrom('n1', 'n2', 'n3', 'n7'),
      list: fc.constantFrom('items', 'words', 'items.n1.lines', 'event.title', 'none'),
    });
    fc.assert(
      fc.property(typedForm, fc.array(press, { maxLength: 8 }), (start, presses) => {
        let browser = start;
        let server = start;
        for (const { kind, entry, list } of presses) {
          const intent = { kind, path: kind === 'add' ? list : `${list}.${entry}` };
          browser = applyListIntent(FIELDS, browser, intent);
          // Without scripts each press sends the whole page and gets it back.
          server = applyListIntent(FIELDS, readTyped(FIELDS, formOf(server)), intent);
        }
        expect(server).toEqual(browser);
        expect(readFieldsForm(FIELDS, server).values).toEqual(readFieldsForm(FIELDS, browser).values);
      }),
    );
  });

  it('does not add beyond the limit and does not read keys that are none', () => {
    let typed = emptyForm(FIELDS);
    for (let n = 0; n < 20; n++) typed = applyListIntent(FIELDS, typed, { kind: 'add', path: 'items' });
    expect(itemsOf(typed)).toHaveLength(6);
    const form = new FormData();
    for (const key of ['__proto__', 'n1', 'n1', 'constructor', '1x', 'a.b']) form.append('o.items', key);
    form.append('c.items', '1e9');
    form.append('v.items.n1.text', 'строка\r\nвторая');
    expect(asList(readTyped(FIELDS, form).items)).toEqual({
      next: 2,
      entries: [
        { key: 'n1', value: { text: 'строка\nвторая', lines: { next: 1, entries: [] } } },
        { key: 'constructor', value: { text: '', lines: { next: 1, entries: [] } } },
      ],
    });
    expect(parseListIntent('add:items')).toEqual({ kind: 'add', path: 'items' });
    expect(parseListIntent('create')).toBeNull();
  });
});

describe('values of a form', () => {
  it('come back as they were', () => {
    fc.assert(
      fc.property(values, (given) => {
        const read = readFieldsForm(FIELDS, typedOf(FIELDS, given)).values;
        const { event, ...rest } = read as { event: Record<string, unknown> };
        const { link, ...shown } = given.event;
        expect(event).toEqual(shown.online && link ? { ...shown, link } : shown);
        const items = given.items.map((item, index) => ({ ...item, key: `n${index + 1}` }));
        expect(rest).toEqual({
          words: [],
          ...Object.fromEntries(Object.entries(given).filter(([name]) => name !== 'event')),
          items,
        });
      }),
    );
  });

  it('leaves out what is hidden, also along a chain of conditions, and keeps its text in the form', () => {
    const typed = typedOf(FIELDS, {
      event: { title: 'Встреча', online: false, link: 'адрес', code: '7' },
      items: [{ text: 'а' }],
    });
    const off = readFieldsForm(FIELDS, typed);
    expect(off.values.event).toEqual({ title: 'Встреча', online: false });
    expect([...off.hidden]).toEqual(['event.link', 'event.code']);
    const on = readFieldsForm(FIELDS, { ...typed, event: { ...(typed.event as TypedMap), online: 'on' } });
    expect(on.values.event).toEqual({ title: 'Встреча', online: true, link: 'адрес', code: '7' });
  });

  it('reads numbers and days as people type them, and leaves the rest to the check', () => {
    const typed = {
      ...emptyForm(FIELDS),
      event: { title: 'а', count: '1\u00a0200,5', online: '' },
      date: '5.9.2026',
    };
    expect(readFieldsForm(FIELDS, typed).values).toMatchObject({
      event: { count: 1200.5 },
      date: '2026-09-05',
    });
    const wrong = { ...typed, event: { count: 'много' }, date: 'завтра' };
    expect(readFieldsForm(FIELDS, wrong).values).toMatchObject({ event: { count: 'много' }, date: 'завтра' });
  });

  it('drops entries left empty and still shows each fault at its own entry', () => {
    const typed = typedOf(FIELDS, {
      event: { title: 'а' },
      words: ['да', '', 'слово'.repeat(20)],
      items: [{ text: '' }, { text: 'верно', lines: ['', 'строка'.repeat(20)] }],
    });
    const { values: read, kept } = readFieldsForm(FIELDS, typed);
    const errors = placeErrors(validateFields(FIELDS, read), kept);
    expect(Object.keys(errors)).toEqual(['words.n3', 'items.n2.lines.n2']);
    const empty = readFieldsForm(FIELDS, emptyForm(FIELDS));
    expect(Object.keys(placeErrors(validateFields(FIELDS, empty.values), empty.kept))).toEqual([
      'event.title',
      'items.n1.text',
    ]);
  });
});

describe('sections', () => {
  it('are the groups, lists and people; simple fields in a row stand together', () => {
    expect(formSections(FIELDS).map(({ names }) => names.join(' '))).toEqual([
      'event',
      'chair',
      'date note',
      'words',
      'items',
    ]);
  });

  it('know what is still to be filled in', () => {
    const missing = (typed: TypedMap) =>
      Object.fromEntries(
        formProgress(FIELDS, typed, readFieldsForm(FIELDS, typed).hidden).map(({ id, missing: n }) => [
          id,
          n,
        ]),
      );
    expect(missing(emptyForm(FIELDS))).toEqual({ event: 1, chair: 0, date: 0, words: 0, items: 1 });
    const online = typedOf(FIELDS, { event: { title: 'а', online: true }, items: [{ text: 'б' }] });
    expect(missing(online)).toMatchObject({ event: 1, items: 0 });
  });
});

describe('taking from the directory', () => {
  const value = {
    surname: 'Образцова',
    name: 'Марина',
    position: 'председатель',
    gender: 'female',
    cases: { genitive: 'Образцовой Марины' },
  };

  it('fills a person with the confirmed forms and leaves the rest of the form as typed', () => {
    const before: TypedMap = { ...emptyForm(FIELDS), note: 'моя заметка' };
    const after = fillField(FIELDS, before, 'chair', { type: 'person', id: 'usr_1', value });
    expect(after.chair).toMatchObject({
      ...value,
      patronymic: '',
      cases: { genitive: 'Образцовой Марины', dative: '' },
    });
    expect({ ...after, chair: before.chair }).toEqual(before);
  });

  it('brings the account and a post that is not typed along, into the group beside the person only', () => {
    const fields: FieldMap = {
      ...FIELDS,
      official: {
        ...base,
        type: 'group',
        label: 'Кто согласует',
        fields: { position: text, person: { ...base, type: 'person', label: 'Кто' }, userId: text },
      },
    };
    const taken = { type: 'person', id: 'usr_1', value } as const;
    const empty = emptyForm(fields);
    const filled = fillField(fields, empty, 'official.person', taken);
    expect(filled.official).toMatchObject({ userId: 'usr_1', position: 'председатель' });
    const typed: TypedMap = { ...empty, official: { position: 'директор', person: {}, userId: 'usr_0' } };
    const over = fillField(fields, typed, 'official.person', taken);
    expect(over.official).toMatchObject({
      userId: 'usr_1',
      position: 'директор',
      person: { surname: 'Образцова' },
    });
    expect(fillField(fields, typed, 'official.userId', taken)).toEqual(typed);
  });

  it.each(['note', 'event', 'items', 'items.n1', 'items.n1.text', 'nowhere', 'chair.surname', '__proto__'])(
    'changes nothing at %s',
    (path) => {
      const before = emptyForm(FIELDS);
      expect(fillField(FIELDS, before, path, { type: 'person', id: 'usr_1', value })).toEqual(before);
      expect(fillField(FIELDS, before, 'chair', { type: 'organisation', id: 'org_1', value })).toEqual(
        before,
      );
    },
  );

  it('reads its button and no other', () => {
    expect(parseFillIntent('fill:person:a.n1.who')).toEqual({ type: 'person', path: 'a.n1.who' });
    for (const raw of ['fill:robot:a', 'fill:person:', 'add:a', 'fill:person:a b', null, 7])
      expect(parseFillIntent(raw)).toBeNull();
  });
});
