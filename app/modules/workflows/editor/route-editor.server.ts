// The route editor over the editable content: lists, opens and saves workflow files. A save is one commit in the
// author's name, one audit entry and a new release; routes on the way stay on theirs.
import { canEditContent } from '~/modules/identity';
import { identityError, zoneOfActor } from '~/modules/identity/index.server';
import { readYaml } from '~/modules/rules';
import type { ContentCommit } from '~/platform/content';
import type { Context } from '~/shared/context';
import type { Problem } from '~/shared/problem';
import { sha256Hex } from '~/shared/sha256.server';
import { fail } from '../errors';
import { parseWorkflow } from '../parse-workflow';
import { type WorkflowDefinition, WorkflowSchema } from '../workflow.schema';
import { checkDraft, hasErrors } from './check-draft';
import { draftOf } from './draft-value';
import { draftYaml } from './draft-yaml';
import { type RouteDraft, RouteDraftSchema } from './route-draft';
import type {
  CopyRouteResult,
  OpenedRoute,
  RouteEditorDeps,
  RouteRow,
  SaveRouteResult,
} from './route-editor.types';
import { freeId, type NewRoute, tellRemoved, tellWritten, unlessChanged } from './save-route.server';

const ID = /^([a-z][a-z0-9-]{0,59})\/([a-z][a-z0-9-]{0,59})$/;
const pathOf = (id: string) => `workflows/${id}.yaml`;

/** Throws `identity/not-editor`; `workflows/editing-closed` where the content cannot be written. */
function assertMayEdit(ctx: Context, content: RouteEditorDeps['content']): void {
  if (!canEditContent(ctx.actor)) throw identityError('not-editor');
  const state = content.state();
  if (state.mode === 'read-only') throw fail('editing-closed', { reason: state.reason });
}

/** The definition of a file even where its rules are broken; null when cards cannot show it. */
function readDefinition(
  text: string,
  file: string,
): { definition: WorkflowDefinition | null; problems: Problem[] } {
  const { definition, problems } = parseWorkflow(text, { file });
  if (definition) return { definition, problems };
  const parsed = WorkflowSchema.safeParse(readYaml(text, file).value);
  return { definition: parsed.success ? parsed.data : null, problems };
}

/** Binds the editor to its ports. */
export function createRouteEditor(deps: RouteEditorDeps) {
  const { content } = deps;
  // The store opens lazily; its state is known once it was read.
  const readFile = async (ctx: Context, id: string): Promise<{ text: string; kind: string }> => {
    if (!canEditContent(ctx.actor)) throw identityError('not-editor');
    const [, kind] = ID.exec(id) ?? [];
    const text = kind ? await content.read(pathOf(id)) : null;
    if (!kind || text === null) throw fail('not-found', { id });
    assertMayEdit(ctx, content);
    return { text, kind };
  };
  const conflictAt = async (id: string): Promise<SaveRouteResult> => {
    const [[last], text] = await Promise.all([content.history(pathOf(id), 1), content.read(pathOf(id))]);
    return {
      outcome: 'conflict',
      by: last?.author ?? null,
      at: last?.at ?? null,
      base: sha256Hex(text ?? ''),
    };
  };
  const authorOf = async (ctx: Context) => ({
    name: ctx.actor.name,
    email: await deps.email(ctx.actor.id),
  });
  const writeNew = async (
    ctx: Context,
    { kind, title, text, message }: NewRoute & { readonly text: string; readonly message: string },
  ): Promise<string> => {
    const id = freeId(kind, title, new Set(await content.list('workflows/')));
    const commit = await content.save({ path: pathOf(id), text, author: await authorOf(ctx), message });
    await tellWritten(deps, ctx, { id, text, commit });
    return id;
  };
  return {
    /** Kinds of documents that a new route may be for. */
    listKinds: () => deps.kinds(),

    /**
     * A new route of one step that asks the chair; gives its id. Throws `identity/not-editor`,
     * `workflows/editing-closed`, `workflows/unknown-kind`.
     */
    async createRoute(ctx: Context, { kind, title }: NewRoute): Promise<string> {
      if (!canEditContent(ctx.actor)) throw identityError('not-editor');
      await content.list('workflows/');
      assertMayEdit(ctx, content);
      if (!(await deps.kinds()).some(({ value }) => value === kind)) throw fail('unknown-kind', { kind });
      const draft = RouteDraftSchema.parse({
        title,
        adopt: 'chair',
        steps: [{ id: 'chair', title: 'Согласование', due: '3' }],
      });
      const text = draftYaml(draft, { kind, fields: [], before: null });
      return writeNew(ctx, { kind, title, text, message: `Новый маршрут: ${title}` });
    },

    /**
     * A new route with the cards as they are typed; the route they were opened from stays as it is. A copy under the
     * same name is told apart by a word. Throws what {@link openRoute} throws and `content/…`.
     */
    async copyRoute(
      ctx: Context,
      { id, draft }: { readonly id: string; readonly draft: RouteDraft },
    ): Promise<CopyRouteResult> {
      const { text: before, kind } = await readFile(ctx, id);
      const fields = await deps.fieldsOf(kind);
      const problems = checkDraft(draft, { kind, fields });
      if (hasErrors(problems)) return { outcome: 'broken', problems };
      const named = draft.title.trim();
      const isSame = readDefinition(before, pathOf(id)).definition?.title === named;
      const title = isSame ? `${named} (копия)` : named;
      const text = draftYaml({ ...draft, title }, { kind, fields, before });
      return {
        outcome: 'copied',
        id: await writeNew(ctx, { kind, title, text, message: `Копия маршрута: ${title}` }),
      };
    },

    /** What stands against removing a route: titles of the templates that name it. Throws what {@link openRoute} throws. */
    async templatesOn(ctx: Context, { id }: { readonly id: string }): Promise<readonly string[]> {
      await readFile(ctx, id);
      return deps.templatesOn(id);
    },

    /**
     * Removes the file as it was when `base` was shown: one commit, one audit entry. Documents keep the release that they
     * began with. Throws `workflows/route-in-use`, `content/changed-meanwhile` and what {@link openRoute} throws.
     */
    async removeRoute(
      ctx: Context,
      { id, base }: { readonly id: string; readonly base: string },
    ): Promise<void> {
      const { text } = await readFile(ctx, id);
      if (sha256Hex(text) !== base) throw fail('changed-meanwhile');
      const templates = await deps.templatesOn(id);
      if (templates.length > 0)
        throw fail('route-in-use', { templates: templates.map((one) => `«${one}»`).join(', ') });
      const release = await deps.currentRelease(id);
      const message = `Маршрут удалён: ${readDefinition(text, pathOf(id)).definition?.title ?? id}`;
      const path = pathOf(id);
      const commit = await content.remove({ path, base: text, author: await authorOf(ctx), message });
      if (commit) await tellRemoved(deps.record, ctx, { id, text, commit, release });
    },

    /** All routes, by kind and title. Throws `identity/not-editor`, `workflows/editing-closed`. */
    async listRoutes(ctx: Context): Promise<RouteRow[]> {
      if (!canEditContent(ctx.actor)) throw identityError('not-editor');
      const paths = (await content.list('workflows/')).filter((path) => path.endsWith('.yaml'));
      assertMayEdit(ctx, content);
      const rows = await Promise.all(
        paths.map(async (path): Promise<RouteRow | null> => {
          const id = path.slice('workflows/'.length, -'.yaml'.length);
          const [, kind] = ID.exec(id) ?? [];
          const text = kind ? await content.read(path) : null;
          if (!kind || text === null) return null;
          const { definition } = readDefinition(text, path);
          const fields = await deps.fieldsOf(kind);
          const isSound =
            definition !== null && !hasErrors(checkDraft(draftOf(definition, fields), { kind, fields }));
          return {
            id,
            title: definition?.title ?? id,
            kind: await deps.kindWord(kind),
            note: definition?.note ?? null,
            steps: definition?.steps.length ?? 0,
            isSound,
          };
        }),
      );
      const order = (row: RouteRow) => `${row.kind}\n${row.title}`;
      return rows.filter((row) => row !== null).sort((a, b) => order(a).localeCompare(order(b), 'ru'));
    },

    /** One route as cards. Throws `workflows/not-found` and what {@link listRoutes} throws. */
    async openRoute(ctx: Context, { id }: { readonly id: string }): Promise<OpenedRoute> {
      const { text, kind } = await readFile(ctx, id);
      const { definition, problems } = readDefinition(text, pathOf(id));
      const fields = await deps.fieldsOf(kind);
      const [kindWord, people, calendar, timeZone] = await Promise.all([
        deps.kindWord(kind),
        deps.people(),
        deps.calendar(),
        zoneOfActor(deps, ctx),
      ]);
      const opened = {
        ...{ id, kind, kindWord, text, fields, people, calendar, timeZone },
        title: definition?.title ?? id,
        base: sha256Hex(text),
      };
      return definition
        ? { ...opened, draft: draftOf(definition, fields) }
        : { ...opened, draft: null, problems };
    },

    /** Who changed the file last, and when. */
    async lastChange(ctx: Context, { id }: { readonly id: string }): Promise<ContentCommit | null> {
      await readFile(ctx, id);
      return (await content.history(pathOf(id), 1))[0] ?? null;
    },

    /**
     * Writes the route if it is sound and nobody changed its file since `base`. Idempotent: the same text again is no
     * commit. Throws what {@link openRoute} throws and `content/…`.
     */
    async saveRoute(
      ctx: Context,
      { id, draft, base }: { readonly id: string; readonly draft: RouteDraft; readonly base: string },
    ): Promise<SaveRouteResult> {
      const { text: before, kind } = await readFile(ctx, id);
      const fields = await deps.fieldsOf(kind);
      const problems = checkDraft(draft, { kind, fields });
      const text = draftYaml(draft, { kind, fields, before });
      // The button pressed twice: the second save finds its own text.
      if (sha256Hex(before) !== base && text !== before) return conflictAt(id);
      if (hasErrors(problems)) return { outcome: 'broken', problems };
      const author = await authorOf(ctx);
      const message = `Маршрут: ${draft.title.trim()}`;
      const commit = await unlessChanged(() =>
        content.save({ path: pathOf(id), text, base: before, author, message }),
      );
      if (commit === 'changed-meanwhile') return conflictAt(id);
      const release = await tellWritten(deps, ctx, { id, text, commit });
      return { outcome: 'saved', changed: commit !== null, release };
    },
  };
}

export type RouteEditor = ReturnType<typeof createRouteEditor>;
