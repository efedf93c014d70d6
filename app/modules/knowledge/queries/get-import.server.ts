import type { Context } from '~/shared/context';
import { buildStructure } from '../build-edition';
import { SILENT_MS } from '../commands/start-publishing.server';
import type { ActImport, Publishing } from '../import.schema';
import type { KnowledgeDeps } from '../knowledge.deps';
import { assertMayEdit } from '../knowledge.policy';
import type { ActCard } from '../knowledge.schema';
import type { ActLine, Provision, StructureDoubt } from '../structure/provision.types';

export interface ImportPreview {
  readonly id: string;
  readonly source: ActImport['source'];
  readonly encoding: string;
  readonly card: Partial<ActCard>;
  readonly revisedOn: string | null;
  readonly validFrom: string | null;
  /** Being published, or refused after the person was told to wait; null when neither. */
  readonly publishing: (Omit<Publishing, 'at'> & { readonly isGoingOn: boolean }) | null;
  readonly fixes: ActImport['fixes'];
  readonly provisions: readonly Provision[];
  readonly doubts: readonly StructureDoubt[];
  /** Lines as the file has them: a unit may have grown out of several, and each can be put right. */
  readonly lines: readonly Pick<ActLine, 'line' | 'text'>[];
  /** Lines read, notes set apart, units by level: «прочитано 2 588 строк, 243 статьи; текст не потерян». */
  readonly counts: Readonly<Record<string, number>>;
}

/** What a staged import would become. Throws knowledge/import-not-found, forbidden, text-lost. */
export const getImport =
  (deps: KnowledgeDeps) =>
  async (ctx: Context, importId: string): Promise<ImportPreview> => {
    assertMayEdit(ctx.actor, 'смотреть загрузку');
    const staged = await deps.imports.get(importId, ctx.actor.id);
    const { kind = 'decree', shortName = '', date = null } = staged.proposal;
    const { provisions, doubts } = buildStructure(staged, { kind, shortName, date });
    const counts: Record<string, number> = {
      lines: staged.lines.length,
      notes: provisions.reduce((sum, { notes }) => sum + notes.length, 0),
    };
    for (const { level } of provisions) counts[level] = (counts[level] ?? 0) + 1;
    const { source, encoding, proposal, revisedOn, validFrom, fixes } = staged;
    return {
      id: importId,
      source,
      encoding,
      card: proposal as Partial<ActCard>,
      revisedOn,
      validFrom,
      publishing: presentPublishing(staged.publishing, ctx.now()),
      fixes,
      provisions,
      doubts,
      lines: staged.lines.map(({ line, text }) => ({ line, text })),
      counts,
    };
  };

/** A publishing that fell silent was killed with its process. */
function presentPublishing(publishing: Publishing | null, now: Date): ImportPreview['publishing'] {
  if (!publishing) return null;
  const { at, ...rest } = publishing;
  const isGoingOn = publishing.failure === null && now.getTime() - at.getTime() < SILENT_MS;
  return { ...rest, isGoingOn };
}

/** How far the publishing of an import has come, without reading its lines. Throws knowledge/import-not-found. */
export const getPublishing =
  (deps: KnowledgeDeps) =>
  async (ctx: Context, importId: string): Promise<ImportPreview['publishing']> => {
    assertMayEdit(ctx.actor, 'смотреть загрузку');
    return presentPublishing(await deps.imports.getPublishing(importId, ctx.actor.id), ctx.now());
  };

/** Unfinished imports of this person, newest first. */
export const listImports =
  (deps: KnowledgeDeps) =>
  async (
    ctx: Context,
  ): Promise<
    { id: string; name: string; title: string | null; at: Date; publishing: ImportPreview['publishing'] }[]
  > => {
    assertMayEdit(ctx.actor, 'смотреть загрузки');
    const staged = await deps.imports.list(ctx.actor.id);
    return staged.map(({ _id, source, at, proposal, publishing }) => ({
      id: _id,
      name: source.name,
      title: proposal.title ?? null,
      at,
      publishing: presentPublishing(publishing ?? null, ctx.now()),
    }));
  };
