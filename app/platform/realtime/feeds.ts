// Live pages without a broker: one small feed document a topic, written by whoever changes something and polled by
// every web process that has listeners of it. Pure part: the port, and who counts as present.

export interface Presence {
  /** Browser tab. */
  readonly key: string;
  readonly name: string;
  /** What the person is at, e.g. the id of a block; null = just here. */
  readonly at: string | null;
}

export interface FeedState {
  /** Grows with every change of the topic; 0 = nothing published yet. */
  readonly revision: number;
  readonly presence: readonly Presence[];
}

export type FeedListener = (state: FeedState) => void;

export interface Feeds {
  /** Tells the topic's revision; an older one changes nothing. */
  publish(topic: string, revision: number): Promise<void>;
  /** Says that a tab is there; repeated at least every PRESENCE_MS / 2. */
  enter(topic: string, presence: Presence): Promise<void>;
  leave(topic: string, key: string): Promise<void>;
  /** Calls at once with the present state, then whenever it changes; the result stops it. Never throws. */
  subscribe(topic: string, listener: FeedListener): () => void;
  stop(): Promise<void>;
}

/** A tab that was silent for so long is gone. */
export const PRESENCE_MS = 30_000;

export interface StoredPresence extends Presence {
  readonly seen: Date;
}

/** Who is there now: silent tabs left out, in the order of their names, so that equal states compare equal. */
export function presentAt(all: readonly StoredPresence[], now: Date): Presence[] {
  return all
    .filter(({ seen }) => now.getTime() - seen.getTime() < PRESENCE_MS)
    .map(({ key, name, at }) => ({ key, name, at }))
    .sort((a, b) => a.name.localeCompare(b.name, 'ru') || (a.key < b.key ? -1 : 1));
}
