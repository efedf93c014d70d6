import { describe, expect, it } from 'vitest';
import { loadRuleBook } from '~/modules/rules';
import { plainSpaces } from '~/shared/russian';
import {
  approvedWord,
  buildMarks,
  checkCondition,
  decisionWord,
  describeCondition,
  dueText,
  markWarnings,
  parseWorkflow,
  presentRoute,
  previewRoute,
  seedFromValue,
  simulateRoute,
  startRoute,
  transition,
  type WorkflowDefinition,
} from './index';
import { createWorkflowsModule } from './workflows-module.server';

const rules = import.meta.glob<string>('/content/rules/*.yaml', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const files = import.meta.glob<string>('/workflows/**/*.yaml', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const { calendar } = loadRuleBook(rules).book;
const shipped = (id: string): WorkflowDefinition =>
  parseWorkflow(files[`/workflows/${id}.yaml`] as string, { file: id }).definition as WorkflowDefinition;

const NOW = new Date('2026-11-23T10:00:00+03:00');
const organisers = ['Орлова Любовь Петровна', 'Петров Пётр Ильич'].map((name, index) => ({
  key: `n${index + 1}`,
  person: name,
  position: 'директор',
  organisation: { name: `АНО «Двор ${index + 1}»` },
  userId: `u${index + 1}`,
}));
const start = (fields: Record<string, unknown> = { coOrganisers: organisers }) => ({
  id: 'r1',
  workflow: { id: 'resolution/co-organisers', release: 'f'.repeat(64) },
  organisationId: 'org-1',
  timeZone: 'Europe/Moscow',
  version: { sha256: 'a'.repeat(64), number: 1 },
  fields,
  submittedBy: 'Автор',
});
const definition = shipped('resolution/co-organisers');
const agree = (n: number) =>
  ({
    type: 'decide',
    stepId: 'co-organisers',
    assigneeKey: `n${n}`,
    actor: { userId: `u${n}`, name: `u${n}` },
    decision: 'agree',
    versionSha256: 'a'.repeat(64),
  }) as const;

describe('marks', () => {
  it.each([
    ['m', false, 'УТВЕРЖДЕН'],
    ['f', false, 'УТВЕРЖДЕНА'],
    ['n', false, 'УТВЕРЖДЕНО'],
    ['n', true, 'УТВЕРЖДЕНЫ'],
  ] as const)('%s, plural %s: %s', (gender, plural, word) => {
    expect(approvedWord({ gender, plural })).toBe(word);
  });
  it('leaves ink lines for those who have not decided, when asked to', () => {
    const begun = startRoute(definition, start(), NOW, calendar).instance;
    const { instance } = transition(definition, begun, agree(1), NOW, calendar);
    const subject = { noun: 'резолюция', gender: 'f', plural: false } as const;
    const marks = buildMarks(definition, instance, subject, { blank: true });
    expect(marks.map((mark) => [plainSpaces(mark.person ?? ''), mark.date, mark.signatureLine])).toEqual([
      ['Л.П. Орлова', '2026-11-23', true],
      ['П.И. Петров', undefined, true],
    ]);
    expect(buildMarks(definition, instance, subject)).toHaveLength(1);
    expect(markWarnings(definition, instance)).toEqual([]);
  });
});

describe('people in fields', () => {
  it.each([
    [
      { surname: 'Орлова', name: 'Любовь', patronymic: 'Петровна', position: 'директор' },
      'Орлова Любовь Петровна',
    ],
    [{ person: 'Орлова Любовь Петровна', organisation: 'АНО' }, 'Орлова Любовь Петровна'],
    [{ organisation: { name: 'АНО «Двор»' } }, 'АНО «Двор»'],
    ['И. И. Образцов', 'И. И. Образцов'],
    ['Общее собрание', 'Общее собрание'],
  ])('%j', (value, name) => {
    expect(seedFromValue(value)?.name).toBe(name);
  });
  it.each([null, undefined, '', {}, 5, []])('%j names nobody', (value) => {
    expect(seedFromValue(value)).toBeNull();
  });
});

describe('conditions', () => {
  const condition = {
    and: [{ '>': [{ var: 'fields.coOrganisers.length' }, 0] }, { '!': { var: 'fields.urgent' } }],
  };
  it('read as a sentence', () => {
    const label = (path: string) => ({ coOrganisers: 'Соорганизаторы', urgent: 'Срочно' })[path] ?? path;
    expect(describeCondition(condition, label)).toBe(
      'число записей «Соорганизаторы» больше 0 и не («Срочно»)',
    );
  });
  it('refuse prototype names and depth', () => {
    expect(checkCondition({ '==': [{ var: 'fields.__proto__' }, 1] }, [])).toHaveLength(1);
    let deep: unknown = true;
    for (let i = 0; i < 5000; i++) deep = { '!': deep };
    expect(checkCondition(deep)[0]).toContain('глубже');
  });
});

describe('views', () => {
  it('presents the timeline', () => {
    const begun = startRoute(definition, start(), NOW, calendar).instance;
    const { instance } = transition(definition, begun, agree(1), NOW, calendar);
    const view = presentRoute(definition, instance, NOW, calendar);
    expect(view.waitingText).toBe('Ждём ответа: 1 из 2');
    expect(plainSpaces(view.steps[0]?.dueText ?? '')).toBe('осталось 3 рабочих дня');
    expect(view.steps[0]?.assignees.map((one) => one.decisionWord)).toEqual(['согласовано', null]);
    expect(view.steps[1]?.status).toBe('waiting');
    expect(JSON.parse(JSON.stringify(view))).toEqual(view);
  });
  it('says of a step that approves that it approved', () => {
    const word = (
      kind: 'agree' | 'agree-with-remarks' | 'return',
      mark: 'utverzhdayu' | 'prinyato' | 'viza',
    ) => decisionWord({ kind, channel: 'product' }, { kind: 'approval', mark });
    expect(word('agree', 'utverzhdayu')).toBe('утверждено');
    expect(word('agree-with-remarks', 'prinyato')).toBe('принято с замечаниями');
    expect(word('agree', 'viza')).toBe('согласовано');
    expect(word('return', 'utverzhdayu')).toBe('возвращено на доработку');
    const silence = { kind: 'agree', channel: 'silence' } as const;
    expect(decisionWord(silence, { kind: 'approval', mark: 'utverzhdayu' })).toBe('замечаний не поступило');
  });
  it('says overdue on a day off after the term', () => {
    expect(
      dueText(new Date('2026-11-27T20:59:00Z'), new Date('2026-11-28T09:00:00Z'), 'Europe/Moscow', calendar),
    ).toBe('просрочено на день');
  });
  it('previews who and when', () => {
    const input = { ...start(), roleHolders: { chair: [{ userId: 'u9', name: 'Зимин Лев Фомич' }] } };
    const preview = previewRoute(definition, input, NOW, calendar);
    expect(preview.problems).toEqual([]);
    expect(preview.steps.map((step) => [step.from, step.until, step.who.length])).toEqual([
      ['2026-11-23', '2026-11-26', 2],
      ['2026-11-26', '2026-11-30', 1],
    ]);
    expect(preview.steps[1]?.who[0]?.name).toBe('Зимин Лев Фомич');
    const empty = previewRoute(
      definition,
      { ...start({ coOrganisers: [] }), roleHolders: { chair: [] } },
      NOW,
      calendar,
    );
    expect(empty.steps[0]?.skippedBecause).toContain('число записей');
    expect(empty.problems).toEqual([
      'шаг «Председательствующий»: в организации никто не назначен: председатель.',
    ]);
    expect(previewRoute(definition, start({}), NOW, calendar).problems[0]).toContain('не заполнено');
  });
  it('simulates what will be', () => {
    const { entries, instance } = simulateRoute(
      definition,
      {
        start: start(),
        script: [
          { afterHours: 1, event: agree(1) },
          { afterHours: 1, event: agree(1) },
        ],
        runHours: 24 * 8,
      },
      NOW,
      calendar,
    );
    expect(entries.map((entry) => entry.event)).toEqual([
      'start',
      'decide',
      'decide',
      'timer',
      'timer',
      'timer',
    ]);
    expect(entries[2]?.refused).toContain('уже записано');
    expect(instance.status).toBe('running');
  });
});

describe('time', () => {
  it('does not go back inside a route', () => {
    const begun = startRoute(definition, start(), NOW, calendar).instance;
    const { instance } = transition(definition, begun, agree(1), new Date('2020-01-01T00:00:00Z'), calendar);
    expect(instance.decisions[0]?.at).toEqual(NOW);
  });
  it('ignores a timer that fires early, twice or from nowhere', () => {
    const begun = startRoute(definition, start(), NOW, calendar).instance;
    const timerId = begun.timers[0]?.id as string;
    const early = transition(definition, begun, { type: 'timer', timerId }, NOW, calendar);
    expect(early).toEqual({ instance: begun, effects: [] });
    const later = new Date('2026-12-10T00:00:00Z');
    const once = transition(definition, begun, { type: 'timer', timerId }, later, calendar).instance;
    expect(transition(definition, once, { type: 'timer', timerId }, later, calendar)).toEqual({
      instance: once,
      effects: [],
    });
    expect(() => transition(definition, begun, { type: 'nonsense' } as never, NOW, calendar)).toThrow(
      'неверные данные',
    );
  });
});

describe('module', () => {
  const text = files['/workflows/regulation/consent-approval.yaml'] as string;
  const release = (sha: string, id: string, body: string) => ({
    sha,
    kind: 'workflow' as const,
    id,
    files: { 'w.yaml': body },
    publishedAt: NOW,
  });
  const all = [release('1', 'regulation/consent-approval', text), release('2', 'x/broken', 'kind: [')];
  const workflows = createWorkflowsModule({
    releases: {
      get: async (sha) => all.find((one) => one.sha === sha)!,
      current: async (_, id) => all.find((one) => one.id === id) ?? null,
      list: async () => all.slice(0, 1),
    },
  });
  it('gives workflows by release and by kind', async () => {
    expect((await workflows.getWorkflow('1')).definition.steps).toHaveLength(2);
    expect(await workflows.getWorkflow('1')).toBe(
      await workflows.getCurrentWorkflow('regulation/consent-approval'),
    );
    expect(await workflows.listWorkflows('resolution')).toEqual([]);
    expect(await workflows.listWorkflows()).toHaveLength(1);
  });
  it('refuses what is absent or broken, in Russian', async () => {
    await expect(workflows.getCurrentWorkflow('no')).rejects.toThrow('Маршрут «no» не найден');
    await expect(workflows.getWorkflow('2')).rejects.toThrow('записан с ошибкой');
  });
});
