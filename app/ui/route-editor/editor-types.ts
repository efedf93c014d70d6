// What the editor's page gets, and how its inputs are named: the action reads them by the same paths.

import type {
  Answer,
  DraftProblem,
  Play,
  RouteChoices,
  RouteDraft,
  RouteEditorView,
} from '~/modules/workflows';
import { capitalFirst } from '~/shared/russian';

export interface RouteEditorData {
  draft: RouteDraft;
  base: string;
  choices: RouteChoices;
  view: RouteEditorView;
  play: Play | null;
  /** The simulator was asked by the pressed button. */
  played: boolean;
  /** Step id → what its people may answer. */
  answers: Readonly<Record<string, readonly Answer[]>>;
  /** Id of what the person works on next. */
  focus: string | null;
  /** Grows with each answer of the server. */
  revision: number;
  /** Saving was refused: somebody saved meanwhile. */
  conflict: { by: string | null; at: string | null; base: string } | null;
  /** The person asked to check or to save: the findings are announced. */
  announced: boolean;
}

/** Findings of one card. */
export const problemsOf = (
  problems: readonly DraftProblem[],
  step: string | null,
  field?: string,
): string[] =>
  problems
    .filter((one) => one.step === step && (field === undefined || one.field === field))
    .map(({ message }) => capitalised(message));

export const capitalised = (text: string): string => `${capitalFirst(text)}.`.replace(/([.!?…])\.$/, '$1');
