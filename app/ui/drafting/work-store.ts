// What is unsent, in the browser's own store. Tabs that are open answer a call, so that a new one takes over only what
// nobody holds any more.
import { type IDBPDatabase, openDB } from 'idb';
import type { WorkRecord, WorkStore } from './session-ports';

const CHANNEL = 'khartia-drafts';
/** Open tabs answer within this. */
const ANSWER_MS = 300;
const OLDEST_MS = 60 * 86_400_000;

interface Message {
  readonly ask?: true;
  readonly alive?: string;
}

/** `ownKey` names this tab's record. `close` ends answering. */
export function createWorkStore(ownKey: string): WorkStore & { close(): void } {
  let opened: Promise<IDBPDatabase> | undefined;
  const db = () =>
    (opened ??= openDB('khartia-drafts', 1, {
      upgrade: (fresh) => void fresh.createObjectStore('work', { keyPath: 'key' }),
    }));
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(CHANNEL);
  const alive = new Set<string>([ownKey]);
  channel?.addEventListener('message', ({ data }: MessageEvent<Message>) => {
    if (data.ask) channel.postMessage({ alive: ownKey } satisfies Message);
    if (data.alive) alive.add(data.alive);
  });

  return {
    put: async (record) => {
      await (await db()).put('work', record);
      return true;
    },
    remove: async (key) => {
      await (await db()).delete('work', key);
    },
    async takeOrphans(documentId, userId) {
      const all = (await (await db()).getAll('work')) as WorkRecord[];
      const mine = all.filter((one) => one.documentId === documentId && one.userId === userId);
      for (const old of all.filter(({ at }) => Date.now() - at > OLDEST_MS)) {
        await (await db()).delete('work', old.key);
      }
      if (mine.length === 0) return [];
      channel?.postMessage({ ask: true } satisfies Message);
      await new Promise((resolve) => setTimeout(resolve, channel ? ANSWER_MS : 0));
      return mine.filter(({ key }) => !alive.has(key));
    },
    close: () => channel?.close(),
  };
}
