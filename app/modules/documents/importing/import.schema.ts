// What reading a file or a paste gives: the tree, what stood around it, and what was doubtful. Kept for a person until
// he makes a document of it.
import { z } from 'zod';
import { DocumentBodySchema } from '../body/body.schema';

/** An unfinished import is kept so long. */
export const IMPORT_DAYS = 7;
/** Imports of one person that wait; the oldest goes when there are more. */
export const IMPORTS_MAX = 30;

/**
 * level: a section, an addressee or a point was guessed; number: a typed number will print otherwise; joined: a torn
 * paragraph was put together; debris: page numbers, addresses of the printer; look-alike: Latin letters in a Cyrillic
 * word; loss: text of the file that the tree lacks.
 */
export const DOUBT_KINDS = [
  'level',
  'number',
  'joined',
  'hyphenation',
  'debris',
  'look-alike',
  'quotes',
  'brackets',
  'duplicate',
  'note',
  'image',
  'table',
  'comment',
  'revision',
  'aside',
  'reader',
  'loss',
] as const;
export type DoubtKind = (typeof DOUBT_KINDS)[number];

export const ImportDoubtSchema = z.object({
  id: z.string(),
  kind: z.enum(DOUBT_KINDS),
  /** The block it is about; null when it is about the whole or about what stands apart. */
  blockId: z.string().nullable(),
  /** Russian sentence: what was found and what was made of it. */
  message: z.string(),
  /** The text it is about, at most 160 characters. */
  sample: z.string(),
  /** A safe mending of the block's text: `from` becomes `to` wherever it stands in the block. */
  fix: z.object({ from: z.string(), to: z.string() }).optional(),
});
export type ImportDoubt = z.infer<typeof ImportDoubtSchema>;

/** What stood around the text: it goes into the fields of the template, not into the tree. */
export const ImportFactsSchema = z.object({
  /** «ПРОЕКТ» as written. */
  stamp: z.string().optional(),
  titleLines: z.array(z.string()),
  headerLines: z.array(z.string()),
  /** ISO day, when it could be read. */
  date: z.string().optional(),
  dateText: z.string().optional(),
  place: z.string().optional(),
  /** «Время проведения: 14:00 – 16:15» and the like. */
  labelled: z.array(z.object({ label: z.string(), value: z.string() })),
  marks: z.array(
    z.object({
      /** «СОГЛАСОВАНО». */
      word: z.string(),
      lines: z.array(z.string()),
      person: z.string().optional(),
      date: z.string().optional(),
    }),
  ),
});
export type ImportFacts = z.infer<typeof ImportFactsSchema>;

export const APART_KINDS = [
  'stamp',
  'header-line',
  'title',
  'date-place',
  'mark',
  'signature',
  'debris',
  'contents',
  'running-head',
] as const;
export type ApartKind = (typeof APART_KINDS)[number];
export const ImportApartSchema = z.object({ kind: z.enum(APART_KINDS), text: z.string() });
export type ImportApart = z.infer<typeof ImportApartSchema>;

export const ImportStatsSchema = z.object({
  characters: z.number().int(),
  words: z.number().int(),
  sections: z.number().int(),
  addressees: z.number().int(),
  items: z.number().int(),
  tables: z.number().int(),
  images: z.number().int(),
  notes: z.number().int(),
  comments: z.number().int(),
  revisions: z.number().int(),
  /** Words of the file that stand neither in the tree nor apart: always empty, else a doubt shows them. */
  lost: z.array(z.string()),
});
export type ImportStats = z.infer<typeof ImportStatsSchema>;

export const ImportedTextSchema = z.object({
  body: DocumentBodySchema,
  /** One line for lists; '' when the text has no title. */
  title: z.string(),
  facts: ImportFactsSchema,
  apart: z.array(ImportApartSchema),
  doubts: z.array(ImportDoubtSchema),
  stats: ImportStatsSchema,
  /** The file came from this product and its points were known by their ids. */
  carried: z.boolean(),
});
export type ImportedText = z.infer<typeof ImportedTextSchema>;

export const ImportSourceSchema = z.object({
  name: z.string(),
  format: z.enum(['docx', 'odt', 'rtf', 'html', 'txt']),
  size: z.number().int(),
  sha256: z.string(),
});
export type ImportSource = z.infer<typeof ImportSourceSchema>;

export const StagedImportSchema = ImportedTextSchema.extend({
  schemaVersion: z.literal(1),
  _id: z.string(),
  userId: z.string(),
  source: ImportSourceSchema,
  createdAt: z.date(),
  expiresAt: z.date(),
});
export type StagedImport = z.infer<typeof StagedImportSchema>;
