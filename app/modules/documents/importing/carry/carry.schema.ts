// What a working copy of ours carries in a part of its own («паспорт файла»), so that its points are known again: the
// tree, a trace of every printed line, and what atoms (fields, references, gaps) printed. Read back it is a stranger's
// data: checked like any input.
import { z } from 'zod';
import { DocumentBodySchema } from '../../body/body.schema';

export const CARRY_NAMESPACE = 'urn:khartia:carry:1';

export const CarrySchema = z.object({
  schemaVersion: z.literal(1),
  body: DocumentBodySchema,
  /** By block id: [trace of the text, trace of text and look] of each printed paragraph. */
  lines: z.record(z.string(), z.array(z.tuple([z.string(), z.string()]))),
  /** By block id: printed texts of its atoms in order. */
  atoms: z.record(z.string(), z.array(z.string())),
  /** Traces of lines that belong to no block («Срок: …»). */
  frame: z.array(z.string()),
});
export type Carry = z.infer<typeof CarrySchema>;
