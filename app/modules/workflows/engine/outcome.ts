// What a set of decisions means for a step. A function of the set alone, never of the order: decisions commute.
import type { Assignee, Decision, RouteInstance, StepState } from '../instance.schema';
import type { StepRule, WorkflowStep } from '../workflow.schema';

export type Outcome = 'open' | 'passed' | 'returned' | 'rejected';

/** How many of n must agree. */
export function neededOf(rule: StepRule, n: number): number {
  if (rule === 'all') return n;
  if (rule === 'any') return 1;
  if (rule === 'majority') return Math.floor(n / 2) + 1;
  if ('atLeast' in rule) return rule.atLeast;
  return Math.max(1, Math.ceil((rule.percent * n) / 100 - 1e-9));
}

/** True when the rule can be met by n people at all. */
export const canMeet = (rule: StepRule, n: number): boolean => n >= 1 && neededOf(rule, n) <= n;

export const isAgreement = (decision: Pick<Decision, 'kind'>): boolean =>
  decision.kind === 'agree' || decision.kind === 'agree-with-remarks';

/** A person's consent that no letter and no act of his body stands behind yet. */
export const mayHaveLetter = (
  decision: Pick<Decision, 'kind' | 'channel' | 'letter' | 'ground' | 'person'>,
): boolean =>
  isAgreement(decision) &&
  (decision.channel === 'link' || decision.channel === 'product') &&
  decision.letter === null &&
  decision.ground === null &&
  decision.person.organisation !== null;

/** The decision that counts for an assignee now, or null. */
export function currentDecision(instance: RouteInstance, assignee: Assignee): Decision | null {
  if (assignee.decisionId === null) return null;
  return instance.decisions.find((decision) => decision.id === assignee.decisionId) ?? null;
}

/** Equal votes where the first of the people has the casting one: won by his consent, or still possible. */
function tieOf(
  step: WorkflowStep,
  counted: readonly Assignee[],
  { agreed, open }: { agreed: number; open: number },
  instance: RouteInstance,
): 'none' | 'possible' | 'won' {
  const [first] = counted;
  if (!step.casting || step.rule !== 'majority' || !first) return 'none';
  const made = currentDecision(instance, first);
  const speaksFor = first.state !== 'decided' || made === null || isAgreement(made);
  if (!speaksFor) return 'none';
  if (open === 0) return agreed * 2 === counted.length ? 'won' : 'none';
  return (agreed + open) * 2 >= counted.length ? 'possible' : 'none';
}

/**
 * passed: enough agreed. Otherwise failed once those who have not decided cannot fill the gap: `returned` when the
 * returns could still be turned into consent, else `rejected`. An agreement with a remark that must be answered
 * keeps the step open.
 */
export function outcomeOf(step: WorkflowStep, state: StepState, instance: RouteInstance): Outcome {
  const counted = state.assignees.filter((assignee) =>
    ['waiting', 'asked', 'decided'].includes(assignee.state),
  );
  const decisions = counted.flatMap((assignee) =>
    assignee.state === 'decided' ? (currentDecision(instance, assignee) ?? []) : [],
  );
  const agreed = decisions.filter(isAgreement).length;
  const returned = decisions.filter((decision) => decision.kind === 'return').length;
  const open = counted.length - decisions.length;
  const needed = neededOf(step.rule, counted.length);
  const tie = tieOf(step, counted, { agreed, open }, instance);
  if (agreed >= needed || tie === 'won') {
    const unanswered = decisions.some((d) => d.kind === 'agree-with-remarks' && d.answeredAt === null);
    return step.answerRemarks && unanswered ? 'open' : 'passed';
  }
  if (agreed + open >= needed || tie === 'possible') return 'open';
  return agreed + open + returned >= needed ? 'returned' : 'rejected';
}
