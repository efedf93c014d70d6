// All commands, and the group commit: what came in one turn of the event loop and writes shares one synced
// transaction; each is answered only after it.
import type { Doc } from '../bson-values';
import { asStoreError, notSupported, StoreError } from '../errors';
import type { Store } from '../store.server';
import { adminCommands } from './admin.server';
import { aggregateCommands } from './aggregate.server';
import { databaseName } from './arguments';
import { bulkWriteCommands } from './bulk-write.server';
import type { Command } from './command.server';
import { handshakeCommands } from './handshake.server';
import { indexCommands } from './indexes.server';
import { queryCommands } from './query.server';
import { writeCommands } from './write.server';

const COMMANDS = new Map<string, Command>(
  [
    handshakeCommands,
    queryCommands,
    writeCommands,
    adminCommands,
    indexCommands,
    aggregateCommands,
    bulkWriteCommands,
  ].flatMap((table) => Object.entries(table)),
);

/** With a sync as quick as this, writers that come meanwhile make the next group: nobody need be waited for. */
const SLOW_SYNC_MS = 4;
/** Longest wait for more writers before a slow sync. */
const MAX_PATIENCE_MS = 10;

interface Job {
  readonly body: Doc;
  readonly answer: (reply: Doc) => void;
}

export class Executor {
  private queue: Job[] = [];
  private writing: Job[] = [];
  private scheduled = false;
  private waiting: NodeJS.Timeout | undefined;
  private expected = 0;
  private patience = 0;
  private lastCommit = 0;
  /** When the last group had done its work and began to sync. */
  private worked = 0;

  constructor(
    private readonly store: Store,
    private readonly assertOwner: () => void = () => undefined,
  ) {}

  /** Runs housekeeping in a transaction of its own; its failure is the next client's to meet. */
  exclusively(work: () => void): void {
    try {
      this.store.engine.commit(() => {
        this.assertOwner();
        work();
      });
    } catch (error) {
      this.store.catalog.reload();
      console.error('embedded store: housekeeping failed', error);
    }
  }

  /** Resolves when nothing is queued. */
  async idle(): Promise<void> {
    while (this.scheduled || this.writing.length > 0) await new Promise((resolve) => setImmediate(resolve));
  }

  /** Runs a command in the next turn, with all others that came until then. */
  submit(job: Job): void {
    this.queue.push(job);
    if (this.scheduled) return;
    this.scheduled = true;
    setImmediate(() => this.drain());
  }

  private drain(): void {
    this.scheduled = false;
    const jobs = this.queue;
    this.queue = [];
    for (const job of jobs) {
      if (commandOf(job.body)?.writes) this.writing.push(job);
      else job.answer(this.run(job));
    }
    if (this.writing.length === 0) return;
    const wait = this.worthWaiting();
    if (wait > 0) this.waiting ??= setTimeout(() => this.commitGroup(), wait);
    else this.commitGroup();
  }

  /** Whoever was answered a moment ago will soon write again: a short wait for them saves them a slow sync. */
  private worthWaiting(): number {
    if (this.writing.length >= this.expected) return 0;
    return this.patience - (performance.now() - this.lastCommit);
  }

  private commitGroup(): void {
    clearTimeout(this.waiting);
    this.waiting = undefined;
    const jobs = this.writing;
    this.writing = [];
    this.commit(jobs);
    const synced = this.lastCommit - this.worked;
    this.patience = synced > SLOW_SYNC_MS ? Math.min(MAX_PATIENCE_MS, synced) : 0;
    // Those who came during the commit are still in their sockets: everyone answered is a fair guess of them too.
    this.expected = Math.max(jobs.length, Math.floor(this.expected * 0.9));
  }

  private commit(jobs: readonly Job[]): void {
    let replies: Doc[];
    try {
      replies = this.store.engine.commit(() => {
        this.assertOwner();
        const done = jobs.map((job) => this.run(job));
        this.worked = performance.now();
        return done;
      });
    } catch (error) {
      // Nothing of this group was kept: memory is brought back to the disk's state, and each command is
      // tried alone, so that only the one at fault fails.
      this.store.catalog.reload();
      if (jobs.length > 1) {
        for (const job of jobs) this.commit([job]);
        return;
      }
      const reply = asStoreError(error).toReply();
      replies = jobs.map(() => reply);
    }
    this.lastCommit = performance.now();
    jobs.forEach((job, index) => {
      job.answer(replies[index] as Doc);
    });
  }

  /** A refusal becomes a reply; anything unforeseen in a write leaves through the transaction and undoes it. */
  private run(job: Job): Doc {
    const name = nameOf(job.body);
    const command = COMMANDS.get(name);
    try {
      if (!command) throw notSupported(`command ${name}`, 'CommandNotFound');
      return command.run({ store: this.store, db: databaseName(job.body), body: job.body });
    } catch (error) {
      if (command?.writes && !(error instanceof StoreError)) throw error;
      return asStoreError(error).toReply();
    }
  }
}

const nameOf = (body: Doc): string => body.keys().next().value ?? '';
const commandOf = (body: Doc): Command | undefined => COMMANDS.get(nameOf(body));
