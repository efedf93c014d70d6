// Лист согласования: every decision ever made on the document, who, when, which version and hash, how it came.
import type { Assignee, Decision, RouteInstance } from './instance.schema';
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
    channel: channelWord(decision, instance.silenceAnnounced),
    ...(decision.remark ? { remark: decision.remark } : {}),
  };
}

function keptWord(decision: Decision, instance: RouteInstance): string {
  const kept = instance.steps.some((state) =>
    state.assignees.some((one) => one.carried && one.decisionId === decision.id),
  );
  return kept ? `; согласие сохранено для версии ${instance.versionNumber}` : '';
}

const STATE_WORDS: Partial<Record<Assignee['state'], string>> = {
  waiting: 'решения нет',
  asked: 'ожидается решение',
  dropped: 'ответа нет, срок истёк',
  removed: 'исключён из числа согласующих',
  delegated: 'передал решение',
};

function placeRow(step: WorkflowStep, assignee: Assignee): ApprovalSheetRow | null {
  const word = STATE_WORDS[assignee.state];
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
    return [...made, ...state.assignees.flatMap((assignee) => placeRow(step, assignee) ?? [])];
  });
  return {
    title: input.title,
    versionNumber: instance.versionNumber,
    versionSha256: instance.versionSha256,
    ...(input.auditHead ? { auditHead: input.auditHead } : {}),
    rows,
  };
}
