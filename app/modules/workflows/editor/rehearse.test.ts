import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadRuleBook } from '~/modules/rules';
import { DEFAULT_TIME_ZONE } from '~/shared/russian';
import {
  buildRouteDraft as draft,
  FIELD_CHOICES,
  FIELDS,
  shippedRoutes,
  buildStepDraft as step,
} from '../../../../tests/factories/route-draft';
import { parseWorkflow } from '../parse-workflow';
import type { WorkflowDefinition } from '../workflow.schema';
import { settleClauses } from './choices';
import { diagramOf } from './diagram';
import { RouteFormSchema, routeEditorView } from './editor-view';
import { rehearse } from './rehearse';

const rules = import.meta.glob<string>('/content/rules/*.yaml', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const { calendar } = loadRuleBook(rules).book;

const resolution = shippedRoutes().find(({ path }) => path.endsWith('co-organisers.yaml'))!;
const context = { fields: FIELDS, personName: (id: string) => id };

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
      { fields: FIELDS, calendar, now, timeZone: DEFAULT_TIME_ZONE },
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

  it('counts days in the zone of the one who plays', () => {
    const late = new Date('2026-11-23T23:30:00+03:00');
    const context = { fields: FIELDS, calendar, now: late, timeZone: 'Asia/Vladivostok' };
    const { lines } = rehearse(resolution.definition, context, { values: {}, answers: {}, announced: false });
    expect(lines[0]?.date).toBe('2026-11-24');
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
    const played = rehearse(back, { fields: FIELDS, calendar, now, timeZone: DEFAULT_TIME_ZONE }, input);
    expect(played.status).toBe('approved');
    expect(played.lines.map(({ text }) => text)).toContain('возврат на шаг «Согласование соорганизаторами»');
    const always: WorkflowDefinition = {
      ...resolution.definition,
      steps: resolution.definition.steps.map(({ when: _, ...one }) => one),
    };
    const none = rehearse(
      always,
      { fields: FIELDS, calendar, now, timeZone: DEFAULT_TIME_ZONE },
      { values: {}, answers: {}, announced: false },
    );
    expect(none).toMatchObject({
      status: null,
      problems: ['шаг «Согласование соорганизаторами»: никто не указан (поле «Соорганизаторы»).'],
    });
  });
});

describe('a hostile form', () => {
  const text = fc.oneof(
    fc.string(),
    fc.constantFrom(
      '0',
      '-1',
      '1e9',
      '999999999999999',
      'author',
      'a',
      '__proto__',
      '{"and":[]}',
      '{"var":""}',
      '*: &x',
    ),
  );
  const hostile = fc.record({
    title: text,
    note: text,
    steps: fc.array(
      fc.record({
        id: fc.oneof(fc.constantFrom('a', 'b', 'author'), fc.string({ minLength: 1, maxLength: 60 })),
        title: text,
        who: fc.constantFrom('role', 'field', 'users', 'external'),
        field: text,
        users: fc.array(text, { maxLength: 3 }),
        rule: fc.constantFrom('all', 'any', 'majority', 'atLeast', 'percent'),
        ruleNumber: text,
        due: text,
        remind: text,
        onReturn: text,
        kept: text,
        clauses: fc.array(fc.record({ field: text, op: fc.constantFrom('>', '=='), value: text }), {
          maxLength: 3,
        }),
        escalateAfter: text,
      }),
      { maxLength: 5 },
    ),
  });

  it('is always answered with a view; what has no error is a route', () => {
    const now = new Date('2026-11-23T10:00:00+03:00');
    fc.assert(
      fc.property(hostile, text, (given, value) => {
        const form = RouteFormSchema.safeParse({
          draft: given,
          base: '0'.repeat(64),
          play: { values: [{ path: 'coOrganisers', value }] },
        });
        if (!form.success) return;
        const input = {
          kind: 'resolution',
          fields: FIELDS,
          people: [],
          text: resolution.text,
          calendar,
          now,
          timeZone: DEFAULT_TIME_ZONE,
        };
        const view = routeEditorView(
          settleClauses(form.data.draft, FIELD_CHOICES),
          input,
          form.data.play,
          true,
        );
        const broken = view.problems.some(({ severity }) => severity === 'error');
        if (!broken) expect(parseWorkflow(view.yaml, { file: 'x' }).definition).not.toBeNull();
      }),
      { numRuns: 400 },
    );
  });
});
