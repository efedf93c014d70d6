// Random routes and random events for the laws of the engine. Used by the smoke here and by the long proof.
// Over 250 lines: generators and laws are read side by side.
import fc from 'fast-check';
import { expect } from 'vitest';
import {
  type Assignee,
  currentDecision,
  isAgreement,
  type RouteEffect,
  type RouteEventInput,
  type RouteInstance,
  RouteInstanceSchema,
  type StartRouteInput,
  startRoute,
  transition,
  type WorkflowDefinition,
} from '~/modules/workflows';
import { isAppError } from '~/shared/app-error';
import { calendar } from './route-case';

export const sha = (version: number) => String(version).padStart(64, '0');
const START = new Date('2026-11-23T07:00:00Z');
const PEOPLE = 5;

const stepArbitrary = fc.record({
  people: fc.integer({ min: 1, max: PEOPLE }),
  rule: fc.constantFrom(
    'all' as const,
    'any' as const,
    'majority' as const,
    { atLeast: 1 },
    { atLeast: 2 },
    { percent: 60 },
  ),
  order: fc.constantFrom('parallel' as const, 'sequential' as const),
  together: fc.boolean(),
  reapproval: fc.constantFrom('all' as const, 'not-agreed' as const, 'changed-blocks' as const),
  onSilence: fc.constantFrom('agree' as const, 'drop' as const, 'escalate' as const),
  kind: fc.constantFrom('approval' as const, 'review' as const, 'signature' as const),
  backTo: fc.nat(4),
  answerRemarks: fc.boolean(),
  remind: fc.boolean(),
});

/** A definition of up to four steps, with loops only backwards. */
export const definitionArbitrary: fc.Arbitrary<WorkflowDefinition> = fc
  .array(stepArbitrary, { minLength: 1, maxLength: 4 })
  .map((steps) => ({
    kind: 'resolution',
    title: 'Случайный',
    submit: { role: 'drafter' as const },
    steps: steps.map((step, index) => {
      const atLeast = typeof step.rule === 'object' && 'atLeast' in step.rule ? step.rule.atLeast : 1;
      const people = Math.max(step.people, atLeast);
      return {
        id: `s${index}`,
        title: `Шаг ${index}`,
        kind: step.kind,
        mark: 'none' as const,
        assignees: { users: Array.from({ length: people }, (_, n) => `u${n}`) },
        order: step.order,
        rule: step.rule,
        together: index > 0 && step.together,
        due: { workingDays: 2 },
        ...(step.remind ? { remind: { beforeWorkingDays: 1 } } : {}),
        onSilence: step.onSilence,
        onReturn: step.backTo < index ? `s${step.backTo}` : 'author',
        reapproval: step.reapproval,
        answerRemarks: step.answerRemarks,
        casting: false,
      };
    }),
  }));

export const actionArbitrary = fc.record({
  type: fc.constantFrom(
    ...Array<'decide'>(8).fill('decide'),
    'new-version' as const,
    'new-version' as const,
    'timer' as const,
    'timer' as const,
    'stale-decide' as const,
    'add-assignee' as const,
    'remove-assignee' as const,
    'replace-assignee' as const,
    'delegate' as const,
    'answer-remark' as const,
    'withdraw' as const,
  ),
  decision: fc.constantFrom(
    ...Array<'agree'>(5).fill('agree'),
    'agree-with-remarks' as const,
    'return' as const,
    'reject' as const,
  ),
  pick: fc.nat(1000),
  changed: fc.option(fc.constantFrom<string[]>([], ['a'], ['b'])),
  minutes: fc.integer({ min: -60, max: 4000 }),
});
export type Action = typeof actionArbitrary extends fc.Arbitrary<infer T> ? T : never;

const startInput = (silenceAnnounced: string | null): StartRouteInput => ({
  id: 'r',
  workflow: { id: 'w', release: 'f'.repeat(64) },
  organisationId: 'org-1',
  timeZone: 'Europe/Moscow',
  version: { sha256: sha(1), number: 1 },
  fields: {},
  silenceAnnounced,
  submittedBy: 'Автор',
});

const actorOf = (assignee: Assignee | undefined) => ({
  userId: assignee?.userId ?? null,
  name: assignee?.name ?? 'Автор',
  tokens: assignee ? [assignee.token] : [],
});

function toEvent(action: Action, instance: RouteInstance): RouteEventInput {
  const all = instance.steps.flatMap((step) => step.assignees.map((one) => ({ stepId: step.id, one })));
  const asked = all.filter(({ one }) => one.state === 'asked');
  const pool = action.pick % 4 === 0 || asked.length === 0 ? all : asked;
  const place = pool[action.pick % pool.length];
  const where = { stepId: place?.stepId ?? 's0', assigneeKey: place?.one.key ?? 'u0' };
  const actor = actorOf(place?.one);
  const seed = { userId: `x${action.pick % 7}`, name: `Новый ${action.pick % 7}` };
  switch (action.type) {
    case 'decide':
    case 'stale-decide':
      return {
        type: 'decide',
        ...where,
        actor,
        decision: action.decision,
        remark: action.decision === 'agree' ? null : 'замечание',
        versionSha256:
          action.type === 'decide'
            ? instance.versionSha256
            : sha(instance.versionNumber + (action.pick % 2 ? 1 : -1)),
      };
    case 'new-version': {
      const next = instance.versionNumber + (action.pick % 5 === 0 ? 0 : 1);
      const changed = action.changed ? { changedSections: action.changed } : {};
      return {
        type: 'new-version',
        actor,
        versionSha256: sha(next),
        versionNumber: next,
        fields: {},
        ...changed,
      };
    }
    case 'timer':
      return {
        type: 'timer',
        timerId: instance.timers[action.pick % Math.max(1, instance.timers.length)]?.id ?? 'нет',
      };
    case 'add-assignee':
      return { type: 'add-assignee', actor, stepId: where.stepId, seed };
    case 'remove-assignee':
      return { type: 'remove-assignee', actor, ...where, reason: 'вышел' };
    case 'replace-assignee':
      return { type: 'replace-assignee', actor, ...where, seed, reason: 'в отпуске' };
    case 'delegate':
      return { type: 'delegate', actor, ...where, seed, until: '2026-12-20' };
    case 'answer-remark': {
      const open = instance.decisions.filter((one) => one.remark !== null && one.answeredAt === null);
      return {
        type: 'answer-remark',
        actor,
        decisionId: open[action.pick % Math.max(1, open.length)]?.id ?? 'нет',
        answer: 'учтено',
      };
    }
    case 'withdraw':
      return { type: 'withdraw', actor, reason: null };
  }
}

function needed(step: WorkflowDefinition['steps'][number], n: number): number {
  if (step.rule === 'all') return n;
  if (step.rule === 'any') return 1;
  if (step.rule === 'majority') return Math.floor(n / 2) + 1;
  return 'atLeast' in step.rule ? step.rule.atLeast : Math.ceil((step.rule.percent * n) / 100);
}

/** Law 1: approved only when every step's rule is met on the very hash, or by a consent kept by the written rule. */
export function assertRuleMet(definition: WorkflowDefinition, instance: RouteInstance): void {
  for (const step of definition.steps) {
    const state = instance.steps.find((one) => one.id === step.id)!;
    expect(state.status).toBe('done');
    const counted = state.assignees.filter((one) => ['waiting', 'asked', 'decided'].includes(one.state));
    const consents = counted.filter((one) => {
      const decision = currentDecision(instance, one);
      if (!decision || !isAgreement(decision)) return false;
      if (decision.versionSha256 === instance.versionSha256) return true;
      return one.carried && step.reapproval !== 'all' && decision.channel !== 'silence';
    });
    expect(consents.length).toBeGreaterThanOrEqual(Math.max(1, needed(step, counted.length)));
  }
}

/** Law 2: a running route always waits for somebody who can move it. */
export function assertNoDeadlock(definition: WorkflowDefinition, instance: RouteInstance): void {
  if (instance.status !== 'running' || instance.pending.length > 0) return;
  const held = instance.steps.some((state) => {
    const step = definition.steps.find((one) => one.id === state.id)!;
    const open = state.assignees.some((one) => {
      const decision = currentDecision(instance, one);
      return decision?.kind === 'agree-with-remarks' && decision.answeredAt === null;
    });
    return state.status === 'active' && step.answerRemarks && open;
  });
  expect(held, 'маршрут идёт, но никого не ждёт').toBe(true);
}

/** Law 3: what was decided stays as it was, only the answer to a remark may come. */
function assertAppendOnly(before: RouteInstance, after: RouteInstance): void {
  const told = (instance: RouteInstance) =>
    instance.decisions
      .slice(0, before.decisions.length)
      .map(({ answeredAt: _, ...rest }) => JSON.stringify(rest));
  if (told(before).join('\n') !== told(after).join('\n')) throw new Error('решение изменено или потеряно');
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !(value instanceof Date) && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const child of Object.values(value)) freeze(child);
  }
  return value;
}

/** Plays one walk and asserts every law after every event. Returns how many events were taken. */
export function walk(
  definition: WorkflowDefinition,
  actions: readonly Action[],
  silence: string | null,
): number {
  let clock = START;
  const begun = startRoute(definition, startInput(silence), clock, calendar);
  let instance = freeze(begun.instance);
  const effects: RouteEffect[] = [...begun.effects];
  let taken = 0;
  for (const action of actions) {
    clock = new Date(clock.getTime() + action.minutes * 60_000);
    const before = instance;
    const event = toEvent(action, instance);
    try {
      const next = transition(definition, instance, event, clock, calendar);
      const again = transition(definition, instance, event, clock, calendar);
      if (JSON.stringify(again) !== JSON.stringify(next)) throw new Error('переход не повторяется');
      instance = freeze(next.instance);
      effects.push(...next.effects);
      taken += 1;
    } catch (error) {
      if (!isAppError(error)) throw error;
      continue;
    }
    if (action.type === 'stale-decide') throw new Error('решение по чужой версии принято');
    assertAppendOnly(before, instance);
    assertNoDeadlock(definition, instance);
    if (instance.status === 'approved' && before.status !== 'approved') assertRuleMet(definition, instance);
  }
  RouteInstanceSchema.parse(structuredClone(instance));
  const ids = effects.map((effect) => effect.id);
  expect(new Set(ids).size).toBe(ids.length);
  const decisionIds = instance.decisions.map((decision) => decision.id);
  expect(new Set(decisionIds).size).toBe(decisionIds.length);
  return taken;
}

/** One parallel step, everybody decides once: the given order. */
export function decideInOrder(
  definition: WorkflowDefinition,
  order: readonly { who: number; decision: 'agree' | 'return' | 'reject' }[],
) {
  let { instance } = startRoute(definition, startInput(null), START, calendar);
  for (const { who, decision } of order) {
    const assignee = instance.steps[0]!.assignees[who]!;
    const event = {
      type: 'decide' as const,
      stepId: 's0',
      assigneeKey: assignee.key,
      actor: actorOf(assignee),
      decision,
      remark: decision === 'agree' ? null : 'замечание',
      versionSha256: instance.versionSha256,
    };
    instance = transition(definition, instance, event, START, calendar).instance;
  }
  return instance;
}
