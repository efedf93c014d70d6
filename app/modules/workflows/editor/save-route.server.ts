// Parts of writing a route: a free name, a race that was lost, the audit entry.
import { z } from 'zod';
import { isAppError } from '~/shared/app-error';
import type { Context } from '~/shared/context';
import { type DomainEvent, newEvent } from '~/shared/domain-event';
import { sha256Hex } from '~/shared/sha256.server';
import { slugify } from '~/shared/slug';

export const NewRouteSchema = z.object({
  kind: z.string().max(60),
  title: z.string().trim().min(3).max(300),
});
export type NewRoute = z.infer<typeof NewRouteSchema>;

/** A name in the folder of the kind that no file has; a title without letters gives «route». */
export function freeId(kind: string, title: string, taken: ReadonlySet<string>): string {
  const slug = slugify(title, 50);
  const base = /^[a-z]/.test(slug) ? slug : 'route';
  let name = base;
  for (let n = 2; taken.has(`workflows/${kind}/${name}.yaml`); n++) name = `${base}-${n}`;
  return `${kind}/${name}`;
}

/** A save that came second in a race is a conflict like any other. */
export async function unlessChanged(save: () => Promise<string | null>): Promise<string | null> {
  try {
    return await save();
  } catch (error) {
    if (isAppError(error) && error.code === 'content/changed-meanwhile') return 'changed-meanwhile';
    throw error;
  }
}

interface Written {
  readonly id: string;
  readonly text: string;
  /** Null when the text was as it is. */
  readonly commit: string | null;
}
interface Ports {
  readonly currentRelease: (id: string) => Promise<string | null>;
  readonly record: (event: DomainEvent) => Promise<void>;
}

/** The audit entry of a removal: the route, its last release and the text that was removed. */
export async function tellRemoved(
  record: Ports['record'],
  ctx: Context,
  { id, text, commit, release }: Written & { readonly commit: string; readonly release: string | null },
): Promise<void> {
  await record(
    newEvent(ctx, {
      type: 'workflow.removed',
      aggregate: { type: 'content-commit', id: commit, seq: 1 },
      data: { workflow: id, commit, release, sha256: sha256Hex(text) },
    }),
  );
}

/** The audit entry of a commit; gives the sha of the release it made. */
export async function tellWritten(
  deps: Ports,
  ctx: Context,
  { id, text, commit }: Written,
): Promise<string | null> {
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
  return release;
}
