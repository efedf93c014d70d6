// A server and tabs without a network: every message is a job that the world runs, loses, repeats or delays. The server
// does what save-draft does, with the same pure merge, on one body in memory.
import {
  applyBodyPatch,
  type ConflictView,
  type DocumentBody,
  makeBodyPatch,
  mergeBodies,
  tidyBody,
} from '~/modules/documents';
import { addConflicts, pendingConflicts, presentConflicts } from '~/modules/documents/drafting/conflicts';
import type { PendingConflict } from '~/modules/documents/drafting/draft.schema';
import { countingIds } from '~/shared/ids';
import { openState, restoreWork } from '~/ui/drafting/restore-work';
import { createSessionDriver, type SessionDriver } from '~/ui/drafting/session-driver';
import {
  type SaveRequest,
  type Transport,
  TransportError,
  type WorkRecord,
} from '~/ui/drafting/session-ports';
import type { SaveAnswer, UpdateAnswer } from '~/ui/drafting/session-state';

export interface Job {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
}

/** Decides the fate of a message: milliseconds on the way, lost, or delivered twice. */
export interface Network {
  delay(): number;
  loses(): boolean;
  repeats(): boolean;
}

export function createWorld(start: DocumentBody, network: Network, kept = 50) {
  const newId = countingIds();
  let jobs: Job[] = [];
  let order = 0;
  let now = 1_000_000;
  const world = {
    offline: new Set<string>(),
    get now() {
      return now;
    },
  };

  function after(ms: number, run: () => void): () => void {
    const job: Job = { at: now + ms, order: order++, run };
    jobs.push(job);
    return () => {
      jobs = jobs.filter((one) => one !== job);
    };
  }

  async function drain(until: number): Promise<void> {
    for (;;) {
      // Answers are promises: let them reach the machine before the clock goes on.
      for (let i = 0; i < 12; i++) await Promise.resolve();
      const next = jobs.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at || a.order - b.order)[0];
      if (!next) break;
      jobs = jobs.filter((one) => one !== next);
      now = Math.max(now, next.at);
      next.run();
    }
    now = until;
  }

  const server = createServer(start, newId, kept);

  /** A message there and an answer back; each way may fail. */
  function call<T>(client: string, work: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      const lost = () =>
        after(network.delay() + 500, () => reject(new TransportError('network', 'нет связи')));
      if (world.offline.has(client)) return void lost();
      const deliver = (answering: boolean) =>
        after(network.delay(), () => {
          if (world.offline.has(client)) return void (answering && lost());
          let answer: T;
          try {
            answer = work();
          } catch (error) {
            if (answering) after(network.delay(), () => reject(error));
            return;
          }
          if (!answering) return;
          if (network.loses()) return void lost();
          after(network.delay(), () =>
            world.offline.has(client) ? lost() : resolve(structuredClone(answer)),
          );
        });
      if (network.loses()) return void lost();
      deliver(true);
      if (network.repeats()) deliver(false);
    });
  }

  return { ...world, server, after, drain, call, newId, clock: () => now, offline: world.offline };
}
export type World = ReturnType<typeof createWorld>;

function createServer(start: DocumentBody, newId: (prefix: string) => string, kept: number) {
  let revision = 0;
  let body = start;
  let by = '';
  let waiting: PendingConflict[] = [];
  const known = new Map<string, DocumentBody>([['0', start]]);
  const saves = new Map<string, number>();
  const ctx = { newId, now: () => new Date(0) };
  const listeners = new Set<(revision: number) => void>();

  function save(name: string, request: SaveRequest): SaveAnswer {
    const base = request.baseBody ?? known.get(request.baseSha256);
    if (!base) return { status: 'base-unknown' };
    const sent = request.patch ? applyBodyPatch(base, request.patch) : request.body!;
    const left = tidyBody(sent, newId);
    const reply = (updatedBy: string): SaveAnswer => ({
      status: 'saved',
      revision,
      sha256: String(revision),
      patch: makeBodyPatch(sent, body),
      conflicts: presentConflicts(waiting),
      changes: 0,
      at: '',
      updatedBy,
    });
    if ((saves.get(request.client) ?? 0) >= request.n) return reply(by);
    const merged = mergeBodies(base, left, body);
    const named = { left: name, right: by };
    const added = [...request.conflicts.map(({ conflict }) => conflict), ...merged.conflicts];
    const left2 = waiting.filter(({ id }) => !request.resolved.includes(id));
    waiting = addConflicts(left2, pendingConflicts(ctx, added, named), merged.body);
    saves.set(request.client, request.n);
    const before = by;
    body = merged.body;
    by = name;
    revision += 1;
    known.set(String(revision), body);
    known.delete(String(revision - kept));
    for (const tell of listeners) tell(revision);
    return reply(before);
  }

  return {
    save,
    update(since: string): UpdateAnswer {
      const from = known.get(since);
      return {
        revision,
        sha256: String(revision),
        since,
        patch: from ? makeBodyPatch(from, body) : null,
        body: from ? null : body,
        conflicts: presentConflicts(waiting),
        changes: 0,
        updatedBy: by,
      };
    },
    bodyAt: (sha256: string) => known.get(sha256) ?? null,
    get body() {
      return body;
    },
    get conflicts(): ConflictView[] {
      return presentConflicts(waiting);
    },
    get revision() {
      return revision;
    },
    listeners,
  };
}

export interface Tab {
  readonly name: string;
  readonly driver: SessionDriver;
  /** What stands in the editor. */
  readonly text: () => DocumentBody;
  type(change: (body: DocumentBody) => DocumentBody): void;
  /** The tab dies without a word; what its disk holds stays. */
  crash(): void;
}

/** The disk of one person's browser. */
export function createDisk(working: () => boolean = () => true) {
  const records = new Map<string, WorkRecord>();
  return {
    records,
    put: async (record: WorkRecord) => {
      if (!working()) return false;
      records.set(record.key, structuredClone(record));
      return true;
    },
    remove: async (key: string) => void records.delete(key),
  };
}
export type Disk = ReturnType<typeof createDisk>;

/** Opens a tab; unsent work on the disk (of tabs that are gone) comes back. */
export async function openTab(world: World, name: string, disk: Disk, client: string): Promise<Tab> {
  const transport: Transport = {
    save: (request) => world.call(client, () => world.server.save(name, structuredClone(request))),
    update: (since) => world.call(client, () => world.server.update(since)),
    bodyAt: async (sha256) => world.server.bodyAt(sha256),
  };
  const opened = world.server.update('none');
  const start = openState(client, { ...opened, body: structuredClone(opened.body!) });
  const orphans = [...disk.records.values()];
  const { state } = await restoreWork(start, orphans, transport, world.clock());
  const held = { body: state.local };
  const driver = createSessionDriver(state, {
    documentId: 'doc',
    userId: name,
    transport,
    store: { ...disk, takeOrphans: async () => orphans },
    timer: { now: world.clock, after: world.after },
    editor: {
      read: () => structuredClone(held.body),
      show: (body) => {
        held.body = body;
      },
    },
    newId: world.newId,
    onChange: () => undefined,
  });
  for (const { key } of orphans) await disk.remove(key);
  const tell = (revision: number) =>
    void world
      .call(client, () => revision)
      .then(
        (heard) => driver.dispatch({ type: 'heard', revision: heard }),
        () => undefined,
      );
  world.server.listeners.add(tell);
  driver.dispatch({ type: 'tick' });
  return {
    name,
    driver,
    text: () => held.body,
    type(change) {
      held.body = change(held.body);
      driver.touch();
    },
    crash() {
      world.server.listeners.delete(tell);
      driver.stop();
    },
  };
}
