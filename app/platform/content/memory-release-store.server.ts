// Releases in memory: for the command line's checks and for unit tests. The same contract suite runs on it.
import type { Clock } from '../clock';
import { fail } from './errors';
import { shaOf } from './mongo-release-store.server';
import type { Release, ReleaseStore } from './release-store';

export function createMemoryReleaseStore({ clock }: { clock: Clock }): ReleaseStore {
  const releases = new Map<string, Release>();
  const heads = new Map<string, string>();
  const get = async (sha: string): Promise<Release> => {
    const release = releases.get(sha);
    if (!release) throw fail('release-not-found', { sha });
    return release;
  };
  return {
    get,
    async publish(kind, id, files) {
      const sha = shaOf(kind, id, files);
      if (!releases.has(sha))
        releases.set(sha, { sha, kind, id, files: { ...files }, publishedAt: clock.now() });
      heads.set(`${kind}:${id}`, sha);
      return get(sha);
    },
    async current(kind, id) {
      const sha = heads.get(`${kind}:${id}`);
      return sha ? get(sha) : null;
    },
    async list(kind) {
      const shas = [...heads]
        .filter(([key]) => key.startsWith(`${kind}:`))
        .sort(([a], [b]) => (a < b ? -1 : 1));
      return Promise.all(shas.map(([, sha]) => get(sha)));
    },
    async retire(kind, id) {
      heads.delete(`${kind}:${id}`);
    },
  };
}
