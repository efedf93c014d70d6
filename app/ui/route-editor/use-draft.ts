// The draft while the page is open. Buttons of the cards act here at once, on what is typed at that moment, so nothing
// is on its way that could be drawn over what is typed meanwhile. The server's answers (check, play, a refused save)
// draw no input anew: they only change what stands beside the cards.
import { useFetcher } from '@remix-run/react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { asksServer, type Edited, editDraft, typedDraft } from '~/modules/workflows';
import type { RouteEditorData } from './editor-types';

const PAUSE_MS = 500;

export function useDraft(given: RouteEditorData) {
  const form = useRef<HTMLFormElement>(null);
  const [state, setState] = useState({ draft: given.draft, turn: 0, focus: null as string | null });
  /** Step id → how often its card was drawn anew: its rows have no identity but their place. */
  const [drawn, setDrawn] = useState<Readonly<Record<string, number>>>({});
  const { live, follow } = useLiveView(form);
  const typing = useRef(false);

  const edit = (button: string) => {
    if (!form.current) return;
    const data = new FormData(form.current);
    const typed = (name: string) => (data.has(name) ? String(data.get(name)) : null);
    const { draft, focus }: Edited = editDraft(typedDraft(state.draft, typed), button, given.choices.fields);
    if (focus === null) return;
    setState({ draft, focus, turn: state.turn + 1 });
    const { id = '' } = state.draft.steps[Number(button.split(/[:.]/)[1])] ?? {};
    if (!/^(up|down|remove-step):/.test(button)) setDrawn({ ...drawn, [id]: (drawn[id] ?? 0) + 1 });
    follow(0);
  };

  const { turn, focus } = state;
  useEffect(() => {
    if (turn > 0 && focus) document.getElementById(focus)?.focus();
  }, [turn, focus]);
  const { focus: answered, revision } = given;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer moves the focus once, but not from under who types on
  useEffect(() => {
    if (answered && !typing.current) document.getElementById(answered)?.focus();
  }, [answered, revision]);

  const shown = live && live.revision > given.revision ? live : given;
  return {
    form,
    draft: state.draft,
    edit,
    keyOf: (id: string) => `${id} ${drawn[id] ?? 0}`,
    /** What stands beside the cards: of the last answer, pressed for or following the typing. */
    beside: { ...shown, announced: given.announced, conflict: given.conflict },
    onChange: () => {
      typing.current = true;
      follow(PAUSE_MS);
    },
    onSubmit: (event: FormEvent<HTMLFormElement>) => {
      typing.current = false;
      const { submitter } = event.nativeEvent as SubmitEvent;
      const button = (submitter as HTMLButtonElement | null)?.value ?? 'check';
      if (asksServer(button)) return;
      event.preventDefault();
      edit(button);
    },
  };
}

/** The answer about what is typed now, asked for after a pause; null until the first one. */
function useLiveView(form: { readonly current: HTMLFormElement | null }) {
  const fetcher = useFetcher<RouteEditorData>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const follow = (pauseMs: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      if (!form.current) return;
      const data = new FormData(form.current);
      data.set('do', 'check');
      fetcher.submit(data, { method: 'post' });
    }, pauseMs);
  };
  return { live: fetcher.data ?? null, follow };
}
