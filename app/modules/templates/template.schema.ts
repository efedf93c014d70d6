// template.yaml as zod: the kind, its lifecycle data, the fields and the card expressions of a template.
import { z } from 'zod';
import { DatePlaceLayoutSchema, SubjectSchema } from './card.schema';
import { type FieldMap, FieldMapSchema } from './field.schema';
import { LIFECYCLE_STATES, type LifecycleState } from './lifecycle-states';

/** Parsers of YAML and Handlebars take quadratic time on hostile text: these caps keep a check below a second. */
export const TEMPLATE_LIMITS = { fileLength: 200_000, lineLength: 4_000, nesting: 24 } as const;

const text = z.string().trim().min(1);
const slug = z.string().regex(/^[a-z][a-z0-9-]{0,59}$/, 'только строчные латинские буквы, цифры и дефис');

const statusWords = z.strictObject(
  Object.fromEntries(LIFECYCLE_STATES.map((name) => [name, text])) as Record<LifecycleState, typeof text>,
);

const LifecycleSchema = z.strictObject({
  statusWords,
  /** register: own journal; external: e.g. the ГИС ЖКХ identifier; per-house: ordinal in a house; none. */
  numberSource: z.enum(['register', 'external', 'per-house', 'none']),
  /** Whether it may be adopted without a number all the same: a resolution recommends and is often not registered. */
  numberOptional: z.boolean().default(false),
  /** Which event dates the document: the event itself, the approval, the end of the count. */
  dateMeaning: z.enum(['event', 'approval', 'count-end']),
  signature: z.enum(['required', 'optional', 'none']),
  publication: z.enum(['public', 'off-by-default', 'never']),
  adoptingMark: z.enum(['prinyato', 'utverzhdayu', 'utverzhdeno', 'none']),
  /** The word before the adoption sentence: «Принята», «Утверждено». */
  adoptedWord: text,
  /** Whether the project may be put up for discussion: on an open page, inside only, not at all. Absent: by `publication`. */
  discussion: z.enum(['public', 'inside', 'none']).optional(),
  /** Whether an issued document may get a new edition that goes through its whole route again and takes its place. */
  editions: z.boolean().default(false),
  /** Whether people are asked to acquaint themselves with the text in force («лист ознакомления»). */
  acquaintance: z.boolean().default(false),
  /** «Принята за основу»; absent: by the subject's gender. */
  basisWord: text.optional(),
});
export type Lifecycle = z.infer<typeof LifecycleSchema>;

/** Strings are Handlebars expressions over the fields, in text mode; an empty result drops the line. */
export const CardExpressionsSchema = z.strictObject({
  heading: text,
  headerLines: z.array(text).default([]),
  titleLines: z.array(text).min(1),
  datePlace: z.strictObject({
    layout: DatePlaceLayoutSchema,
    date: text.optional(),
    place: text.optional(),
    lines: z.array(z.strictObject({ label: text, value: text })).optional(),
  }),
  signatories: z
    .array(z.strictObject({ each: text.optional(), role: text, name: text.optional() }))
    .default([]),
  adoption: text.optional(),
});
export type CardExpressions = z.infer<typeof CardExpressionsSchema>;

export const TemplateDefinitionSchema = z.strictObject({
  schemaVersion: z.literal(1),
  kind: slug,
  name: slug,
  title: text,
  description: text,
  /** Id of the default workflow, e.g. resolution/co-organisers. */
  workflow: z.string().regex(/^[a-z][a-z0-9-]*\/[a-z][a-z0-9-]*$/, 'маршрут записывается как «вид/имя»'),
  subject: SubjectSchema,
  lifecycle: LifecycleSchema,
  numbering: z.enum(['flat', 'addressee', 'dash', 'section', 'none']),
  /** Slots that the body must have, and why. */
  requiredSections: z.array(z.strictObject({ slot: text, title: text, basis: text })).default([]),
  fields: FieldMapSchema,
  card: CardExpressionsSchema,
});
export type TemplateDefinition = Omit<z.infer<typeof TemplateDefinitionSchema>, 'fields'> & {
  fields: FieldMap;
};

/** Field values of a document: plain JSON, validated against the template. */
export type FieldValues = Readonly<Record<string, unknown>>;

/** A parsed template; `release` is the sha of the release it came from, absent while only checked. */
export interface Template {
  /** «kind/name». */
  readonly id: string;
  readonly release?: string | undefined;
  readonly definition: TemplateDefinition;
  readonly body: string;
  readonly sample: FieldValues | null;
}

/** Files of a template folder. */
export const TEMPLATE_FILES = {
  definition: 'template.yaml',
  body: 'body.hbs',
  sample: 'sample.yaml',
} as const;
