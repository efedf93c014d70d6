// What was typed and not sent, kept in this tab: it outlives a reload, an expired session and a walk to another page.
// Only this tab sees it, and the key names the person: on a shared computer nobody else is offered it.
import { useCallback, useEffect, useRef } from 'react';
import type { TypedMap } from '~/modules/templates';

export interface KeptForm {
  readonly at: string;
  readonly typed: TypedMap;
}

const PAUSE_MS = 400;
const storageKey = (key: string) => `khartia-form:${key}`;

/** Null when nothing is kept or the browser keeps nothing (private mode, no room): the form works all the same. */
function readKept(key: string): KeptForm | null {
  try {
    const { at, typed } = JSON.parse(
      window.sessionStorage.getItem(storageKey(key)) ?? '{}',
    ) as Partial<KeptForm>;
    return typeof at === 'string' && typeof typed === 'object' && typed !== null ? { at, typed } : null;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof DOMException) return null;
    throw error;
  }
}

function writeKept(key: string, typed: TypedMap): void {
  try {
    const kept: KeptForm = { at: new Date().toISOString(), typed };
    window.sessionStorage.setItem(storageKey(key), JSON.stringify(kept));
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}

export function dropKept(key: string): void {
  window.sessionStorage.removeItem(storageKey(key));
}

/** Another page, or the same one after a saving; an error page has the address of the form. */
const hasGoneOn = (before: URL, now: URL): boolean => {
  const saved = now.searchParams.get('saved');
  return before.pathname !== now.pathname || (saved !== null && saved !== before.searchParams.get('saved'));
};

interface KeepOptions {
  key: string;
  /** What stands in the form now. */
  read: () => TypedMap | null;
  /** Called once, after the page has come to life, when something was kept. */
  restore: (kept: KeptForm) => void;
}

/**
 * `touch()` after every change; `sent()` when the form goes to the server, `refused()` when it comes back. What was
 * sent is dropped only when the page has gone on to another address: an error page leaves it kept.
 */
export function useKeptForm({ key, read, restore }: KeepOptions) {
  const timer = useRef<number | undefined>(undefined);
  const state = useRef({ sent: false, dirty: false });
  const latest = useRef({ read, restore });
  latest.current = { read, restore };

  const save = useCallback(() => {
    window.clearTimeout(timer.current);
    timer.current = undefined;
    const typed = state.current.dirty ? latest.current.read() : null;
    if (typed) writeKept(key, typed);
  }, [key]);

  useEffect(() => {
    const kept = readKept(key);
    if (kept) latest.current.restore(kept);
    const before = new URL(window.location.href);
    const memory = state.current;
    window.addEventListener('pagehide', save);
    return () => {
      window.removeEventListener('pagehide', save);
      window.clearTimeout(timer.current);
      if (memory.sent && hasGoneOn(before, new URL(window.location.href))) dropKept(key);
    };
  }, [key, save]);

  return {
    touch: useCallback(() => {
      state.current.dirty = true;
      window.clearTimeout(timer.current);
      timer.current = window.setTimeout(save, PAUSE_MS);
    }, [save]),
    sent: useCallback(() => {
      save();
      state.current.sent = true;
    }, [save]),
    refused: useCallback(() => {
      state.current.sent = false;
    }, []),
  };
}
