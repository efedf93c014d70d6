// Stored shapes of the knowledge base: acts with pointers to their visible editions, editions, provisions, backlinks,
// staged imports. An edition's provisions are written under its id first and made visible by one write of the act.
import { z } from 'zod';
import { DomainEventSchema } from '~/shared/domain-event';
import { ACT_KINDS, type ActKind } from './act-card';
import { LEVELS, type Level } from './structure/provision.types';

const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'Дата пишется как ГГГГ-ММ-ДД.');
const keysOf = <K extends string>(table: Readonly<Record<K, unknown>>) => Object.keys(table) as [K, ...K[]];
export const ActKindSchema = z.enum(keysOf<ActKind>(ACT_KINDS));
export const LevelSchema = z.enum(keysOf<Level>(LEVELS));

/** What a person confirms before an act is published. */
export const ActCardSchema = z.object({
  kind: ActKindSchema,
  number: z.string().trim().max(60).nullable(),
  date: Day.nullable(),
  title: z.string().trim().min(3, 'Назовите акт.').max(1000),
  issuer: z.string().trim().max(300).nullable(),
  shortName: z.string().trim().min(1, 'Дайте краткое название: по нему акт находят.').max(120),
});
export type ActCard = z.infer<typeof ActCardSchema>;

/** A visible edition, as the act points to it. */
export const EditionRefSchema = z.object({
  id: z.string(),
  /** First day on which this text holds; null: since the act exists (the loaded text names no day). */
  validFrom: Day.nullable(),
  /** Newest amendment it holds («ред. от …»); null when the text does not say. */
  revisedOn: Day.nullable(),
  importedAt: z.date(),
});
export type EditionRef = z.infer<typeof EditionRefSchema>;

export const ActSchema = z.object({
  schemaVersion: z.literal(1),
  version: z.number().int().min(1),
  eventSeq: z.number().int().min(0),
  outbox: z.array(DomainEventSchema),
  /** Word in addresses: `zhk-rf`, `pp-354-2011`. */
  _id: z.string(),
  ...ActCardSchema.shape,
  /** Lower-cased title and short name for search in lists. */
  titleLower: z.string(),
  /** An own published document or another local act: shown as «локальный документ, не НПА». */
  local: z.boolean(),
  /** Only a card: known by number and date, its text is not loaded. */
  cardOnly: z.boolean(),
  /** Why it is worth knowing, for cards of the starter base. */
  about: z.string().default(''),
  /** Oldest first; visible to everybody. */
  editions: z.array(EditionRefSchema),
  /** The act as a whole is no longer in force since this day. */
  lapsedFrom: Day.nullable(),
  /** Act that took its place, by id, and how it is called (it may not be loaded). */
  replacedBy: z.object({ id: z.string().nullable(), name: z.string() }).nullable(),
  /** Day of the act's own end («действует до …»). */
  endsOn: Day.nullable(),
  createdAt: z.date(),
  updatedAt: z.date(),
});
export type Act = z.infer<typeof ActSchema>;

export const EditionSchema = z.object({
  schemaVersion: z.literal(1),
  _id: z.string(),
  actId: z.string(),
  validFrom: Day.nullable(),
  revisedOn: Day.nullable(),
  source: z.object({ name: z.string(), sha256: z.string(), size: z.number(), format: z.string() }),
  family: z.enum(['articles', 'points', 'paragraphs', 'decree']),
  provisions: z.number().int(),
  articles: z.number().int(),
  doubts: z.array(z.object({ rule: z.string(), line: z.number(), path: z.string(), text: z.string() })),
  importedBy: z.string(),
  importedAt: z.date(),
});
export type Edition = z.infer<typeof EditionSchema>;

export const StoredProvisionSchema = z.object({
  /** `<edition>:<order>`. */
  _id: z.string(),
  editionId: z.string(),
  actId: z.string(),
  order: z.number().int(),
  path: z.string(),
  parent: z.string().nullable(),
  level: LevelSchema,
  n: z.string(),
  label: z.string(),
  title: z.string(),
  text: z.string(),
  notes: z.array(z.string()).default([]),
  lapsed: z.boolean().default(false),
  table: z.array(z.array(z.string())).optional(),
  /** Words of the unit with all that stands in it, folded: tells what changed between editions. */
  hash: z.string(),
});
export type StoredProvision = z.infer<typeof StoredProvisionSchema>;

/** «Кто ссылается»: one citation in a source; knowledge never imports what the source is. */
export const BacklinkSchema = z.object({
  _id: z.string(),
  actId: z.string(),
  /** Path of the cited unit; '' = the act as a whole. */
  path: z.string(),
  source: z.object({ type: z.enum(['act', 'document', 'template']), id: z.string() }),
  /** Where in the source: block id or path of a provision. */
  place: z.string(),
  placeLabel: z.string(),
  title: z.string(),
  url: z.string(),
  raw: z.string(),
  /** How it resolved when it was last looked at: told again when the act or its editions change. */
  status: z.enum(['resolved', 'no-such-unit', 'lapsed', 'not-loaded', 'ambiguous', 'before-editions']),
  note: z.string().nullable(),
  acl: z.array(z.string()),
});
export type Backlink = z.infer<typeof BacklinkSchema>;
