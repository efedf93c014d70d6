import { z } from 'zod';
import { deadlineIn, type OfficeDocument, readHtml, readText } from '~/platform/office';
import type { Context } from '~/shared/context';
import { sha256Hex } from '~/shared/sha256.server';
import { findInputBreach } from '../../body/limits';
import type { DocumentsDeps } from '../../documents.deps';
import { assertAllowed } from '../../documents.policy';
import { organisationsToDraftFor } from '../../starting/start-queries.server';
import {
  IMPORT_DAYS,
  IMPORTS_MAX,
  type ImportedText,
  type ImportSource,
  type StagedImport,
} from '../import.schema';
import { importOfficeDocument } from '../import-document';
import { importError } from '../import-errors';
import { readUpload } from '../read-upload.server';

const DAY = 86_400_000;
const PASTED_NAME = 'вставленный текст';

export const StageImportInputSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('file'), name: z.string().max(1000), bytes: z.instanceof(Uint8Array) }),
  /** What was put into a field: plain text, or HTML of the clipboard. */
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({ kind: z.literal('html'), html: z.string() }),
]);
export type StageImportInput = z.input<typeof StageImportInputSchema>;

const MEDIA_TYPES: Record<ImportSource['format'], string> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  odt: 'application/vnd.oasis.opendocument.text',
  rtf: 'application/rtf',
  // A text may be in any encoding: it is kept as bytes.
  html: 'application/octet-stream',
  txt: 'application/octet-stream',
};

type Read = ImportedText & { source: ImportSource };

function pasted(ctx: Context, raw: string, read: () => OfficeDocument): { text: Read; bytes: Uint8Array } {
  const breach = findInputBreach(raw);
  if (breach) throw breach;
  if (raw.trim() === '') throw importError('import-empty');
  const document = read();
  const bytes = new TextEncoder().encode(raw);
  const source = { name: PASTED_NAME, format: document.format, size: bytes.length, sha256: sha256Hex(bytes) };
  return { text: { ...importOfficeDocument(document, { newId: ctx.newId }), source }, bytes };
}

function readInput(
  ctx: Context,
  input: z.output<typeof StageImportInputSchema>,
): { text: Read; bytes: Uint8Array } {
  if (input.kind === 'text') return pasted(ctx, input.text, () => readText(input.text));
  if (input.kind === 'html') return pasted(ctx, input.html, () => readHtml(input.html, deadlineIn()));
  return { text: readUpload(input, ctx.newId), bytes: input.bytes };
}

/**
 * Reads a file or a paste and keeps the result for its person for a week; the original is stored by its SHA-256.
 * Nothing is created yet. Of more than {@link IMPORTS_MAX} the oldest goes. Not idempotent.
 * Throws documents/forbidden, documents/import-empty, documents/body-too-…, office/….
 */
export const stageImport =
  (deps: DocumentsDeps) =>
  async (ctx: Context, raw: StageImportInput): Promise<StagedImport> => {
    const input = StageImportInputSchema.parse(raw);
    assertAllowed(
      ctx.actor.type === 'user' && organisationsToDraftFor(ctx).length > 0,
      'загружать тексты документов',
    );
    const { text, bytes } = readInput(ctx, input);
    await deps.files.put(bytes, { mediaType: MEDIA_TYPES[text.source.format] });
    const now = ctx.now();
    const staged: StagedImport = {
      schemaVersion: 1,
      _id: ctx.newId('imp'),
      userId: ctx.actor.id,
      ...text,
      createdAt: now,
      expiresAt: new Date(now.getTime() + IMPORT_DAYS * DAY),
    };
    const kept = await deps.imports.list(ctx.actor.id, now);
    for (const old of kept.slice(IMPORTS_MAX - 1)) await deps.imports.remove(ctx.actor.id, old._id);
    await deps.imports.insert(staged);
    return staged;
  };
