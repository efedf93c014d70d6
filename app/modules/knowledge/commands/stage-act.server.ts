import type { Context } from '~/shared/context';
import { sha256Hex } from '~/shared/sha256.server';
import { proposeCard } from '../act-card';
import type { ActImport } from '../import.schema';
import type { KnowledgeDeps } from '../knowledge.deps';
import { assertMayEdit } from '../knowledge.policy';
import { type ActFile, readActFile } from '../read-act-file.server';

const MEDIA_TYPES = {
  txt: 'text/plain',
  html: 'text/html',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  rtf: 'application/rtf',
  odt: 'application/vnd.oasis.opendocument.text',
  pdf: 'application/pdf',
} as const;
const KEPT_MS = 7 * 24 * 3_600_000;

/**
 * Reads a file into a staged import: lines and a proposed card. Nothing of the base changes.
 * Throws knowledge/forbidden, file-kind, file-too-big, file-broken, no-text.
 */
export const stageAct =
  (deps: KnowledgeDeps) =>
  async (ctx: Context, file: ActFile): Promise<{ importId: string }> => {
    assertMayEdit(ctx.actor, 'загружать акты');
    const name = file.name.replace(/^.*[\\/]/, '').slice(0, 200) || 'без имени';
    const { format, encoding, lines } = await readActFile(deps, { ...file, name });
    const { revisedOn, validFrom, ...card } = proposeCard(lines);
    const sha256 = sha256Hex(file.bytes);
    // Text of an old encoding is no text/plain for the store: it is kept as the bytes it came in.
    const mediaType = /^utf-?8$/i.test(encoding) ? MEDIA_TYPES[format] : 'application/octet-stream';
    await deps.files.put(file.bytes, { mediaType });
    const importId = ctx.newId('imp');
    await deps.imports.insert({
      schemaVersion: 1,
      _id: importId,
      by: ctx.actor.id,
      at: ctx.now(),
      expiresAt: new Date(ctx.now().getTime() + KEPT_MS),
      source: { name, sha256, size: file.bytes.length, format },
      encoding,
      lines: lines.map((line) => JSON.parse(JSON.stringify(line)) as ActImport['lines'][number]),
      fixes: [],
      proposal: Object.fromEntries(Object.entries(card).filter(([, value]) => value !== null)),
      revisedOn,
      validFrom: validFrom ?? revisedOn,
      publishing: null,
    });
    return { importId };
  };

export const discardImport =
  (deps: KnowledgeDeps) =>
  async (ctx: Context, importId: string): Promise<void> => {
    assertMayEdit(ctx.actor, 'отменять загрузку');
    await deps.imports.get(importId, ctx.actor.id);
    await deps.imports.remove(importId);
  };
