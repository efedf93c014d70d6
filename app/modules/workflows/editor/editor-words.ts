// Words of the cards, the diagram and the simulator; they repeat nothing of the file.
import { NBSP, plural } from '~/shared/russian';
import { describeCondition } from '../condition';
import { ROLE_WORDS } from '../roles';
import { ruleWord } from '../words';
import type { StepRule } from '../workflow.schema';
import type { Clause, EditorField, RouteDraft, StepDraft } from './route-draft';
import { clauseKind, readNumber, writeCondition } from './sentence';

export const KIND_OF_STEP_WORDS: Readonly<Record<StepDraft['kind'], string>> = {
  review: 'рассмотрение',
  approval: 'согласование',
  signature: 'подписание',
  registration: 'регистрация',
  acquaintance: 'ознакомление',
};
export const MARK_WORDS: Readonly<Record<StepDraft['mark'], string>> = {
  none: 'без грифа',
  viza: 'виза',
  soglasovano: 'СОГЛАСОВАНО',
  utverzhdayu: 'УТВЕРЖДАЮ',
  utverzhdeno: 'УТВЕРЖДЕНО',
  prinyato: 'ПРИНЯТО',
};
export const SILENCE_WORDS: Readonly<Record<StepDraft['onSilence'], string>> = {
  escalate: 'напомнить и передать выше',
  agree: 'считать, что замечаний нет',
  drop: 'продолжить без ответа',
};
export const REAPPROVAL_WORDS: Readonly<Record<StepDraft['reapproval'], string>> = {
  all: 'согласуют все заново',
  'not-agreed': 'согласуют только те, кто не согласился',
  'changed-blocks': 'согласуют те, чьи разделы изменились',
};
/** Comparisons as the sentence says them: of numbers, of dates, of anything else. */
export const OPERATOR_WORDS: Readonly<Record<Clause['op'], string>> = {
  '>': 'больше',
  '>=': 'не меньше',
  '<': 'меньше',
  '<=': 'не больше',
  '==': 'равно',
  '!=': 'не равно',
};
const DATE_OPERATORS: Readonly<Record<Clause['op'], string>> = {
  ...OPERATOR_WORDS,
  '>': 'позже',
  '>=': 'не раньше',
  '<': 'раньше',
  '<=': 'не позже',
};
export const operatorWord = (op: Clause['op'], isDate: boolean): string =>
  (isDate ? DATE_OPERATORS : OPERATOR_WORDS)[op];

const named = (fields: readonly EditorField[], path: string) =>
  fields.find((field) => field.path === path && !field.repeated);
const labelOf = (fields: readonly EditorField[]) => (path: string) => named(fields, path)?.label ?? path;

function clauseWords({ field, op, value }: Clause, fields: readonly EditorField[]): string {
  const known = named(fields, field);
  const label = known?.label ?? field;
  const kind = clauseKind(known);
  if (kind === 'flag') return `«${label}» — ${(value === 'no') === (op === '!=') ? 'да' : 'нет'}`;
  const count = known?.type === 'list' ? readNumber(value) : null;
  if (count !== null) return `в поле «${label}» ${countWords(op, count)}`;
  const choice = known?.options?.find((option) => option.value === value)?.label ?? value;
  const shown = kind === 'text' || kind === 'choice' ? `«${choice}»` : value;
  return `в поле «${label}» ${operatorWord(op, kind === 'date')} ${shown}`;
}

/** «больше 0 значений», «ровно 2 значения»: a comparison asks for the genitive, an equality for the nominative. */
function countWords(op: Clause['op'], count: number): string {
  const isEqual = op === '==' || op === '!=';
  const form = isEqual
    ? plural(count, 'значение', 'значения', 'значений')
    : plural(count, 'значения', 'значений', 'значений');
  return `${isEqual ? (op === '==' ? 'ровно' : 'не ровно') : OPERATOR_WORDS[op]} ${count}${NBSP}${form}`;
}

/** «если в поле «Соорганизаторы» больше 0 значений»; null when the step always runs. */
export function conditionWords(step: StepDraft, fields: readonly EditorField[]): string | null {
  const written = writeCondition(step, fields);
  if (!written) return null;
  if (step.kept) return `если ${describeCondition(written.when, labelOf(fields))}`;
  const join = step.join === 'or' ? ' или ' : ' и ';
  return `если ${step.clauses.map((clause) => clauseWords(clause, fields)).join(join)}`;
}

export interface WordsContext {
  readonly fields: readonly EditorField[];
  /** Name of an account. */
  readonly personName: (userId: string) => string;
}

/** «председатель», «названные в поле «Соорганизаторы»», «Орлова Л.П., Петров П.И.». */
export function whoWords(step: StepDraft, { fields, personName }: WordsContext): string {
  switch (step.who) {
    case 'role':
      return ROLE_WORDS[step.role];
    case 'field':
      return step.field ? `названные в поле «${labelOf(fields)(step.field)}»` : 'поле не выбрано';
    case 'users':
      return step.users.filter(Boolean).map(personName).join(', ') || 'никто не выбран';
    case 'external':
      return (
        step.external
          .map(({ name }) => name.trim())
          .filter(Boolean)
          .join(', ') || 'никто не назван'
      );
  }
}

/** «все», «не менее 2»; a number that is none is left out. */
export function draftRuleWord(step: StepDraft): string {
  if (step.rule !== 'atLeast' && step.rule !== 'percent') return ruleWord(step.rule);
  const number = readNumber(step.ruleNumber);
  return number === null ? 'число не указано' : ruleWord({ [step.rule]: number } as StepRule);
}

/** «3 рабочих дня» or null. */
export function termWords(typed: string): string | null {
  const days = readNumber(typed);
  if (days === null) return null;
  return `${typed.trim()}${NBSP}${plural(days, 'рабочий день', 'рабочих дня', 'рабочих дней')}`;
}

/** «автору» or the title of the step. */
export function returnWords(step: StepDraft, draft: RouteDraft): string {
  if (step.onReturn === 'author') return 'автору';
  return `на шаг «${draft.steps.find(({ id }) => id === step.onReturn)?.title ?? 'удалён'}»`;
}
