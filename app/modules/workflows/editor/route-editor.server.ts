// The route editor over the editable content: lists, opens and saves workflow files. A save is one commit in the
// author's name, one audit entry and a new release; routes on the way stay on theirs.
import { canEditContent } from '~/modules/identity';
import { identityError } from '~/modules/identity/index.server';
import { readYaml, type WorkingCalendar } from '~/modules/rules';
import type { ContentCommit, ContentStore } from '~/platform/content';
import { isAppError } from '~/shared/app-error';
import type { Context } from '~/shared/context';
import { type DomainEvent, newEvent } from '~/shared/domain-event';
import type { Problem } from '~/shared/problem';
import { sha256Hex } from '~/shared/sha256.server';
import { fail } from '../errors';
import { parseWorkflow } from '../parse-workflow';
import { type WorkflowDefinition, WorkflowSchema } from '../workflow.schema';
import { checkDraft, type DraftProblem, hasErrors } from './check-draft';
import { draftOf } from './draft-value';
import { draftYaml } from './draft-yaml';
import type { EditorField, RouteDraft } from './route-draft';

export interface RouteEditorDeps {
  /** Saving through it publishes. */
  readonly content: Pick<ContentStore, 'state' | 'list' | 'read' | 'save' | 'history'>;
  /** Sha of the current release of a route. */
  readonly currentRelease: (id: string) => Promise<string | null>;
  /** Fields of all templates of a kind of document. */
  readonly fieldsOf: (kind: string) => Promise<readonly EditorField[]>;
  /** Word of a kind: «Резолюция». */
  readonly kindWord: (kind: string) => Promise<string>;
  readonly people: () => Promise<readonly { readonly id: string; readonly name: string }[]>;
  readonly calendar: () => Promise<WorkingCalendar>;
  /** The audit chain. Idempotent by event id. */
  readonly record: (event: DomainEvent) => Promise<void>;
  readonly email: (userId: string) => Promise<string | undefined>;
}

export interface RouteRow {
  readonly id: string;
  readonly title: string;
  readonly kind: string;
  readonly note: string | null;
  readonly steps: number;
  readonly isSound: boolean;
}
export type OpenedRoute = {
  readonly id: string;
  readonly kind: string;
  readonly kindWord: string;
  readonly title: string;
  readonly text: string;
  readonly base: string;
  readonly fields: readonly EditorField[];
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly calendar: WorkingCalendar;
} & ({ readonly draft: RouteDraft } | { readonly draft: null; readonly problems: readonly Problem[] });

export type SaveRouteResult =
  | { readonly outcome: 'saved'; readonly changed: boolean; readonly release: string | null }
  | { readonly outcome: 'broken'; readonly problems: readonly DraftProblem[] }
  /** Somebody saved meanwhile: who, when, and the text's new hash to save over. */
  | {
      readonly outcome: 'conflict';
      readonly by: string | null;
      readonly at: Date | null;
      readonly base: string;
    };

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

/** A save that came second in a race is a conflict like any other. */
async function saved(save: () => Promise<string | null>): Promise<string | null> {
  try {
    return await save();
  } catch (error) {
    if (isAppError(error) && error.code === 'content/changed-meanwhile') return 'changed-meanwhile';
    throw error;
  }
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
  return {
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
      const [kindWord, people, calendar] = await Promise.all([
        deps.kindWord(kind),
        deps.people(),
        deps.calendar(),
      ]);
      const opened = {
        ...{ id, kind, kindWord, text, fields, people, calendar },
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
      if (sha256Hex(before) !== base) return conflictAt(id);
      const fields = await deps.fieldsOf(kind);
      const problems = checkDraft(draft, { kind, fields });
      if (hasErrors(problems)) return { outcome: 'broken', problems };
      const text = draftYaml(draft, { kind, fields, before });
      const author = { name: ctx.actor.name, email: await deps.email(ctx.actor.id) };
      const message = `Маршрут: ${draft.title.trim()}`;
      const commit = await saved(() =>
        content.save({ path: pathOf(id), text, base: before, author, message }),
      );
      if (commit === 'changed-meanwhile') return conflictAt(id);
      const release = await deps.currentRelease(id);
      if (commit) {
        // Each commit is an aggregate of its own: the chain numbers an aggregate's events from 1.
        await deps.record(
          newEvent(ctx, {
            type: 'workflow.changed',
            aggregate: { type: 'content-commit', id: commit, seq: 1 },
            data: { workflow: id, commit, release, sha256: sha256Hex(text) },
          }),
        );
      }
      return { outcome: 'saved', changed: commit !== null, release };
    },
  };
}

export type RouteEditor = ReturnType<typeof createRouteEditor>;
