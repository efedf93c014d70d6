// Lists of the editor's selects as data, so that the page carries no schema into the browser.

import { ALLOWED_DECISIONS } from '../engine/decide';
import { ROLE_WORDS } from '../roles';
import {
  KIND_OF_STEP_WORDS,
  MARK_WORDS,
  operatorWord,
  REAPPROVAL_WORDS,
  SILENCE_WORDS,
} from './editor-words';
import type { Answer } from './rehearse';
import type { EditorField, RouteDraft } from './route-draft';
import { type ClauseKind, clauseKind, operatorsOf } from './sentence';

export interface Choice {
  readonly value: string;
  readonly label: string;
}
/** A field as the sentence form offers it; `kind` null = it cannot be compared, it only names people. */
export interface FieldChoice extends Choice {
  readonly kind: ClauseKind | null;
  readonly isList: boolean;
  readonly namesPeople: boolean;
  readonly operators: readonly Choice[];
  readonly options: readonly Choice[];
}
export interface RouteChoices {
  readonly roles: readonly Choice[];
  readonly kinds: readonly Choice[];
  readonly marks: readonly Choice[];
  readonly silence: readonly Choice[];
  readonly reapproval: readonly Choice[];
  readonly fields: readonly FieldChoice[];
  readonly people: readonly Choice[];
}

const choices = (words: Readonly<Record<string, string>>): Choice[] =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

const NAMING = ['list', 'group', 'person', 'text', 'organisation'];

function fieldChoice(field: EditorField): FieldChoice {
  const kind = clauseKind(field);
  return {
    value: field.path,
    label: field.label,
    kind,
    isList: field.type === 'list',
    namesPeople: NAMING.includes(field.type),
    operators: kind
      ? operatorsOf(kind).map((value) => ({ value, label: operatorWord(value, kind === 'date') }))
      : [],
    options: field.options ?? [],
  };
}

export function routeChoices(
  fields: readonly EditorField[],
  people: readonly { readonly id: string; readonly name: string }[],
): RouteChoices {
  return {
    roles: choices(ROLE_WORDS),
    kinds: choices(KIND_OF_STEP_WORDS),
    marks: choices(MARK_WORDS),
    silence: choices(SILENCE_WORDS),
    reapproval: choices(REAPPROVAL_WORDS),
    fields: fields.filter(({ repeated }) => !repeated).map(fieldChoice),
    people: people.map(({ id, name }) => ({ value: id, label: name })),
  };
}

/** What the people of each step may answer in the simulator. */
export function answersOf(draft: RouteDraft): Readonly<Record<string, readonly Answer[]>> {
  return Object.fromEntries(
    draft.steps.map(({ id, kind }) => {
      const allowed: readonly string[] = ALLOWED_DECISIONS[kind];
      return [
        id,
        (['agree', 'return', 'reject', 'silence'] as const).filter(
          (one) => one === 'silence' || allowed.includes(one),
        ),
      ];
    }),
  );
}

/** Values that a comparison with the field may name; null = any. */
function knownValues({ kind, options }: FieldChoice): readonly string[] | null {
  if (kind === 'flag') return ['yes', 'no'];
  return kind === 'choice' ? options.map(({ value }) => value) : null;
}

/** After a change of a clause's field: a comparison and a value that the new kind of value has. */
export function settleClauses(draft: RouteDraft, fields: readonly FieldChoice[]): RouteDraft {
  const steps = draft.steps.map((step) => ({
    ...step,
    clauses: step.clauses.map((clause) => {
      const field = fields.find(({ value }) => value === clause.field);
      if (!field?.kind) return clause;
      const op = field.operators.some(({ value }) => value === clause.op) ? clause.op : ('==' as const);
      const known = knownValues(field);
      const value = known && !known.includes(clause.value) ? (known[0] ?? '') : clause.value;
      return { ...clause, op, value };
    }),
  }));
  return { ...draft, steps };
}
