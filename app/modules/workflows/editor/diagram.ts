// The picture of a route as data: groups of steps that run at the same time, in their order, each said in words.
// It is drawn as a list with arrows, so what is seen is what a screen reader reads.
import { ROLE_WORDS } from '../roles';
import type { DraftProblem } from './check-draft';
import {
  conditionWords,
  draftRuleWord,
  KIND_OF_STEP_WORDS,
  MARK_WORDS,
  returnWords,
  termWords,
  type WordsContext,
  whoWords,
} from './editor-words';
import type { RouteDraft, StepDraft } from './route-draft';

export interface DiagramStep {
  readonly id: string;
  /** Number of its card, from 1. */
  readonly number: number;
  readonly title: string;
  /** «согласование, СОГЛАСОВАНО». */
  readonly kind: string;
  readonly who: string;
  /** «все, одновременно, 3 рабочих дня». */
  readonly how: string;
  readonly condition: string | null;
  readonly returns: string;
  readonly problems: number;
}
export interface Diagram {
  readonly start: string;
  /** Steps of one group begin together. */
  readonly groups: readonly (readonly DiagramStep[])[];
  readonly end: readonly string[];
}

function stepOf(
  step: StepDraft,
  number: number,
  {
    draft,
    context,
    problems,
  }: { draft: RouteDraft; context: WordsContext; problems: readonly DraftProblem[] },
): DiagramStep {
  const order = step.order === 'parallel' ? 'одновременно' : 'по очереди';
  const many = step.who !== 'role';
  const term = termWords(step.due);
  const how = [...(many ? [draftRuleWord(step), order] : []), term ?? 'без срока'];
  return {
    id: step.id,
    number,
    title: step.title.trim() || 'без названия',
    kind: [KIND_OF_STEP_WORDS[step.kind], ...(step.mark === 'none' ? [] : [MARK_WORDS[step.mark]])].join(
      ', ',
    ),
    who: whoWords(step, context),
    how: how.join(', '),
    condition: conditionWords(step, context.fields),
    returns: returnWords(step, draft),
    problems: problems.filter((problem) => problem.step === step.id).length,
  };
}

/** Pure; a broken draft has a diagram too. */
export function diagramOf(
  draft: RouteDraft,
  context: WordsContext,
  problems: readonly DraftProblem[] = [],
): Diagram {
  const groups: DiagramStep[][] = [];
  draft.steps.forEach((step, index) => {
    const drawn = stepOf(step, index + 1, { draft, context, problems });
    const last = groups.at(-1);
    if (step.together && last) last.push(drawn);
    else groups.push([drawn]);
  });
  return {
    start: `Отправляет ${ROLE_WORDS[draft.submit]}`,
    groups,
    end: [
      ...(draft.adopt ? [`Принимает ${ROLE_WORDS[draft.adopt]}`] : []),
      ...(draft.publish ? [`Публикует ${ROLE_WORDS[draft.publish]}`] : []),
    ],
  };
}
