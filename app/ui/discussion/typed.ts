import type { RefusedForm } from '../document/refused-form';

/** Id of the form for many: marks of the cards belong to it, wherever they stand. */
export const BULK = 'marked-proposals';

export interface TypedForm {
  /** True when this very form was refused: it stays open. */
  readonly open: boolean;
  text(name: string): string | undefined;
  errors(name: string): readonly string[] | undefined;
}

/** What was typed into one form of a page with many; `id` tells forms of one intent apart. */
export function typedIn(refused: RefusedForm | null, intent: string, id?: string): TypedForm {
  const values = refused?.values ?? {};
  const named = id === undefined || values.id === id || values.ids === id;
  const own = values.intent === intent && named;
  return {
    open: own,
    text: (name) => (own && typeof values[name] === 'string' ? (values[name] as string) : undefined),
    errors: (name) => (own ? refused?.errors[name] : undefined),
  };
}
