// The session of one tab for React: gives the editor its text, tells what happens with it, and lives through reloads,
// lost connections and ended sessions. The editor stays where it is; what others wrote comes by `applyRemote`.
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import {
  bodyToText,
  type ConflictChoice,
  type ConflictView,
  type DocumentBody,
  mergeBodies,
  tidyBody,
} from '~/modules/documents';
import { newId } from '~/shared/ids';
import { createBrowserTransport } from './browser-transport';
import { type LiveState, openLive, type PresenceView } from './live-connection';
import { openState, restoreWork } from './restore-work';
import { createSessionDriver, keyOf, type SessionDriver, sharing } from './session-driver';
import { describeSession, type SessionStatus } from './session-status';
import { createWorkStore } from './work-store';

export interface OpenedDraft {
  readonly body: DocumentBody;
  readonly sha256: string;
  readonly revision: number;
  readonly conflicts: readonly ConflictView[];
  readonly changes: number;
}

/** What the session needs of an editor. */
export interface SessionEditor {
  getBody(): DocumentBody;
  applyRemote(body: DocumentBody): void;
  /** False while its part of the program is still loading: then nothing can be shown in it. Absent = always live. */
  isLive?(): boolean;
}

export interface DraftSessionOptions {
  readonly documentId: string;
  readonly userId: string;
  readonly csrf: string;
  readonly opened: OpenedDraft;
  readonly editor: RefObject<SessionEditor | null>;
}

export interface DraftSession {
  readonly status: SessionStatus;
  /** Others at the text, this tab left out. */
  readonly presence: readonly PresenceView[];
  readonly conflicts: readonly ConflictView[];
  /** Blocks that differ from the version. */
  readonly changes: number;
  /** Unsent work of an earlier visit came back. */
  readonly restored: boolean;
  /** To be called on every change of the text by hand; cheap. */
  change(): void;
  /** The block the caret is in. */
  focus(blockId: string | null): void;
  resolve(conflictId: string, choice: ConflictChoice): void;
  /** Sends what is unsent now; also «try again». */
  flush(): void;
  /** The text of this tab as plain text, to be kept as a file. */
  ownText(): string;
}

const sameStatus = (a: SessionStatus, b: SessionStatus): boolean =>
  a.kind === b.kind && a.savedAt === b.savedAt && a.message === b.message && a.storage === b.storage;

const PRESENCE_EVERY_MS = 10_000;
const FOCUS_PAUSE_MS = 400;
const START: SessionStatus = { kind: 'idle', savedAt: null, message: '', storage: 'kept' };

interface Held {
  driver: SessionDriver | null;
  touched: boolean;
  block: string | null;
  announce: (leaving?: boolean) => void;
}

export function useDraftSession(options: DraftSessionOptions): DraftSession {
  const { documentId, userId, editor } = options;
  const [view, setView] = useState({
    status: START,
    conflicts: options.opened.conflicts,
    changes: options.opened.changes,
  });
  const [presence, setPresence] = useState<readonly PresenceView[]>([]);
  const [restored, setRestored] = useState(false);
  const held = useRef<Held>({ driver: null, touched: false, block: null, announce: () => {} });
  const first = useRef(options);

  useEffect(() => {
    const client = newId('tab');
    const transport = createBrowserTransport({ ...first.current, documentId, userId });
    const store = createWorkStore(keyOf(client, { documentId, userId }));
    const stops: (() => void)[] = [() => store.close()];
    let gone = false;

    async function begin(): Promise<void> {
      const { opened } = first.current;
      const orphans = await store.takeOrphans(documentId, userId).catch(() => []);
      const work = await restoreWork(openState(client, opened), orphans, transport, Date.now());
      await untilLive(editor, () => gone);
      if (gone) return;
      const state = withTyped(work.state, opened.body, editor.current);
      const driver = createSessionDriver(state, {
        documentId,
        userId,
        transport,
        store,
        newId,
        timer: { now: () => Date.now(), after: later },
        editor: {
          read: () => editor.current?.getBody() ?? state.local,
          show: (body) => editor.current?.applyRemote(body),
        },
        onChange: ({ conflicts, changes, ...rest }, storage) =>
          setView((old) => {
            const status = describeSession({ conflicts, changes, ...rest }, storage);
            // A key changes nothing that is shown: then the page has nothing to draw anew.
            const same =
              old.conflicts === conflicts && old.changes === changes && sameStatus(old.status, status);
            return same ? old : { status, conflicts, changes };
          }),
      });
      held.current.driver = driver;
      stops.push(() => driver.stop(), ...listen(driver, documentId, client, setPresence));
      if (work.restored) {
        setRestored(true);
        editor.current?.applyRemote(state.local);
      }
      if (held.current.touched) driver.touch();
      driver.dispatch({ type: 'flush' });
      for (const { key } of orphans) await store.remove(key);
    }
    held.current.announce = (leaving = false) => transport.announce(client, held.current.block, leaving);
    held.current.announce();
    const beat = setInterval(
      () => document.visibilityState === 'visible' && held.current.announce(),
      PRESENCE_EVERY_MS,
    );
    stops.push(
      () => clearInterval(beat),
      () => held.current.announce(true),
    );
    void begin();
    return () => {
      gone = true;
      held.current.driver?.leave();
      held.current.driver = null;
      for (const stop of stops) stop();
    };
  }, [documentId, userId, editor]);

  const focusTimer = useRef<ReturnType<typeof setTimeout>>(undefined);
  return {
    ...view,
    presence,
    restored,
    change: useCallback(() => {
      held.current.touched = true;
      held.current.driver?.touch();
    }, []),
    focus: useCallback((blockId) => {
      if (held.current.block === blockId) return;
      held.current.block = blockId;
      clearTimeout(focusTimer.current);
      focusTimer.current = setTimeout(() => held.current.announce(), FOCUS_PAUSE_MS);
    }, []),
    resolve: useCallback((id, choice) => held.current.driver?.settle(id, choice), []),
    flush: useCallback(() => held.current.driver?.dispatch({ type: 'retry' }), []),
    ownText: useCallback(() => bodyToText(editor.current?.getBody() ?? first.current.opened.body), [editor]),
  };
}

const LIVE_POLL_MS = 50;

/** The editor is a part of the program that comes later than the page. */
async function untilLive(editor: RefObject<SessionEditor | null>, gone: () => boolean): Promise<void> {
  while (!gone() && !(editor.current && (editor.current.isLive?.() ?? true))) {
    await new Promise((resolve) => setTimeout(resolve, LIVE_POLL_MS));
  }
}

const later = (ms: number, run: () => void) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

/** What was typed before the earlier work came back is merged into it. */
function withTyped(state: SessionDriver['state'], opened: DocumentBody, editor: SessionEditor | null) {
  if (!editor) return state;
  const typed = sharing(opened, tidyBody(editor.getBody(), newId));
  if (typed === opened || state.local === opened) return state;
  return { ...state, local: mergeBodies(opened, typed, state.local).body };
}

function listen(
  driver: SessionDriver,
  documentId: string,
  client: string,
  setPresence: (presence: readonly PresenceView[]) => void,
): (() => void)[] {
  const live = openLive(documentId, ({ revision, presence }: LiveState) => {
    setPresence(presence.filter(({ key }) => key !== client));
    driver.dispatch({ type: 'heard', revision });
  });
  const on = (target: EventTarget, type: string, run: () => void) => {
    target.addEventListener(type, run);
    return () => target.removeEventListener(type, run);
  };
  const retry = () => driver.dispatch({ type: 'retry' });
  return [
    () => live.close(),
    on(window, 'online', retry),
    on(window, 'focus', retry),
    on(window, 'blur', () => driver.dispatch({ type: 'flush' })),
    on(window, 'pagehide', () => driver.leave()),
    on(document, 'visibilitychange', () =>
      document.visibilityState === 'hidden' ? driver.leave() : retry(),
    ),
  ];
}
