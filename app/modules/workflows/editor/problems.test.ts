import { describe, expect, it } from 'vitest';
import { loadRuleBook } from '~/modules/rules';
import { parseWorkflow } from '../parse-workflow';
import type { WorkflowDefinition } from '../workflow.schema';
import { checkDraft } from './check-draft';
import { diagramOf } from './diagram';
import { draftOf } from './draft-value';
import { editDraft } from './edit-draft';
import { rehearse } from './rehearse';
import { type EditorField, type RouteDraft, RouteDraftSchema, StepDraftSchema } from './route-draft';

const files = import.meta.glob<string>('/workflows/**/*.yaml', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const rules = import.meta.glob<string>('/content/rules/*.yaml', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const { calendar } = loadRuleBook(rules).book;

const shipped = Object.entries(files).map(([path, text]) => {
  const definition = parseWorkflow(text, { file: path }).definition as WorkflowDefinition;
  return { path, definition, draft: draftOf(definition, []) };
});
const resolution = shipped.find(({ path }) => path.endsWith('co-organisers.yaml'))!;
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
const context = { fields: FIELDS, personName: (id: string) => id };
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

describe('diagram', () => {
  it('groups what begins together', () => {
    const drawn = diagramOf(
      draft({
        adopt: 'chair',
        steps: [
          step({ who: 'field', field: 'coOrganisers', due: '3', mark: 'soglasovano' }),
          step({ id: 'b', title: 'Второй', together: true, onReturn: 'a' }),
          step({ id: 'c', title: '' }),
        ],
      }),
      context,
    );
    expect(drawn.start).toBe('Отправляет составитель');
    expect(drawn.end).toEqual(['Принимает председатель']);
    expect(drawn.groups.map((group) => group.map(({ id }) => id))).toEqual([['a', 'b'], ['c']]);
    expect(drawn.groups[0]?.[0]).toMatchObject({
      kind: 'согласование, СОГЛАСОВАНО',
      who: 'названные в поле «Соорганизаторы»',
      how: 'все, одновременно, 3\u00a0рабочих дня',
      returns: 'автору',
    });
    expect(drawn.groups[0]?.[1]?.returns).toBe('на шаг «Первый»');
  });
});

describe('simulator', () => {
  const now = new Date('2026-11-23T10:00:00+03:00');
  const play = (input: Partial<Parameters<typeof rehearse>[2]>) =>
    rehearse(
      resolution.definition,
      { fields: FIELDS, calendar, now },
      { values: { coOrganisers: '2' }, answers: {}, announced: false, ...input },
    );

  it('all agree', () => {
    const { lines, status } = play({});
    expect(status).toBe('approved');
    expect(lines.map(({ date, text }) => `${date} ${text}`)).toEqual([
      '2026-11-23 составитель отправляет на согласование',
      '2026-11-24 Соорганизаторы: участник 1: согласовано',
      '2026-11-24 Соорганизаторы: участник 2: согласовано',
      '2026-11-25 напоминание: председатель',
      '2026-11-25 председатель: согласовано',
    ]);
  });

  it('skips a step, returns, rejects', () => {
    expect(play({ values: { coOrganisers: '0' } }).lines[1]).toMatchObject({
      step: 'Согласование соорганизаторами',
      text: 'пропускается: условие не выполнено',
    });
    expect(play({ answers: { 'co-organisers': 'return' } }).status).toBe('returned');
    expect(play({ answers: { chair: 'reject' } }).status).toBe('rejected');
  });

  it('silence: announced it is consent, otherwise it goes up and waits', () => {
    const consent = play({ answers: { 'co-organisers': 'silence' }, announced: true });
    expect(consent.status).toBe('approved');
    expect(consent.lines.map(({ text }) => text)).toContain(
      'Соорганизаторы: участник 1: замечаний не поступило',
    );
    const waiting = play({ answers: { 'co-organisers': 'silence' } });
    expect(waiting.status).toBe('running');
    expect(waiting.lines.map(({ text }) => text).join()).toContain('сообщение уходит выше: председатель');
  });

  it('a return to an earlier step has an end; nobody named is told', () => {
    const back: WorkflowDefinition = {
      ...resolution.definition,
      steps: resolution.definition.steps.map((one) =>
        one.id === 'chair' ? { ...one, onReturn: 'co-organisers' } : one,
      ),
    };
    const input = { values: { coOrganisers: '1' }, answers: { chair: 'return' as const }, announced: false };
    const played = rehearse(back, { fields: FIELDS, calendar, now }, input);
    expect(played.status).toBe('approved');
    expect(played.lines.map(({ text }) => text)).toContain('возврат на шаг «Согласование соорганизаторами»');
    const always: WorkflowDefinition = {
      ...resolution.definition,
      steps: resolution.definition.steps.map(({ when: _, ...one }) => one),
    };
    const none = rehearse(
      always,
      { fields: FIELDS, calendar, now },
      { values: {}, answers: {}, announced: false },
    );
    expect(none).toMatchObject({
      status: null,
      problems: ['шаг «Согласование соорганизаторами»: никто не указан (поле «Соорганизаторы»).'],
    });
  });
});
