// «Что будет, если …» for the editor: a made-up document goes through the real engine. Everybody answers one working
// day after he was asked, as the person chose for the step; where nobody answers, only the terms act.
import { addWorkingDays, type WorkingCalendar, zonedInstant } from '~/modules/rules';
import { isAppError } from '~/shared/app-error';
import { localDate } from '~/shared/russian';
import { ALLOWED_DECISIONS } from '../engine/decide';
import { startRoute } from '../engine/start-route';
import { transition } from '../engine/transition';
import type { RouteInstance, RouteStatus } from '../instance.schema';
import { ROLE_WORDS } from '../roles';
import { fireTimers } from '../simulate-route';
import { decisionWord } from '../words';
import { stepOf, type WorkflowDefinition } from '../workflow.schema';
import { madeUpFields, rehearsalFields } from './rehearsal-fields';
import { type RehearsalLine, timerLine } from './rehearsal-lines';
import type { EditorField } from './route-draft';

export const ANSWERS = ['agree', 'return', 'reject', 'silence'] as const;
export type Answer = (typeof ANSWERS)[number];

export interface RehearsalInput {
  /** Values by path as typed: a number of entries for a list, a number of people for a person or an organisation. */
  readonly values: Readonly<Record<string, string>>;
  /** Step id → what its people answer; absent = agree. */
  readonly answers: Readonly<Record<string, Answer>>;
  /** The request announced that silence is consent. */
  readonly announced: boolean;
}
export interface Rehearsal {
  readonly lines: readonly RehearsalLine[];
  /** Null when the route could not start: `problems` say why. */
  readonly status: RouteStatus | null;
  readonly problems: readonly string[];
}

export interface PlayContext {
  readonly fields: readonly EditorField[];
  readonly calendar: WorkingCalendar;
  readonly now: Date;
  /** Days are counted in it. */
  readonly timeZone: string;
}

const RELEASE = '0'.repeat(64);
const MAX_TURNS = 500;

interface Play {
  readonly definition: WorkflowDefinition;
  readonly input: RehearsalInput;
  readonly calendar: WorkingCalendar;
  readonly lines: RehearsalLine[];
  /** Steps that returned or rejected once: asked anew, they agree, so that a play has an end. */
  readonly spent: Set<string>;
}

const day = (at: Date, instance: RouteInstance) => localDate(at, instance.timeZone);

/** The next answer that somebody will give, and when; null when all who are asked keep silent. */
function nextAnswer(play: Play, instance: RouteInstance) {
  const open = instance.steps.flatMap((state) => {
    if (state.status !== 'active') return [];
    const chosen = play.input.answers[state.id] ?? 'agree';
    if (chosen === 'silence') return [];
    const allowed = ALLOWED_DECISIONS[stepOf(play.definition, state.id).kind];
    const decision = play.spent.has(state.id) || !allowed.includes(chosen) ? 'agree' : chosen;
    return state.assignees.flatMap((assignee) => {
      if (assignee.state !== 'asked' || !assignee.askedAt) return [];
      const answered = addWorkingDays(play.calendar, day(assignee.askedAt, instance), 1).date;
      const at = zonedInstant(answered, '12:00', instance.timeZone);
      return [{ stepId: state.id, assignee, decision, at } as const];
    });
  });
  return open.sort((a, b) => a.at.getTime() - b.at.getTime())[0] ?? null;
}

function answerOnce(play: Play, instance: RouteInstance): RouteInstance | null {
  const next = nextAnswer(play, instance);
  const timer = [...instance.timers].sort((a, b) => a.at.getTime() - b.at.getTime())[0];
  if (timer && (!next || timer.at <= next.at)) {
    const fired = fireTimers(play.definition, instance, timer.at, play.calendar);
    for (const entry of fired.entries) {
      for (const effect of entry.effects)
        play.lines.push(...timerLine(play.definition, entry.at, effect, fired.instance));
    }
    return fired.instance;
  }
  if (!next) return null;
  const { stepId, assignee, decision, at } = next;
  const moved = transition(
    play.definition,
    instance,
    {
      type: 'decide',
      stepId,
      assigneeKey: assignee.key,
      actor: { userId: null, name: assignee.name },
      decision,
      versionSha256: instance.versionSha256,
      channel: 'link',
      remark: decision === 'agree' ? null : 'Замечание',
    },
    at,
    play.calendar,
  );
  if (decision !== 'agree') play.spent.add(stepId);
  const step = stepOf(play.definition, stepId);
  play.lines.push({
    date: day(at, instance),
    step: step.title,
    text: `${assignee.name}: ${decisionWord({ kind: decision, channel: 'product' }, step)}`,
    tone: decision === 'agree' ? 'good' : 'bad',
  });
  const turned = moved.instance.round > instance.round;
  if (turned) {
    const target = stepOf(play.definition, step.onReturn).title;
    play.lines.push({
      date: day(at, instance),
      step: step.title,
      text: `возврат на шаг «${target}»`,
      tone: 'bad',
    });
  }
  return moved.instance;
}

function begin(play: Play, known: readonly EditorField[], { now, timeZone }: PlayContext): RouteInstance {
  const holders = Object.fromEntries(
    Object.entries(ROLE_WORDS).map(([role, name]) => [role, [{ userId: role, name }]]),
  );
  return startRoute(
    play.definition,
    {
      id: 'rehearsal',
      workflow: { id: play.definition.kind, release: RELEASE },
      organisationId: 'rehearsal',
      timeZone,
      version: { sha256: RELEASE, number: 1 },
      fields: madeUpFields(known, play.input.values),
      roleHolders: holders,
      silenceAnnounced: play.input.announced ? 'объявлено' : null,
      submittedBy: ROLE_WORDS[play.definition.submit.role],
    },
    now,
    play.calendar,
  ).instance;
}

/** Plays the route from `now`. Pure; what stands against the start is a value. */
export function rehearse(
  definition: WorkflowDefinition,
  context: PlayContext,
  input: RehearsalInput,
): Rehearsal {
  const play: Play = { definition, input, calendar: context.calendar, lines: [], spent: new Set() };
  const known = rehearsalFields(definition, context.fields);
  let instance: RouteInstance;
  try {
    instance = begin(play, known, context);
  } catch (error) {
    if (!isAppError(error)) throw error;
    const { problems } = error.details as { problems?: string[] };
    const names = (text: string) =>
      known.reduce((said, { path, label }) => said.replaceAll(`«${path}»`, `«${label}»`), text);
    return { lines: [], status: null, problems: (problems ?? [error.message]).map(names) };
  }
  play.lines.push({
    date: day(context.now, instance),
    step: null,
    text: `${ROLE_WORDS[definition.submit.role]} отправляет на согласование`,
    tone: 'plain',
  });
  for (const state of instance.steps.filter(({ status }) => status === 'skipped')) {
    const { title } = stepOf(definition, state.id);
    play.lines.push({ date: null, step: title, text: 'пропускается: условие не выполнено', tone: 'plain' });
  }
  for (let turn = 0; turn < MAX_TURNS && instance.status === 'running'; turn++) {
    const next = answerOnce(play, instance);
    if (!next) break;
    instance = next;
  }
  return { lines: play.lines, status: instance.status, problems: [] };
}
