// Лист согласования: every decision ever made on the document, who, when, which version and hash, how it came.
import { formatDate, localDate } from '~/shared/russian';
import type { Assignee, Decision, RouteInstance, RouteStatus, StepState } from './instance.schema';
import { channelWord, decisionWord } from './words';
import type { WorkflowDefinition, WorkflowStep } from './workflow.schema';

export interface ApprovalSheetRow {
  step: string;
  who: string;
  position?: string;
  decision: string;
  /** ISO instant. */
  at?: string;
  sha256?: string;
  channel: string;
  remark?: string;
}
export interface ApprovalSheet {
  title: string;
  versionNumber: number;
  versionSha256: string;
  /** Where the route stands: only an approved one may say «согласована». */
  status: RouteStatus;
  auditHead?: string;
  rows: ApprovalSheetRow[];
}

function decisionRow(step: WorkflowStep, decision: Decision, instance: RouteInstance): ApprovalSheetRow {
  const { person } = decision;
  const position = [person.position, person.organisation].filter(Boolean).join(', ');
  const current = decision.versionSha256 === instance.versionSha256;
  const version = current ? '' : ` (версия ${decision.versionNumber})`;
  return {
    step: step.title,
    who: person.name,
    ...(position ? { position } : {}),
    decision: `${decisionWord(decision, step)}${version}${keptWord(decision, instance)}`,
    at: decision.at.toISOString(),
    sha256: decision.versionSha256,
    channel: `${channelWord(decision, instance.silenceAnnounced)}${handedWord(decision, instance)}`,
    ...(decision.remark ? { remark: decision.remark } : {}),
  };
}

function keptWord(decision: Decision, instance: RouteInstance): string {
  const kept = instance.steps.some((state) =>
    state.assignees.some((one) => one.carried && one.decisionId === decision.id),
  );
  return kept ? `; согласие сохранено для версии ${instance.versionNumber}` : '';
}

/** «по передаче от …»: the delegate decided in another's place. */
function handedWord(decision: Decision, instance: RouteInstance): string {
  const place = instance.steps
    .find(({ id }) => id === decision.stepId)
    ?.assignees.find(({ key }) => key === decision.assigneeKey);
  return place?.delegatedFrom ? `, по передаче от: ${place.delegatedFrom}` : '';
}

const STATE_WORDS: Partial<Record<Assignee['state'], string>> = {
  waiting: 'решения нет',
  asked: 'ожидается решение',
  dropped: 'ответа нет, срок истёк',
  removed: 'исключён из числа согласующих',
  delegated: 'передал решение',
};

/** A step that is settled waits for nobody any more. */
function stateWord(assignee: Assignee, state: StepState, { status, timeZone }: RouteInstance): string | null {
  if (assignee.state === 'asked' && (status !== 'running' || state.status !== 'active')) return 'решения нет';
  const to = state.assignees.find((one) => one.delegatedUntil && one.delegatedFrom === assignee.name);
  if (assignee.state === 'delegated' && to?.delegatedUntil)
    return `передал решение до ${formatDate(localDate(to.delegatedUntil, timeZone), 'short')}: ${to.name}`;
  return STATE_WORDS[assignee.state] ?? null;
}

function placeRow(
  step: WorkflowStep,
  assignee: Assignee,
  state: StepState,
  instance: RouteInstance,
): ApprovalSheetRow | null {
  const word = stateWord(assignee, state, instance);
  if (!word) return null;
  const position = [assignee.position, assignee.organisation].filter(Boolean).join(', ');
  return {
    step: step.title,
    who: assignee.name,
    ...(position ? { position } : {}),
    decision: word,
    channel: '—',
    ...(assignee.reason ? { remark: assignee.reason } : {}),
  };
}

/** The sheet: decisions in the order of steps and time (also superseded ones), then those without a decision. Pure. */
export function buildApprovalSheet(
  definition: WorkflowDefinition,
  instance: RouteInstance,
  input: { title: string; auditHead?: string | null },
): ApprovalSheet {
  const rows = definition.steps.flatMap((step) => {
    const state = instance.steps.find((one) => one.id === step.id);
    if (!state || (state.status === 'skipped' && state.assignees.length === 0)) return [];
    const made = instance.decisions
      .filter((decision) => decision.stepId === step.id)
      .sort((a, b) => a.at.getTime() - b.at.getTime())
      .map((decision) => decisionRow(step, decision, instance));
    return [
      ...made,
      ...state.assignees.flatMap((assignee) => placeRow(step, assignee, state, instance) ?? []),
    ];
  });
  return {
    title: input.title,
    versionNumber: instance.versionNumber,
    versionSha256: instance.versionSha256,
    status: instance.status,
    ...(input.auditHead ? { auditHead: input.auditHead } : {}),
    rows,
  };
}
