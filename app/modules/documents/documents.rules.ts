// The life of a document: which action is possible in which state (DESIGN §7). Pure.

import type { Document } from './documents.schema';
import { documentError } from './errors';
import type { LifecycleState } from './lifecycle';

export const DOCUMENT_ACTIONS = [
  'save-version',
  'rename-version',
  'submit',
  'decide',
  'withdraw',
  'steer',
  'attach-letter',
  'stop',
  'answer-remark',
  'remark',
  'adopt',
  'issue',
  'publish',
  'start-discussion',
  'run-discussion',
  'decide-proposals',
  'take-as-basis',
  'share',
  'start-edition',
  'acquaint',
  'extract',
] as const;
export type DocumentAction = (typeof DOCUMENT_ACTIONS)[number];

const POSSIBLE: Record<DocumentAction, readonly LifecycleState[]> = {
  'save-version': ['draft', 'discussion', 'returned', 'withdrawn'],
  'rename-version': [
    'draft',
    'discussion',
    'in-approval',
    'approved',
    'adopted',
    'issued',
    'returned',
    'rejected',
    'withdrawn',
  ],
  submit: ['draft', 'discussion', 'returned', 'withdrawn'],
  // Late decisions on the very version are recorded too: people commute, a later rejection destroys nothing.
  decide: ['in-approval', 'returned', 'rejected', 'approved'],
  withdraw: ['in-approval', 'approved'],
  // A failed route may run on when somebody is taken out or replaced.
  steer: ['in-approval', 'returned', 'rejected'],
  // A body's letter often comes after its representative has answered.
  'attach-letter': ['in-approval', 'returned', 'approved'],
  stop: ['in-approval', 'returned'],
  // After the route too: a remark that came late, or that no step waited for, is answered before the adoption.
  'answer-remark': ['draft', 'discussion', 'returned', 'in-approval', 'withdrawn', 'approved'],
  /** Also while people decide: what they say must have a place in the text. */
  remark: ['draft', 'discussion', 'returned', 'in-approval', 'withdrawn', 'approved'],
  adopt: ['approved'],
  issue: ['adopted'],
  publish: ['issued'],
  'start-discussion': ['draft', 'returned', 'withdrawn'],
  'run-discussion': ['discussion'],
  // Answers may be given after the term, and after a return of the route.
  'decide-proposals': ['draft', 'discussion', 'returned', 'withdrawn'],
  'take-as-basis': ['draft', 'discussion', 'returned'],
  // Who takes part and who reads may change as long as the document lives.
  share: ['draft', 'discussion', 'returned', 'withdrawn', 'in-approval', 'approved', 'adopted', 'issued'],
  'start-edition': ['issued'],
  acquaint: ['issued'],
  extract: ['adopted', 'issued', 'superseded', 'lapsed'],
};

const ACTION_WORDS: Record<DocumentAction, string> = {
  'save-version': 'сохранить новую версию',
  'rename-version': 'назвать версию',
  submit: 'отправить на согласование',
  decide: 'принять решение по документу',
  withdraw: 'отозвать с согласования',
  steer: 'менять согласующих',
  'attach-letter': 'приложить письмо',
  stop: 'остановить согласование',
  'answer-remark': 'ответить на замечание',
  remark: 'внести замечание или правку',
  adopt: 'отметить принятие',
  issue: 'выпустить документ',
  publish: 'опубликовать документ',
  'start-discussion': 'вынести на обсуждение',
  'run-discussion': 'вести обсуждение',
  'decide-proposals': 'отвечать на предложения',
  'take-as-basis': 'записать принятие за основу',
  share: 'изменить участников и видимость',
  'start-edition': 'начать новую редакцию',
  acquaint: 'вести лист ознакомления',
  extract: 'сделать выписку',
};

/** Plain Russian words of the states, used where the kind gives none of its own. */
export const STATE_WORDS: Record<LifecycleState, string> = {
  draft: 'проект',
  discussion: 'обсуждение',
  'in-approval': 'на согласовании',
  approved: 'согласован',
  adopted: 'принят',
  issued: 'выпущен',
  superseded: 'заменён',
  lapsed: 'утратил силу',
  returned: 'возвращён на доработку',
  rejected: 'отклонён',
  withdrawn: 'отозван',
};

export function isPossible(action: DocumentAction, state: LifecycleState): boolean {
  return POSSIBLE[action].includes(state);
}

/** Throws documents/wrong-state; issuing without adoption has its own clear error. */
export function assertPossible(action: DocumentAction, document: Pick<Document, 'state'>): void {
  if (isPossible(action, document.state)) return;
  if (action === 'issue' && !['issued', 'superseded', 'lapsed'].includes(document.state)) {
    throw documentError('not-approved', { state: document.state });
  }
  throw documentError('wrong-state', {
    action: ACTION_WORDS[action],
    state: STATE_WORDS[document.state],
    expected: POSSIBLE[action].map((state) => `«${STATE_WORDS[state]}»`).join(' или '),
  });
}

/** Throws documents/version-conflict when the person acted on another version than the current one. */
export function assertSeenVersion(document: Document, seenSha256: string): void {
  if (document.currentVersion.sha256 === seenSha256) return;
  throw documentError('version-conflict', {
    seen: seenSha256.slice(0, 8),
    current: document.currentVersion.number,
  });
}

/** Every remark is answered before the document goes on. Throws documents/open-remarks. */
export function assertRemarksAnswered({ remarks }: Pick<Document, 'remarks'>): void {
  const count = remarks.filter(({ status }) => status === 'open').length;
  if (count > 0) throw documentError('open-remarks', { count });
}

/** «12-Р» style number: ordinal and the letter of the kind's register. */
export function printedNumber(ordinal: number, suffix: string): string {
  return suffix ? `${ordinal}-${suffix}` : String(ordinal);
}

/** Letter behind the number, by kind: «Р» резолюции, «П» положения и регламенты, «К» кодексы, «Пр» протоколы. */
export const REGISTER_SUFFIXES: Readonly<Record<string, string>> = {
  resolution: 'Р',
  regulation: 'П',
  'ethics-code': 'К',
  protocol: 'Пр',
  'mediation-agreement': 'М',
};
