// The paper beside the form, drawn by the server after a pause in typing; the last one stays until the next is there.
import { useEffect, useRef, useState } from 'react';
import type { PreviewView } from '~/modules/documents';
import { buttonClass } from '../button';
import { Paper } from '../document/paper';
import { Icon } from '../icons';
import { useMessages } from '../messages/messages-context';

const PAUSE_MS = 700;

export interface PaperPreviewProps {
  action: string;
  read: () => FormData | null;
  /** Grows with every change of the form. */
  changes: number;
  /** Came with the page, without scripts. */
  first: PreviewView | null;
}

export function PaperPreview({ action, read, changes, first }: PaperPreviewProps) {
  const t = useMessages();
  const [open, setOpen] = useState(first !== null);
  const [view, setView] = useState(first);
  const latest = useRef(read);
  latest.current = read;
  const shown = useRef(view !== null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: every change asks again
  useEffect(() => {
    if (!open) return;
    const asking = new AbortController();
    const timer = window.setTimeout(
      () => {
        const form = latest.current();
        if (form) void askPaper(action, form, asking.signal).then((next) => next && setView(next));
        shown.current = true;
      },
      shown.current ? PAUSE_MS : 0,
    );
    return () => {
      window.clearTimeout(timer);
      asking.abort();
    };
  }, [open, changes]);
  return (
    <aside
      className="guided-form-paper no-print"
      aria-label={t('form.preview.title')}
      data-open={open || undefined}
    >
      <button
        type="submit"
        name="intent"
        value="preview"
        aria-expanded={open}
        onClick={(event) => {
          event.preventDefault();
          setOpen(!open);
        }}
        className={buttonClass('secondary')}
      >
        <Icon name="document" />
        {t(open ? 'form.preview.hide' : 'form.preview')}
      </button>
      {open ? <Sheet view={view} /> : null}
    </aside>
  );
}

/** Null when there is no answer: the last paper stays, the form loses nothing. */
async function askPaper(action: string, form: FormData, signal: AbortSignal): Promise<PreviewView | null> {
  try {
    const response = await fetch(action, { method: 'POST', body: form, signal });
    return response.ok ? ((await response.json()) as PreviewView) : null;
  } catch (error) {
    if (error instanceof TypeError || (error instanceof DOMException && error.name === 'AbortError'))
      return null;
    throw error;
  }
}

function Sheet({ view }: { view: PreviewView | null }) {
  const t = useMessages();
  if (!view) return null;
  if (view.html === null) return <p className="mt-3 text-ink-soft">{t('form.preview.none')}</p>;
  return (
    <>
      <p className="my-2 text-sm text-ink-soft">{t('form.preview.gaps')}</p>
      <section
        className="guided-form-sheet"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label={t('form.preview.title')}
      >
        <Paper html={view.html} label={t('form.preview.title')} />
      </section>
    </>
  );
}
