// The live feed of one text: who is here and that there is something new. A tab nobody looks at lets its connection go
// (a browser has six of them a site over HTTP/1.1) and catches up when it is looked at again.

export interface PresenceView {
  /** Browser tab. */
  readonly key: string;
  readonly name: string;
  /** Id of the block he is at; null = the text is open. */
  readonly at: string | null;
}

export interface LiveState {
  readonly revision: number;
  readonly presence: readonly PresenceView[];
}

const REOPEN_MS = 15_000;
const HIDDEN_MS = 30_000;

/** Connects until `close` is called. */
export function openLive(documentId: string, onState: (state: LiveState) => void): { close(): void } {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let closed = false;

  function connect(): void {
    clearTimeout(timer);
    if (closed || source) return;
    source = new EventSource(`/documents/${encodeURIComponent(documentId)}/live`);
    source.addEventListener('state', (event) => onState(JSON.parse((event as MessageEvent<string>).data)));
    source.addEventListener('error', () => {
      // The browser reconnects by itself unless the server refused: too many pages, or the session has ended.
      if (source?.readyState !== EventSource.CLOSED) return;
      source = null;
      timer = setTimeout(connect, REOPEN_MS);
    });
  }
  function disconnect(): void {
    clearTimeout(timer);
    source?.close();
    source = null;
  }
  const onVisibility = () => {
    clearTimeout(timer);
    if (document.visibilityState === 'visible') connect();
    else timer = setTimeout(disconnect, HIDDEN_MS);
  };
  document.addEventListener('visibilitychange', onVisibility);
  connect();
  return {
    close() {
      closed = true;
      document.removeEventListener('visibilitychange', onVisibility);
      disconnect();
    },
  };
}
