// Registration numbers: gapless and idempotent (DESIGN §4). `_id = register:year:n` makes two takers collide,
// the unique documentId makes a repeated request return the number it already got.
import { isDuplicateKey } from '~/platform/storage/duplicate-key.server';
import type { DocumentModels } from './documents.model.server';

interface RegisterEntry {
  _id: string;
  register: string;
  year: number;
  ordinal: number;
  documentId: string;
  at: Date;
  annulled: { at: Date; reason: string; byId: string } | null;
}

export type RegisterRepository = ReturnType<typeof createRegisterRepository>;

export function createRegisterRepository({ registerEntries }: DocumentModels) {
  const findFor = (documentId: string) =>
    registerEntries.findOne({ documentId }).lean() as Promise<RegisterEntry | null>;

  return {
    /** Returns the document's entry, taking the next number of the register and year when it has none. Idempotent. */
    async take(input: {
      register: string;
      year: number;
      documentId: string;
      at: Date;
    }): Promise<RegisterEntry> {
      for (;;) {
        const own = await findFor(input.documentId);
        if (own) return own;
        const last = (await registerEntries
          .findOne({ register: input.register, year: input.year })
          .sort({ ordinal: -1 })
          .lean()) as RegisterEntry | null;
        const ordinal = (last?.ordinal ?? 0) + 1;
        const entry: RegisterEntry = {
          ...input,
          _id: `${input.register}:${input.year}:${ordinal}`,
          ordinal,
          annulled: null,
        };
        try {
          await registerEntries.insertMany([entry], { lean: true });
          return entry;
        } catch (error) {
          // Someone took this number, or this document got one meanwhile: read again.
          if (!isDuplicateKey(error)) throw error;
        }
      }
    },

    /** Marks an unused number «аннулирован»: numbers are never deleted. */
    async annul(id: string, reason: string, byId: string, at: Date): Promise<void> {
      await registerEntries.updateOne(
        { _id: id, annulled: null },
        { $set: { annulled: { at, reason, byId } } },
      );
    },
  };
}
