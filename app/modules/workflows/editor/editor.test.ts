import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listFieldPaths } from '~/modules/templates';
import { parseTemplate } from '~/modules/templates/index.server';
import { plainSpaces } from '~/shared/russian';
import {
  buildRouteDraft as draft,
  FIELDS,
  shippedRoutes,
  buildStepDraft as step,
} from '../../../../tests/factories/route-draft';
import { parseWorkflow } from '../parse-workflow';
import type { WorkflowDefinition } from '../workflow.schema';
import { checkDraft, hasErrors } from './check-draft';
import { routeChoices } from './choices';
import { draftOf, draftValue } from './draft-value';
import { draftYaml } from './draft-yaml';
import { editDraft } from './edit-draft';
import { conditionWords } from './editor-words';
import type { EditorField, RouteDraft } from './route-draft';
import { readCondition, writeCondition } from './sentence';

const templates = import.meta.glob<string>('/templates/**/template.yaml', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const bodies = import.meta.glob<string>('/templates/**/body.hbs', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const fieldsOfKind = (kind: string): EditorField[] =>
  Object.entries(templates)
    .filter(([path]) => path.startsWith(`/templates/${kind}/`))
    .flatMap(([path, text]) => {
      const body = bodies[path.replace('template.yaml', 'body.hbs')] ?? '';
      const { template } = parseTemplate({ 'template.yaml': text, 'body.hbs': body }, { fileName: path });
      return template
        ? listFieldPaths(template.definition.fields).map((field) => ({ ...field, label: field.path }))
        : [];
    });

const shipped = shippedRoutes(fieldsOfKind);
const resolution = shipped.find(({ path }) => path.endsWith('co-organisers.yaml'))!;

const OUTSIDER = { position: 'директор', organisation: '', email: 'a@b.example' };

describe('draft and file', () => {
  it.each(shipped.map((one) => [one.path, one] as const))(
    '%s: nothing changed, every byte kept',
    (_, one) => {
      expect(draftYaml(one.draft, { kind: one.definition.kind, fields: one.fields, before: one.text })).toBe(
        one.text,
      );
    },
  );

  const edits = fc.array(
    fc.oneof(
      fc.tuple(
        fc.constantFrom('add-step', 'up', 'down', 'remove-step', 'add-clause', 'add-person'),
        fc.nat(3),
      ),
      fc.tuple(fc.constantFrom('title', 'external', 'escalate'), fc.nat(3)),
      fc.tuple(fc.constant('due'), fc.nat(3)),
      fc.tuple(fc.constant('rule'), fc.nat(3)),
    ),
    { maxLength: 8 },
  );
  const applied = (
    start: RouteDraft,
    list: [string, number][],
    fields: readonly EditorField[],
  ): RouteDraft => {
    let now = start;
    for (const [verb, index] of list) {
      const { steps } = now;
      const change = (patch: object) => {
        now = { ...now, steps: steps.map((one, n) => (n === index ? { ...one, ...patch } : one)) };
      };
      if (verb === 'title') change({ title: `Шаг «${index}»: # не комментарий` });
      else if (verb === 'escalate')
        change({ due: '4', remind: '1', escalateAfter: '2', escalateTo: 'chair' });
      else if (verb === 'due') change({ due: String(index + 1) });
      else if (verb === 'rule') change({ rule: 'percent', ruleNumber: '66,7' });
      else now = editDraft(now, `${verb}:${index}`, routeChoices(fields, []).fields).draft;
      if (verb === 'external')
        change({ who: 'external', external: [{ ...OUTSIDER, name: `Гость ${index}` }] });
      now = { ...now, steps: now.steps.map((one) => ({ ...one, title: one.title || 'Новый' })) };
    }
    return now;
  };

  it('parse → edit → text → parse is the same route', () => {
    fc.assert(
      fc.property(fc.constantFrom(...shipped), edits, (one, list) => {
        const edited = applied(one.draft, list, one.fields);
        const { kind } = one.definition;
        fc.pre(!hasErrors(checkDraft(edited, { kind, fields: one.fields })));
        const text = draftYaml(edited, { kind, fields: one.fields, before: one.text });
        const read = parseWorkflow(text, { file: 'x', templateFields: one.fields });
        expect(read.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
        const wanted = parseWorkflow(JSON.stringify(draftValue(edited, kind, one.fields)), { file: 'x' });
        expect(read.definition).toEqual(wanted.definition);
        const again = draftOf(read.definition as WorkflowDefinition, one.fields);
        expect(draftValue(again, kind, one.fields)).toEqual(draftValue(edited, kind, one.fields));
      }),
      { numRuns: 150 },
    );
  });

  it('keeps comments of what stays', () => {
    const moved = editDraft(resolution.draft, 'add-step', []).draft;
    const text = draftYaml(moved, { kind: 'resolution', fields: resolution.fields, before: resolution.text });
    expect(text).toContain('# Резолюция рекомендует и никого не связывает');
    expect(text).toContain('onSilence: agree # только если об этом предупредил запрос');
  });

  it('writes a new file', () => {
    const text = draftYaml(draft(), { kind: 'letter', fields: [], before: null });
    expect(text).toContain('submit: { role: drafter }');
    expect(parseWorkflow(text, { file: 'x' }).problems).toEqual([]);
  });
});

describe('sentences', () => {
  it.each([
    [{ '>': [{ var: 'fields.coOrganisers.length' }, 0] }, 'если в поле «Соорганизаторы» больше 0 значений'],
    [{ '==': [{ var: 'fields.coOrganisers.length' }, 2] }, 'если в поле «Соорганизаторы» ровно 2 значения'],
    [{ '==': [{ var: 'fields.open' }, true] }, 'если «Открытое» — да'],
    [{ '!=': [{ var: 'fields.open' }, true] }, 'если «Открытое» — нет'],
    [{ '<': [{ var: 'fields.event.date' }, '2026-01-01'] }, 'если в поле «Дата» раньше 2026-01-01'],
    [
      { or: [{ '>=': [{ var: 'fields.sum' }, 1.5] }, { '==': [{ var: 'fields.form' }, 'online'] }] },
      'если в поле «Сумма» не меньше 1.5 или в поле «Форма» равно «Заочно»',
    ],
  ])('%j', (when, words) => {
    const read = readCondition(when, FIELDS);
    expect(read.kept).toBe('');
    expect(plainSpaces(conditionWords(step(read), FIELDS) ?? '')).toBe(words);
    expect(writeCondition(read, FIELDS)?.when).toEqual(when);
  });

  it.each([
    [{ '!': [{ '==': [{ var: 'fields.open' }, true] }] }],
    [{ '===': [{ var: 'fields.sum' }, 1] }],
    [{ '>': [0, { var: 'fields.sum' }] }],
    [{ '==': [{ var: 'fields.unknown' }, 1] }],
    [{ and: [{ '>': [{ var: 'fields.sum' }, 1] }] }],
    [
      {
        or: [
          { and: [{ '>': [{ var: 'fields.sum' }, 1] }, { '<': [{ var: 'fields.sum' }, 9] }] },
          { var: 'fields.open' },
        ],
      },
    ],
    [{ '==': [{ var: 'fields.sum' }, 'много'] }],
  ])('%j is kept as it stands', (when) => {
    const read = readCondition(when, FIELDS);
    expect(read).toMatchObject({ clauses: [], kept: JSON.stringify(when) });
    expect(writeCondition(read, FIELDS)?.when).toEqual(when);
    expect(conditionWords(step(read), FIELDS)).toMatch(/^если /);
  });

  it('anything comes back as it was', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (when) => {
        expect(writeCondition(readCondition(when, FIELDS), FIELDS)?.when).toEqual(
          JSON.parse(JSON.stringify(when)),
        );
      }),
    );
  });
});
