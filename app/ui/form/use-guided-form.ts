// The guided form in a browser with scripts: the same pure functions as on the server run here at once. The inputs
// keep their own text; this hook holds the shape (which entries there are) and what follows from the text.
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import {
  applyListIntent,
  controlId,
  type FieldMap,
  fillField,
  formProgress,
  type ListIntent,
  listIntent,
  readFieldsForm,
  readTyped,
  type SectionProgress,
  type Taken,
  type TypedMap,
} from '~/modules/templates';

export interface Following {
  readonly hidden: ReadonlySet<string>;
  readonly progress: readonly SectionProgress[];
}

export function followingOf(fields: FieldMap, typed: TypedMap): Following {
  const { hidden } = readFieldsForm(fields, typed);
  return { hidden, progress: formProgress(fields, typed, hidden) };
}

const sameFollowing = (a: Following, b: Following): boolean =>
  a.hidden.size === b.hidden.size &&
  [...a.hidden].every((path) => b.hidden.has(path)) &&
  JSON.stringify(a.progress) === JSON.stringify(b.progress);

/** A pause in typing after which conditions and the list of sections are looked at anew. */
const PAUSE_MS = 120;

interface Shape {
  readonly typed: TypedMap;
  /** Grows when the inputs must be made anew with other text. */
  readonly generation: number;
}

export interface Done {
  readonly intent: ListIntent;
  readonly before: TypedMap;
}

export function useGuidedForm(fields: FieldMap, initial: TypedMap) {
  const form = useRef<HTMLFormElement>(null);
  const [shape, setShape] = useState<Shape>({ typed: initial, generation: 0 });
  const [following, setFollowing] = useState(() => followingOf(fields, initial));
  const [done, setDone] = useState<Done | null>(null);
  const [took, setTook] = useState<string | null>(null);
  const timer = useRef<number | undefined>(undefined);

  const read = useCallback(
    () => (form.current ? readTyped(fields, new FormData(form.current)) : null),
    [fields],
  );
  const follow = useCallback(
    (typed: TypedMap) => {
      const next = followingOf(fields, typed);
      setFollowing((before) => (sameFollowing(before, next) ? before : next));
    },
    [fields],
  );
  const show = useCallback(
    (typed: TypedMap) => {
      setShape((before) => ({ typed, generation: before.generation + 1 }));
      follow(typed);
    },
    [follow],
  );
  const press = useCallback(
    (intent: ListIntent) => {
      const before = read();
      if (!before) return;
      const typed = applyListIntent(fields, before, intent);
      setShape(({ generation }) => ({ typed, generation }));
      follow(typed);
      setDone({ intent, before });
    },
    [fields, read, follow],
  );
  const take = useCallback(
    (path: string, taken: Taken) => {
      const before = read();
      if (!before) return;
      show(fillField(fields, before, path, taken));
      setTook(path);
    },
    [fields, read, show],
  );
  const changed = useCallback(
    (immediately: boolean) => {
      window.clearTimeout(timer.current);
      const look = () => {
        const typed = read();
        if (typed) follow(typed);
      };
      timer.current = window.setTimeout(look, immediately ? 0 : PAUSE_MS);
    },
    [read, follow],
  );
  useEffect(() => () => window.clearTimeout(timer.current), []);
  useEffect(() => {
    if (done) focusAfter(form.current, done.intent);
  }, [done]);
  // The inputs were made anew: without this the focus would be lost.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new generation of inputs, not each new path
  useEffect(() => {
    if (took) document.getElementById(controlId(took))?.focus();
    setTook(null);
  }, [shape.generation]);

  return useMemo(
    () => ({ form, shape, following, done, forget: () => setDone(null), read, show, press, take, changed }),
    [shape, following, done, read, show, press, take, changed],
  );
}

const CONTROLS = 'input:not([type=hidden]), textarea, select';

/** The focus goes where the work goes on: into the new entry, along with a moved one, to what follows a removed one. */
function focusAfter(form: HTMLFormElement | null, { kind, path }: ListIntent): void {
  if (!form) return;
  const button = (name: ListIntent['kind'], at: string) =>
    form.querySelector<HTMLButtonElement>(
      `button[value="${CSS.escape(listIntent(name, at))}"]:not(:disabled)`,
    );
  if (kind === 'add') {
    const list = document.getElementById(controlId(path));
    const entries = list?.querySelectorAll<HTMLElement>(':scope > ol > li');
    const added = entries?.[entries.length - 1];
    added?.querySelector<HTMLElement>(CONTROLS)?.focus();
    return;
  }
  const list = path.split('.').slice(0, -1).join('.');
  if (kind === 'remove') button('add', list)?.focus();
  else (button(kind, path) ?? button(kind === 'up' ? 'down' : 'up', path))?.focus();
}
