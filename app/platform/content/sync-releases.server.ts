// Publishes every valid state of the content as releases. What is invalid is reported, and its former release stays.
import type { Problem } from '~/shared/problem';
import { entryOf, isTextPath } from './content-path';
import type { ContentStore } from './content-store';
import type { Release, ReleaseKind, ReleaseStore } from './release-store';

/** One entry before it is published. */
export interface ReleaseCandidate {
  readonly kind: ReleaseKind;
  readonly id: string;
  readonly files: Record<string, string>;
  /** Path for messages: the folder of a template, the file of anything else. */
  readonly path: string;
}

/** Says what is wrong; the candidate is published when no problem is an error. Given by who knows the kind. */
export type ReleaseValidator = (
  candidate: ReleaseCandidate,
) => readonly Problem[] | Promise<readonly Problem[]>;

export interface SyncReleasesOptions {
  readonly content: ContentStore;
  readonly releases: ReleaseStore;
  readonly validators: Partial<Record<ReleaseKind, ReleaseValidator>>;
}

export interface SyncReport {
  /** Entries whose current release was moved now. */
  readonly published: readonly Release[];
  readonly unchanged: number;
  /** Entries that were removed from the content. */
  readonly retired: readonly { kind: ReleaseKind; id: string }[];
  /** Errors and warnings of all entries, in order of paths. */
  readonly problems: readonly Problem[];
}

const KINDS: readonly ReleaseKind[] = ['template', 'workflow', 'content'];

/** Idempotent. Order: templates before workflows, so that a workflow's validator finds its template published. */
export async function syncReleases({
  content,
  releases,
  validators,
}: SyncReleasesOptions): Promise<SyncReport> {
  const report = {
    published: [] as Release[],
    unchanged: 0,
    retired: [] as { kind: ReleaseKind; id: string }[],
  };
  const problems: Problem[] = [];
  const candidates = await listCandidates(content);
  for (const candidate of candidates) {
    const found = (await validators[candidate.kind]?.(candidate)) ?? [];
    problems.push(...found);
    if (found.some(({ severity }) => severity === 'error')) continue;
    const { kind, id } = candidate;
    const before = await releases.current(kind, id);
    const release = await publishIfChanged(releases, before, candidate);
    if (before?.sha === release.sha) report.unchanged += 1;
    else report.published.push(release);
  }
  for (const kind of KINDS) {
    for (const { id } of await releases.list(kind)) {
      if (candidates.some((one) => one.kind === kind && one.id === id)) continue;
      await releases.retire(kind, id);
      report.retired.push({ kind, id });
    }
  }
  return { ...report, problems };
}

async function publishIfChanged(
  releases: ReleaseStore,
  before: Release | null,
  { kind, id, files }: ReleaseCandidate,
): Promise<Release> {
  const names = Object.keys(files);
  const isSame =
    before !== null &&
    Object.keys(before.files).length === names.length &&
    names.every((name) => before.files[name] === files[name]);
  return isSame ? before : releases.publish(kind, id, files);
}

/** All entries that have text, templates first. */
export async function listCandidates(
  content: Pick<ContentStore, 'list' | 'read'>,
): Promise<ReleaseCandidate[]> {
  const byEntry = new Map<string, string[]>();
  for (const path of await content.list()) {
    if (isTextPath(path)) byEntry.set(entryOf(path), [...(byEntry.get(entryOf(path)) ?? []), path]);
  }
  const candidates: ReleaseCandidate[] = [];
  for (const [entry, paths] of byEntry) {
    const files: Record<string, string> = {};
    for (const path of paths) {
      const text = await content.read(path);
      if (text !== null) files[path.slice(path.lastIndexOf('/') + 1)] = text;
    }
    candidates.push({ ...identityOf(entry), files, path: entry });
  }
  return candidates.sort(
    (a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || (a.path < b.path ? -1 : 1),
  );
}

function identityOf(entry: string): { kind: ReleaseKind; id: string } {
  const [root, ...rest] = entry.split('/');
  if (root === 'templates') return { kind: 'template', id: rest.join('/') };
  return { kind: root === 'workflows' ? 'workflow' : 'content', id: rest.join('/').replace(/\.[^.]+$/, '') };
}
