import { z } from 'zod';
import { readOfficeFile } from '~/platform/office/index.server';
import type { Context } from '~/shared/context';
import type { DocumentsDeps } from '../../documents.deps';
import { documentEvent } from '../../events';
import { MEDIA_TYPES } from '../../render-document.server';
import { assertMayRemark } from '../remark-context.server';
import { remarkError } from '../remark-errors';
import type { ReturnedFile } from '../remarks.schema';

export const ReceiveFileInputSchema = z.object({
  documentId: z.string(),
  name: z.string().max(300),
  bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
});
export type ReceiveFileInput = z.input<typeof ReceiveFileInputSchema>;

const FORMATS: Readonly<Record<string, string>> = {
  odt: 'ODT',
  rtf: 'RTF',
  html: 'HTML',
  txt: 'простой текст',
};

/** Only the last part of a path, for old browsers that send the whole. */
const plainName = (name: string) => (name.split(/[\\/]/).at(-1) ?? '').trim().slice(0, 200) || 'файл.docx';

/**
 * Keeps a partner's file by its hash; nothing of it is in the document yet. Throws office/… with what to do instead,
 * documents/file-not-docx, forbidden, wrong-state, not-found.
 */
export const receiveFile =
  (deps: DocumentsDeps) =>
  async (ctx: Context, raw: ReceiveFileInput): Promise<{ fileId: string }> => {
    const input = ReceiveFileInputSchema.parse(raw);
    const document = await deps.repository.getById(input.documentId);
    assertMayRemark(ctx, document);
    const { format } = readOfficeFile(input.bytes);
    if (format !== 'docx') throw remarkError('file-not-docx', { format: FORMATS[format] ?? format });
    const stored = await deps.files.put(input.bytes, { mediaType: MEDIA_TYPES.docx });
    const file: ReturnedFile = {
      schemaVersion: 1,
      _id: ctx.newId('ret'),
      documentId: document._id,
      sha256: stored.sha256,
      name: plainName(input.name),
      size: input.bytes.length,
      byId: ctx.actor.id,
      byName: ctx.actor.name,
      at: ctx.now(),
      takenAt: null,
    };
    await deps.remarks.putFile(file);
    await deps.repository.mutate(document._id, (now) => {
      assertMayRemark(ctx, now);
      return {
        set: { updatedAt: ctx.now() },
        events: [documentEvent(ctx, 'document.file-received', { sha256: file.sha256 })],
        result: undefined,
      };
    });
    deps.nudgeOutbox();
    return { fileId: file._id };
  };
