// The workflow file (DESIGN §7) as zod. Defaults are the careful ones: silence escalates, all must agree,
// a new version is agreed anew by all.
import { z } from 'zod';
import { WORKFLOW_ROLES } from './roles';

const slug = z.string().regex(/^[a-z][a-z0-9-]{0,59}$/, 'латинские строчные буквы, цифры и дефис');
const text = z.string().trim().min(1).max(300);
export const WorkflowRoleSchema = z.enum(WORKFLOW_ROLES);
const ByRole = z.strictObject({ role: WorkflowRoleSchema });

/** Marks (грифы) a step leaves on the paper; internal steps leave visas, external ones «СОГЛАСОВАНО». */
export const MARK_KINDS = ['viza', 'soglasovano', 'utverzhdayu', 'utverzhdeno', 'prinyato', 'none'] as const;
export const STEP_KINDS = ['review', 'approval', 'signature', 'registration', 'acquaintance'] as const;
export type StepKind = (typeof STEP_KINDS)[number];

const ExternalSchema = z.strictObject({
  name: text,
  position: text.optional(),
  organisation: text.optional(),
  email: z.email('адрес почты').optional(),
});

export const AssigneesSchema = z.union(
  [
    /** A field of the template: a list of entries, a group or a person. */
    z.strictObject({ field: z.string().min(1) }),
    /** Whoever holds the role in the owning organisation; one place, any holder decides. */
    ByRole,
    z.strictObject({ users: z.array(z.string().min(1)).min(1) }),
    z.strictObject({ external: z.array(ExternalSchema).min(1) }),
  ],
  'укажите ровно одно: field (поле шаблона), role (роль), users (люди) или external (внешние)',
);
export type AssigneesRule = z.infer<typeof AssigneesSchema>;

export const StepRuleSchema = z.union(
  [
    z.literal('all'),
    z.literal('any'),
    /** More than half; see `casting` for equal votes. */
    z.literal('majority'),
    z.strictObject({ atLeast: z.number().int().min(1).max(500) }),
    z.strictObject({ percent: z.number().min(1).max(100) }),
  ],
  'допустимо all, any, { atLeast: число }, { percent: от 1 до 100 } или majority',
);
export type StepRule = z.infer<typeof StepRuleSchema>;

const workingDays = z.number().int().min(1).max(250);

export const StepSchema = z.strictObject({
  id: slug,
  title: text,
  kind: z.enum(STEP_KINDS).default('approval'),
  mark: z.enum(MARK_KINDS).default('none'),
  assignees: AssigneesSchema,
  order: z.enum(['parallel', 'sequential']).default('parallel'),
  rule: StepRuleSchema.default('all'),
  /** Casting vote: where votes are equal, the first of the people decides (председательствующий). Only with `majority`. */
  casting: z.boolean().default(false),
  /** Starts together with the step before it. */
  together: z.boolean().default(false),
  due: z.strictObject({ workingDays }).optional(),
  /** Reminder so many working days before the term. */
  remind: z.strictObject({ beforeWorkingDays: z.number().int().min(1).max(30) }).optional(),
  /** JsonLogic over `fields.…`; the step is skipped when it is false. */
  when: z.unknown().optional(),
  /** `agree` only where the request announced it; otherwise it acts as `escalate`. */
  onSilence: z.enum(['agree', 'drop', 'escalate']).default('escalate'),
  /** `author`, or the id of an earlier step. */
  onReturn: z.string().default('author'),
  reapproval: z.enum(['all', 'not-agreed', 'changed-blocks']).default('all'),
  escalate: z.strictObject({ afterWorkingDays: workingDays, to: ByRole }).optional(),
  /** The step does not end until every «согласовано с замечаниями» has an answer. */
  answerRemarks: z.boolean().default(false),
});
export type WorkflowStep = z.infer<typeof StepSchema>;

export const WorkflowSchema = z.strictObject({
  kind: slug,
  title: text,
  /** Sentence for the person who chooses a route. */
  note: z.string().max(1000).optional(),
  submit: ByRole,
  adopt: ByRole.optional(),
  publish: ByRole.optional(),
  steps: z.array(StepSchema).min(1).max(50),
});
export type WorkflowDefinition = z.infer<typeof WorkflowSchema>;

/** The step of a definition; throws when the definition has no such id (a programming error). */
export function stepOf(definition: WorkflowDefinition, id: string): WorkflowStep {
  const step = definition.steps.find((candidate) => candidate.id === id);
  if (!step) throw new Error(`no step ${id} in the workflow`);
  return step;
}
