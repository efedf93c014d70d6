// Threads of remarks and suggested changes as stored, one record each; the document holds only their heads, so that
// 600 of them do not bloat it. What has no head does not exist for readers: the head is written with the event.
import { z } from 'zod';
import { SuggestionOpSchema } from './suggestions/suggestion-ops.schema';

export const REMARK_STATUSES = ['open', 'accepted', 'partly', 'declined', 'resolved'] as const;
export type RemarkStatus = (typeof REMARK_STATUSES)[number];
export const SUGGESTION_STATUSES = ['open', 'accepted', 'rejected', 'withdrawn'] as const;
export type SuggestionStatus = (typeof SUGGESTION_STATUSES)[number];

export const RemarkHeadSchema = z.object({
  id: z.string(),
  block: z.string().nullable(),
  status: z.enum(REMARK_STATUSES),
});
export type RemarkHead = z.infer<typeof RemarkHeadSchema>;

export const SuggestionHeadSchema = z.object({
  id: z.string(),
  block: z.string().nullable(),
  status: z.enum(SUGGESTION_STATUSES),
});
export type SuggestionHead = z.infer<typeof SuggestionHeadSchema>;

/** A stretch of a block's text, found again by its words and what stands around when the text changes. */
export const QuoteAnchorSchema = z.object({
  quote: z.string().min(1).max(2000),
  before: z.string().max(60),
  after: z.string().max(60),
  offset: z.number().int().min(0),
});
export type QuoteAnchor = z.infer<typeof QuoteAnchorSchema>;

/** «из файла …, внёс NN»: the author is the file's, who brought it stands beside. */
export const FileSourceSchema = z.object({
  fileSha256: z.string().length(64),
  fileName: z.string().max(300),
  broughtById: z.string(),
  broughtByName: z.string(),
  /** Found by comparing: the file's author had switched tracking off. */
  untracked: z.boolean(),
});
export type FileSource = z.infer<typeof FileSourceSchema>;

const authored = {
  authorId: z.string(),
  authorName: z.string(),
  /** Short name of the author's organisation, '' when he speaks for none. */
  organisation: z.string().default(''),
};

export const ReplySchema = z.object({
  id: z.string(),
  ...authored,
  text: z.string().max(20_000),
  at: z.date(),
  editedAt: z.date().nullable().default(null),
  deletedAt: z.date().nullable().default(null),
});
export type Reply = z.infer<typeof ReplySchema>;

export const AnswerSchema = z.object({
  outcome: z.enum(['accepted', 'partly', 'declined']),
  text: z.string(),
  byName: z.string(),
  at: z.date(),
});
export type Answer = z.infer<typeof AnswerSchema>;

export const RemarkSchema = z.object({
  schemaVersion: z.literal(1),
  _id: z.string(),
  documentId: z.string(),
  /** The decision it came with, in the route; null for a remark of a discussion. */
  decisionId: z.string().nullable(),
  /** null = on the whole document. */
  block: z.string().nullable(),
  anchor: QuoteAnchorSchema.nullable().default(null),
  /** Number of the point as printed when the remark was made: «3.1.». */
  pointNumber: z.string().default(''),
  versionSha256: z.string(),
  ...authored,
  text: z.string().min(1).max(20_000),
  at: z.date(),
  editedAt: z.date().nullable().default(null),
  replies: z.array(ReplySchema).default([]),
  source: FileSourceSchema.nullable().default(null),
  answer: AnswerSchema.nullable(),
});
export type Remark = z.infer<typeof RemarkSchema>;

export const SuggestionSchema = z.object({
  schemaVersion: z.literal(1),
  _id: z.string(),
  documentId: z.string(),
  /** Changes made in one go; their comment is one. */
  batchId: z.string(),
  seq: z.number().int().min(0),
  baseSha256: z.string().length(64),
  baseNumber: z.number().int().min(1),
  /** The block it is about; a new block is about its neighbour. */
  block: z.string().nullable(),
  pointNumber: z.string(),
  op: SuggestionOpSchema,
  ...authored,
  comment: z.string().max(5000),
  at: z.date(),
  source: FileSourceSchema.nullable(),
  decision: z
    .object({
      outcome: z.enum(['accepted', 'rejected', 'withdrawn']),
      byId: z.string(),
      byName: z.string(),
      reason: z.string(),
      at: z.date(),
    })
    .nullable(),
});
export type Suggestion = z.infer<typeof SuggestionSchema>;

/** A file that came back from a partner, before and after its changes were taken over. */
export const ReturnedFileSchema = z.object({
  schemaVersion: z.literal(1),
  _id: z.string(),
  documentId: z.string(),
  sha256: z.string().length(64),
  name: z.string(),
  size: z.number().int(),
  byId: z.string(),
  byName: z.string(),
  at: z.date(),
  takenAt: z.date().nullable(),
});
export type ReturnedFile = z.infer<typeof ReturnedFileSchema>;
