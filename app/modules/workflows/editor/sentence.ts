// Conditions as sentences: JsonLogic ↔ clauses joined by one word. Only what comes back exactly as it was is a sentence;
// anything else is kept as it stands.
import { canonicalJson } from '~/shared/canonical-json';
import { CLAUSE_OPERATORS, type Clause, type EditorField, type StepDraft } from './route-draft';

type Sentence = Pick<StepDraft, 'join' | 'clauses' | 'kept'>;
export type ClauseKind = 'number' | 'flag' | 'choice' | 'text' | 'date';

const NO_CONDITION: Sentence = { join: 'and', clauses: [], kept: '' };
const NUMBER = /^-?\d{1,15}(?:[.,]\d{1,6})?$/;

/** A number as people type it; null when it is none. */
export function readNumber(typed: string): number | null {
  const text = typed.trim();
  return NUMBER.test(text) ? Number(text.replace(',', '.')) : null;
}

/** What a field is compared with; null = a sentence cannot compare it. A list is compared by its length. */
export function clauseKind(field: EditorField | undefined): ClauseKind | null {
  if (!field || field.repeated) return null;
  switch (field.type) {
    case 'list':
    case 'number':
      return 'number';
    case 'boolean':
      return 'flag';
    case 'choice':
    case 'date':
      return field.type;
    case 'text':
    case 'longText':
    case 'time':
    case 'url':
      return 'text';
    default:
      return null;
  }
}

/** Comparisons that make sense for a kind of value. */
export function operatorsOf(kind: ClauseKind): readonly Clause['op'][] {
  return kind === 'number' || kind === 'date' ? CLAUSE_OPERATORS : ['==', '!='];
}

const fieldOf = (fields: readonly EditorField[], path: string) =>
  fields.find((field) => field.path === path && !field.repeated);

/** JsonLogic of one clause. A value that does not fit is left as typed: `checkDraft` says so. */
function writeClause({ field, op, value }: Clause, fields: readonly EditorField[]): unknown {
  const known = fieldOf(fields, field);
  const kind = clauseKind(known);
  const variable = { var: `fields.${field}${known?.type === 'list' ? '.length' : ''}` };
  const typed = kind === 'number' ? (readNumber(value) ?? value) : kind === 'flag' ? value !== 'no' : value;
  return { [op]: [variable, typed] };
}

/** The step's condition; undefined when there is none. */
export function writeCondition(
  step: Sentence,
  fields: readonly EditorField[],
): { readonly when: unknown } | undefined {
  if (step.kept) return { when: parseKept(step.kept) };
  const parts = step.clauses.map((clause) => writeClause(clause, fields));
  if (parts.length === 0) return undefined;
  return { when: parts.length === 1 ? parts[0] : { [step.join]: parts } };
}

function parseKept(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A broken hidden field: the validator refuses a condition that is a text.
    return text;
  }
}

function readClause(raw: unknown, fields: readonly EditorField[]): Clause | null {
  if (typeof raw !== 'object' || raw === null) return null;
  const [op, args] = Object.entries(raw)[0] ?? [];
  if (!Array.isArray(args)) return null;
  const [left, value] = args as unknown[];
  const path = (left as { var?: unknown } | null)?.var;
  const known = CLAUSE_OPERATORS.find((one) => one === op);
  if (!known || typeof path !== 'string' || !path.startsWith('fields.')) return null;
  const inner = path.slice('fields.'.length);
  const list = inner.endsWith('.length') ? fieldOf(fields, inner.slice(0, -'.length'.length)) : undefined;
  const field = list?.type === 'list' ? list : fieldOf(fields, inner);
  if (!field) return null;
  const text = typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
  return { field: field.path, op: known, value: text };
}

/** Clauses of a condition, or the condition kept whole where they would not say exactly the same. */
export function readCondition(when: unknown, fields: readonly EditorField[]): Sentence {
  if (when === undefined) return NO_CONDITION;
  const kept: Sentence = { ...NO_CONDITION, kept: JSON.stringify(when) ?? '' };
  const [key, args] = typeof when === 'object' && when !== null ? (Object.entries(when)[0] ?? []) : [];
  const join = (key === 'and' || key === 'or') && Array.isArray(args) ? key : null;
  const clauses = (join ? (args as unknown[]) : [when]).map((part) => readClause(part, fields));
  if (clauses.some((clause) => clause === null || !fitsField(clause, fields))) return kept;
  const sentence: Sentence = { join: join ?? 'and', clauses: clauses as Clause[], kept: '' };
  const back = writeCondition(sentence, fields)?.when;
  return canonicalJson(back) === canonicalJson(when) ? sentence : kept;
}

/** Can the sentence form show the clause: a comparison its kind of value has, a value it can hold? */
function fitsField({ field, op, value }: Clause, fields: readonly EditorField[]): boolean {
  const kind = clauseKind(fieldOf(fields, field));
  return kind !== null && operatorsOf(kind).includes(op) && (kind !== 'number' || readNumber(value) !== null);
}
