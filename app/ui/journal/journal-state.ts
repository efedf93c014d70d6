// The filter of the journal lives in its address. Pure; what is absurd falls back to nothing.
export interface JournalState {
  readonly day: string;
  readonly who: string;
  readonly what: string;
  /** The last entry of the former page. */
  readonly before: number | null;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const isDay = (text: string): boolean => {
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
};

export function parseJournalState(params: URLSearchParams): JournalState {
  const text = (name: string, shape: RegExp) => {
    const value = params.get(name)?.trim() ?? '';
    return shape.test(value) ? value : '';
  };
  const day = text('day', DAY);
  const before = Number(params.get('before'));
  return {
    day: isDay(day) ? day : '',
    who: text('who', /^[\w:-]{1,120}$/),
    what: text('what', /^[a-z-]{1,60}\.[a-z-]{1,60}$/),
    before: Number.isSafeInteger(before) && before > 0 ? before : null,
  };
}

/** The address of the same filter after an entry. */
export function journalHref(state: JournalState, before: number | null): string {
  const params = new URLSearchParams();
  for (const name of ['day', 'who', 'what'] as const) if (state[name]) params.set(name, state[name]);
  if (before !== null) params.set('before', String(before));
  const query = params.toString();
  return query ? `/settings/journal?${query}` : '/settings/journal';
}
