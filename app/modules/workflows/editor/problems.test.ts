import { describe, expect, it } from 'vitest';
import { parseWorkflow } from '../parse-workflow';
import type { WorkflowDefinition } from '../workflow.schema';
import { checkDraft } from './check-draft';
import { draftOf } from './draft-value';
import { editDraft } from './edit-draft';
import { type EditorField, type RouteDraft, RouteDraftSchema, StepDraftSchema } from './route-draft';

const files = import.meta.glob<string>('/workflows/**/*.yaml', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const shipped = Object.entries(files).map(([path, text]) => {
  const definition = parseWorkflow(text, { file: path }).definition as WorkflowDefinition;
  return { path, text, definition, draft: draftOf(definition, []) };
});
const _resolution = shipped.find(({ path }) => path.endsWith('co-organisers.yaml'))!;
const FIELDS: EditorField[] = [
  { path: 'coOrganisers', label: 'Соорганизаторы', type: 'list', repeated: false },
  { path: 'sum', label: 'Сумма', type: 'number', repeated: false },
  { path: 'open', label: 'Открытое', type: 'boolean', repeated: false },
  { path: 'event.date', label: 'Дата', type: 'date', repeated: false },
  {
    path: 'form',
    label: 'Форма',
    type: 'choice',
    repeated: false,
    options: [{ value: 'online', label: 'Заочно' }],
  },
  { path: 'chair', label: 'Председатель', type: 'person', repeated: false },
  { path: 'coOrganisers.*.name', label: 'Имя', type: 'text', repeated: true },
];
const _context = { fields: FIELDS, personName: (id: string) => id };
const draft = (change: Partial<RouteDraft> = {}): RouteDraft => ({
  ...RouteDraftSchema.parse({
    title: 'Маршрут',
    steps: [
      { id: 'a', title: 'Первый' },
      { id: 'b', title: 'Второй' },
    ],
  }),
  ...change,
});
const step = (change: object) => StepDraftSchema.parse({ id: 'a', title: 'Первый', ...change });

describe('buttons', () => {
  it('adds with a fresh id, removes with its returns, moves', () => {
    const three = editDraft(draft(), 'add-step', FIELDS);
    expect(three.draft.steps.map(({ id }) => id)).toEqual(['a', 'b', 'step-3']);
    expect(three.focus).toBe('step-step-3');
    const returning = draft({ steps: [step({}), step({ id: 'b', onReturn: 'a', together: true })] });
    const left = editDraft(returning, 'remove-step:0', FIELDS).draft.steps;
    expect(left).toMatchObject([{ id: 'b', onReturn: 'author', together: false }]);
    expect(editDraft(draft(), 'down:0', FIELDS).draft.steps.map(({ id }) => id)).toEqual(['b', 'a']);
  });

  it('conditions and people', () => {
    const one = editDraft(draft(), 'add-clause:1', FIELDS);
    expect(one.draft.steps[1]?.clauses).toEqual([{ field: 'coOrganisers', op: '>', value: '0' }]);
    expect(editDraft(one.draft, 'remove-clause:1.0', FIELDS).draft.steps[1]?.clauses).toEqual([]);
    const named = editDraft(draft({ steps: [step({ who: 'external' })] }), 'add-person:0', FIELDS).draft;
    expect(named.steps[0]?.external).toHaveLength(1);
    expect(editDraft(named, 'remove-person:0.0', FIELDS).draft.steps[0]?.external).toEqual([]);
  });

  it.each(['up:0', 'down:1', 'remove-step:9', 'nonsense', 'add-clause:-1', 'up:', ':', '__proto__:0'])(
    '%s of an old page changes nothing',
    (button) => {
      expect(editDraft(draft(), button, FIELDS)).toEqual({ draft: draft(), focus: null });
    },
  );
});

describe('problems', () => {
  const said = (change: object, fields = FIELDS) =>
    checkDraft(draft({ steps: [step({ id: 'z', title: 'Нулевой' }), step(change)] }), {
      kind: 'letter',
      fields,
    });

  it.each([
    [{ title: ' ' }, 'назовите шаг'],
    [{ due: '3.5' }, 'срок — целое число'],
    [{ rule: 'percent', ruleNumber: '0' }, 'укажите долю согласных'],
    [{ onSilence: 'drop' }, 'решение при молчании без срока не наступит никогда'],
    [{ who: 'users' }, 'шаг «Первый» без согласующих: укажите, кто согласует'],
    [{ who: 'field', field: 'sum' }, 'поле «Сумма» не называет людей'],
    [{ rule: 'atLeast', ruleNumber: '3' }, 'нужно согласие 3, а согласующих 1'],
    [{ casting: true }, 'решающий голос'],
    [{ onReturn: 'a', due: '2' }, 'возврат на шаг «Первый» образует петлю'],
    [{ onReturn: 'gone' }, 'возврат на неизвестный шаг «gone»; укажите автора или шаг выше'],
    [{ clauses: [{ field: 'sum', op: '>', value: 'много' }] }, 'условие 1: значение — число'],
    [{ kept: '{"==":[1,1]}' }, 'условие всегда истинно'],
    [{ kept: '{broken' }, 'условие'],
  ])('%j stands at its card', (change, message) => {
    const problems = said(change);
    expect(problems.map((one) => one.step)).toEqual(problems.map(() => 'a'));
    expect(problems.map((one) => one.message).join('; ')).toContain(message);
    // No key of the file reaches the reader.
    expect(problems.map((one) => one.message.replace(/«[^»]*»/g, '')).join()).not.toMatch(/[A-Za-z]{3}/);
  });

  it('a sound route has none; an empty one says so; all are told at once', () => {
    for (const one of shipped) {
      const found = checkDraft(one.draft, { kind: one.definition.kind, fields: [] });
      expect(found.filter(({ severity }) => severity === 'error')).toEqual([]);
    }
    expect(checkDraft(draft({ steps: [] }), { kind: 'letter', fields: [] })).toMatchObject([{ step: null }]);
    expect(said({ due: 'x', title: '', remind: 'y', rule: 'atLeast' })).toHaveLength(4);
  });
});
