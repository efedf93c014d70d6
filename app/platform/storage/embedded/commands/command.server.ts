// What a command is: whether it writes, and how it answers.
import type { Doc } from '../bson-values';
import type { Store } from '../store.server';

export interface CommandContext {
  readonly store: Store;
  readonly db: string;
  readonly body: Doc;
}

export interface Command {
  /** A writing command runs inside the group's transaction and is answered after its commit. */
  readonly writes: boolean;
  readonly run: (context: CommandContext) => Doc;
}

export const reads = (run: Command['run']): Command => ({ writes: false, run });
export const writes = (run: Command['run']): Command => ({ writes: true, run });
