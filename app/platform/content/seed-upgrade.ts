// What to do with the product's seeds on a start. Pure. An entry (a file, a template's folder) is taken whole or not
// at all: half of a new template beside half of an own one would be neither.
import { entryOf } from './content-path';

/** path -> id of the bytes. */
export type FileIds = Readonly<Record<string, string>>;

export interface UpgradeInput {
  /** What the product brings now. */
  readonly seeds: FileIds;
  /** What it brought when each file was last taken. */
  readonly taken: FileIds;
  /** What lies in the content folder. */
  readonly current: FileIds;
}

export interface Upgrade {
  /** Paths to copy from the seeds. */
  readonly take: readonly string[];
  /** Paths to remove: files that left an untouched entry. */
  readonly drop: readonly string[];
  /** Entries touched here for which the seeds bring something else. */
  readonly offer: readonly { entry: string; files: readonly string[] }[];
  /** What is recorded as taken from now on. */
  readonly taken: FileIds;
}

/** Idempotent: applied once, the same input gives nothing more to take. */
export function planUpgrade({ seeds, taken, current }: UpgradeInput): Upgrade {
  const entries = new Map<string, Set<string>>();
  for (const path of [...Object.keys(seeds), ...Object.keys(taken)]) {
    const entry = entryOf(path);
    entries.set(entry, (entries.get(entry) ?? new Set()).add(path));
  }
  // A file the user put into a shipped template's folder touches that template.
  for (const path of Object.keys(current)) entries.get(entryOf(path))?.add(path);
  const plan = { take: [] as string[], drop: [] as string[], offer: [] as Upgrade['offer'][number][] };
  const recorded: Record<string, string> = { ...taken };
  for (const [entry, paths] of [...entries].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const all = [...paths].sort();
    const isShipped = all.some((path) => path in seeds);
    const differing = all.filter((path) => current[path] !== seeds[path]);
    if (!isShipped || differing.length === 0) {
      // No longer shipped: it stays, as the installation's own. Equal: nothing to do but to remember.
      for (const path of all) remember(recorded, path, isShipped ? seeds[path] : undefined);
      continue;
    }
    if (all.every((path) => current[path] === taken[path])) {
      plan.take.push(...differing.filter((path) => path in seeds));
      plan.drop.push(...differing.filter((path) => !(path in seeds)));
      for (const path of all) remember(recorded, path, seeds[path]);
    } else if (all.some((path) => seeds[path] !== taken[path])) {
      plan.offer.push({ entry, files: all.filter((path) => path in seeds && seeds[path] !== taken[path]) });
    }
  }
  return { ...plan, taken: recorded };
}

function remember(recorded: Record<string, string>, path: string, id: string | undefined): void {
  if (id === undefined) delete recorded[path];
  else recorded[path] = id;
}
