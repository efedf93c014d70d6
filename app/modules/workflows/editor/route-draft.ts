// The edit model of a route: what the cards of the editor hold. Texts stay as typed, so that a wrong number comes back
// beside its field instead of being lost; what it means is said by `draftValue`, what is wrong by `checkDraft`.
import { z } from 'zod';
import { WORKFLOW_ROLES } from '../roles';
import { MARK_KINDS, STEP_KINDS } from '../workflow.schema';

export const MAX_STEPS = 50;
export const MAX_CLAUSES = 10;
export const MAX_PEOPLE = 100;

/** Comparisons of a sentence, in the order of the list. */
export const CLAUSE_OPERATORS = ['>', '>=', '<', '<=', '==', '!='] as const;
export const RULE_WORDS = ['all', 'any', 'majority', 'atLeast', 'percent'] as const;
export const WHO_KINDS = ['role', 'field', 'users', 'external'] as const;

const line = (max = 300) => z.string().max(max).default('');
/** A checkbox of a form: present or not. */
const tick = z.preprocess((value) => value === true || value === 'on', z.boolean());
const role = z.enum(WORKFLOW_ROLES);
/** A role or nobody. */
const optionalRole = z.preprocess((value) => value ?? '', z.union([role, z.literal('')]));

const ClauseSchema = z.object({
  /** Path of a template's field. */
  field: line(),
  op: z.enum(CLAUSE_OPERATORS).default('=='),
  value: line(),
});
export type Clause = z.infer<typeof ClauseSchema>;

const ExternalDraftSchema = z.object({
  name: line(),
  position: line(),
  organisation: line(),
  email: line(),
});
export type ExternalDraft = z.infer<typeof ExternalDraftSchema>;

export const StepDraftSchema = z.object({
  /** Never shown and never changed: returns and running routes name it. */
  id: z.string().min(1).max(60),
  title: line(1000),
  kind: z.enum(STEP_KINDS).default('approval'),
  mark: z.enum(MARK_KINDS).default('none'),
  who: z.enum(WHO_KINDS).default('role'),
  role: role.default('chair'),
  field: line(),
  users: z.array(z.string().max(100)).max(MAX_PEOPLE).default([]),
  external: z.array(ExternalDraftSchema).max(MAX_PEOPLE).default([]),
  order: z.enum(['parallel', 'sequential']).default('parallel'),
  rule: z.enum(RULE_WORDS).default('all'),
  /** Of `atLeast` and `percent`. */
  ruleNumber: line(20),
  casting: tick,
  together: tick,
  /** Working days; empty = no term. */
  due: line(20),
  remind: line(20),
  join: z.enum(['and', 'or']).default('and'),
  clauses: z.array(ClauseSchema).max(MAX_CLAUSES).default([]),
  /** JSON of a condition that no sentence can say: shown in words and kept as it is. */
  kept: z.string().max(20_000).default(''),
  onSilence: z.enum(['agree', 'drop', 'escalate']).default('escalate'),
  onReturn: z.string().max(60).default('author'),
  reapproval: z.enum(['all', 'not-agreed', 'changed-blocks']).default('all'),
  escalateAfter: line(20),
  escalateTo: optionalRole,
  answerRemarks: tick,
});
export type StepDraft = z.infer<typeof StepDraftSchema>;

export const RouteDraftSchema = z.object({
  title: line(1000),
  note: line(4000),
  submit: role.default('drafter'),
  adopt: optionalRole,
  publish: optionalRole,
  steps: z.array(StepDraftSchema).max(MAX_STEPS).default([]),
});
export type RouteDraft = z.infer<typeof RouteDraftSchema>;

/** A field of the kind's templates as the editor offers it. */
export interface EditorField {
  readonly path: string;
  readonly label: string;
  readonly type: string;
  readonly repeated: boolean;
  /** Values of a choice with their labels. */
  readonly options?: readonly { readonly value: string; readonly label: string }[] | undefined;
}

/** What the schema gives for a step of which nothing is chosen; written out, so that the browser needs no schema. */
const UNCHOSEN: Omit<StepDraft, 'id'> = {
  title: '',
  kind: 'approval',
  mark: 'none',
  who: 'role',
  role: 'chair',
  field: '',
  users: [],
  external: [],
  order: 'parallel',
  rule: 'all',
  ruleNumber: '',
  casting: false,
  together: false,
  due: '',
  remind: '',
  join: 'and',
  clauses: [],
  kept: '',
  onSilence: 'escalate',
  onReturn: 'author',
  reapproval: 'all',
  escalateAfter: '',
  escalateTo: '',
  answerRemarks: false,
};

/** A step that asks the chair in three days, with an id that the route does not have yet. */
export function blankStep(draft: RouteDraft): StepDraft {
  let n = draft.steps.length + 1;
  while (draft.steps.some(({ id }) => id === `step-${n}`)) n++;
  return { ...UNCHOSEN, id: `step-${n}`, due: '3' };
}

/** The draft with what is typed: `typed` gives the form's value by name (`draft.steps.0.title`), null where it has none. */
export function typedDraft(draft: RouteDraft, typed: (name: string) => string | null): RouteDraft {
  const read = (value: unknown, name: string): unknown => {
    if (typeof value === 'string') return typed(name) ?? value;
    // An unticked box sends nothing.
    if (typeof value === 'boolean') return typed(name) !== null;
    if (Array.isArray(value)) return value.map((one, n) => read(one, `${name}.${n}`));
    return Object.fromEntries(
      Object.entries(value as object).map(([key, one]) => [key, read(one, `${name}.${key}`)]),
    );
  };
  return read(draft, 'draft') as RouteDraft;
}
