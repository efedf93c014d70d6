// What every field of the guided form needs to know, however deep it stands.
import { createContext, useContext } from 'react';
import type { FormDirectory } from '~/modules/identity';
import type { ListIntent, Taken } from '~/modules/templates';

export interface FormView {
  /** Form path → what is wrong there. */
  readonly errors: Readonly<Record<string, readonly string[]>>;
  /** Form paths of fields whose condition does not hold. */
  readonly hidden: ReadonlySet<string>;
  /** Fields that decide about others: without scripts they offer a button. */
  readonly deciding: ReadonlySet<string>;
  /** People and organisations known here. */
  readonly directory: FormDirectory;
  /** The address of the page: a press without scripts returns to its place on it. */
  readonly action: string;
  /** Runs a list button in the browser; without scripts the button submits the form instead. */
  readonly press: (intent: ListIntent) => void;
  /** Puts somebody of the directory into the field at the path. */
  readonly take: (path: string, taken: Taken) => void;
}

export const FormViewContext = createContext<FormView | null>(null);

export function useFormView(): FormView {
  const view = useContext(FormViewContext);
  if (!view) throw new Error('a form field outside GuidedForm');
  return view;
}
