import { describe, expect, it } from 'vitest';
import {
  buildRouteDraft as draft,
  FIELD_CHOICES,
  FIELDS,
  shippedRoutes,
  buildStepDraft as step,
} from '../../../../tests/factories/route-draft';
import { checkDraft } from './check-draft';
import { editDraft } from './edit-draft';
import { typedDraft } from './route-draft';

const shipped = shippedRoutes();

describe('buttons', () => {
  it('adds with a fresh id, removes with its returns, moves', () => {
    const three = editDraft(draft(), 'add-step', FIELD_CHOICES);
    expect(three.draft.steps.map(({ id }) => id)).toEqual(['a', 'b', 'step-3']);
    expect(three.focus).toBe('step-step-3');
    const returning = draft({ steps: [step({}), step({ id: 'b', onReturn: 'a', together: true })] });
    const left = editDraft(returning, 'remove-step:0', FIELD_CHOICES).draft.steps;
    expect(left).toMatchObject([{ id: 'b', onReturn: 'author', together: false }]);
    expect(editDraft(draft(), 'down:0', FIELD_CHOICES).draft.steps.map(({ id }) => id)).toEqual(['b', 'a']);
  });

  it('conditions and people', () => {
    const one = editDraft(draft(), 'add-clause:1', FIELD_CHOICES);
    expect(one.draft.steps[1]?.clauses).toEqual([{ field: 'coOrganisers', op: '>', value: '0' }]);
    expect(editDraft(one.draft, 'remove-clause:1.0', FIELD_CHOICES).draft.steps[1]?.clauses).toEqual([]);
    const named = editDraft(
      draft({ steps: [step({ who: 'external' })] }),
      'add-person:0',
      FIELD_CHOICES,
    ).draft;
    expect(named.steps[0]?.external).toHaveLength(1);
    expect(editDraft(named, 'remove-person:0.0', FIELD_CHOICES).draft.steps[0]?.external).toEqual([]);
  });

  it('a new step is what the schema gives for its id, with a term', () => {
    const { steps } = editDraft(draft(), 'add-step', FIELD_CHOICES).draft;
    expect(steps[2]).toEqual(step({ id: 'step-3', title: '', due: '3' }));
  });

  it('acts on what is typed, unticked boxes included', () => {
    const shown = draft({
      steps: [step({ casting: true, external: [{ name: 'А', position: '', organisation: '', email: '' }] })],
    });
    const form = new Map([
      ['draft.title', 'Новое'],
      ['draft.steps.0.due', '5'],
      ['draft.steps.0.answerRemarks', 'on'],
      ['draft.steps.0.external.0.name', 'Б'],
    ]);
    const typed = typedDraft(shown, (name) => form.get(name) ?? null);
    expect(typed).toMatchObject({ title: 'Новое', submit: 'drafter', note: '' });
    expect(typed.steps[0]).toMatchObject({ due: '5', casting: false, answerRemarks: true, title: 'Первый' });
    expect(typed.steps[0]?.external[0]?.name).toBe('Б');
  });

  it('another field brings a comparison and a value that it has', () => {
    const clauses = [{ field: 'form', op: '>' as const, value: 'неизвестно' }];
    const picked = editDraft(draft({ steps: [step({ clauses })] }), 'pick:0.0', FIELD_CHOICES);
    expect(picked.draft.steps[0]?.clauses).toEqual([{ field: 'form', op: '==', value: 'online' }]);
    expect(picked.focus).toBe('step-a-clause-0');
  });

  it.each(['up:0', 'down:1', 'remove-step:9', 'nonsense', 'add-clause:-1', 'up:', ':', '__proto__:0'])(
    '%s of an old page changes nothing',
    (button) => {
      expect(editDraft(draft(), button, FIELD_CHOICES)).toEqual({ draft: draft(), focus: null });
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
