// Events that move a route, and the effects it asks for. Effects have deterministic ids: doing one twice is harmless.
import { z } from 'zod';
import { DECISION_KINDS, GroundSchema, LetterSchema } from './instance.schema';

const text = z.string().trim().min(1).max(20_000);

/** Who acts. `tokens` are access tokens as identity writes them (`user:…`, `role:…@…`). */
export const RouteActorSchema = z.object({
  userId: z.string().nullable(),
  name: z.string().min(1),
  position: z.string().nullish(),
  organisation: z.string().nullish(),
  tokens: z.array(z.string()).default([]),
});

/** A person put into a route by hand. */
export const AssigneeSeedSchema = z.object({
  userId: z.string().min(1).nullish(),
  name: z.string().min(1),
  position: z.string().nullish(),
  organisation: z.string().nullish(),
  organisationGenitive: z.string().nullish(),
  email: z.string().nullish(),
  scope: z.array(z.string()).nullish(),
});
export type AssigneeSeed = z.infer<typeof AssigneeSeedSchema>;

const place = { stepId: z.string(), assigneeKey: z.string() };
const by = { actor: RouteActorSchema };

export const RouteEventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('decide'),
    ...place,
    ...by,
    decision: z.enum(DECISION_KINDS),
    /** Hash of the version the person was shown. */
    versionSha256: z.string(),
    /** `link`: the caller has proved the personal link; `letter`: entered from an incoming letter. */
    channel: z.enum(['product', 'link', 'letter', 'silence']).default('product'),
    remark: text.nullish(),
    letter: LetterSchema.nullish(),
    ground: GroundSchema.nullish(),
    /** A substitute by period, checked by the caller; printed «за …». */
    substitute: z.boolean().default(false),
  }),
  z.object({
    type: z.literal('new-version'),
    ...by,
    versionSha256: z.string(),
    versionNumber: z.number().int().min(1),
    fields: z.record(z.string(), z.unknown()),
    /** Ids of sections whose blocks changed, appeared, vanished or moved; absent = everything changed. */
    changedSections: z.array(z.string()).optional(),
    bindings: z
      .record(z.string(), z.object({ userId: z.string().nullish(), email: z.string().nullish() }))
      .optional(),
  }),
  z.object({ type: z.literal('withdraw'), ...by, reason: z.string().max(2000).nullish() }),
  z.object({ type: z.literal('stop'), ...by, reason: z.string().max(2000).nullish() }),
  z.object({ type: z.literal('add-assignee'), ...by, stepId: z.string(), seed: AssigneeSeedSchema }),
  z.object({ type: z.literal('remove-assignee'), ...by, ...place, reason: z.string().max(2000) }),
  z.object({
    type: z.literal('replace-assignee'),
    ...by,
    ...place,
    seed: AssigneeSeedSchema,
    reason: z.string().max(2000),
  }),
  z.object({
    type: z.literal('delegate'),
    ...by,
    ...place,
    seed: AssigneeSeedSchema,
    /** ISO day; after it the decision returns to the one who delegated. */
    until: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
    reason: z.string().max(2000).nullish(),
  }),
  z.object({ type: z.literal('answer-remark'), ...by, decisionId: z.string(), answer: text }),
  /** The body's own letter behind the consent of its representative; nothing of the decision is changed. */
  z.object({ type: z.literal('attach-letter'), ...by, decisionId: z.string(), letter: LetterSchema }),
  z.object({ type: z.literal('timer'), timerId: z.string() }),
]);
export type RouteEvent = z.output<typeof RouteEventSchema>;
/** What callers write: defaults may be left out. */
export type RouteEventInput = z.input<typeof RouteEventSchema>;

export const EFFECT_TYPES = [
  'request-decision',
  'remind',
  'escalate',
  'schedule-timer',
  'decision-recorded',
  'step-started',
  'step-done',
  'assignee-left',
  'route-approved',
  'route-returned',
  'route-rejected',
  'route-withdrawn',
  'route-stopped',
] as const;
export type EffectType = (typeof EFFECT_TYPES)[number];

/** Something for the caller to do after the write: notify, schedule, move the document's state. */
export interface RouteEffect {
  /** `<instance>/<round>/<type>/…`: the same event on the same state always gives the same ids. */
  readonly id: string;
  readonly type: EffectType;
  readonly stepId: string | null;
  readonly assigneeKey: string | null;
  /** Whom it concerns: an index token of {@link Assignee}, a role token, or null. */
  readonly to: string | null;
  /** Only for schedule-timer: when, and the id to send back in the `timer` event. */
  readonly timer: { readonly id: string; readonly at: Date; readonly kind: string } | null;
}
