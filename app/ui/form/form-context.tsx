// What every field of the guided form needs to know, however deep it stands.
import { createContext, useContext } from 'react';
import type { FormDirectory } from '~/modules/identity';
import type { ListIntent, Taken } from '~/modules/templates';
import type { useMessages } from '../messages/messages-context';

export interface FormView {
  /** Form path → what is wrong there. */
  readonly errors: Readonly<Record<string, readonly string[]>>;
  /** Form paths of fields whose condition does not hold. */
  readonly hidden: ReadonlySet<string>;
  /** Fields that decide about others: without scripts they offer a button. */
  readonly deciding: ReadonlySet<string>;
  /** People and organisations known here. */
  readonly directory: FormDirectory;
  /** Form path of an account → whose it was: taken out, because the name beside it is another now. */
  readonly dropped: Readonly<Record<string, string>>;
  /** The address of the page: a press without scripts returns to its place on it. */
  readonly action: string;
  /** Runs a list button in the browser; without scripts the button submits the form instead. */
  readonly press: (intent: ListIntent) => void;
  /** Puts somebody of the directory into the field at the path. */
  readonly take: (path: string, taken: Taken) => void;
}

type Translate = ReturnType<typeof useMessages>;

/** Whose an account is, in words; never its id. */
export function accountLabel(directory: FormDirectory, id: string, t: Translate): string {
  const owner = directory.people.find((one) => one.id === id);
  if (owner) return owner.label;
  const former = directory.formerPeople.find((one) => one.id === id);
  return former ? t('form.account.closed', { name: former.label }) : t('form.account.unknown');
}

export const FormViewContext = createContext<FormView | null>(null);

export function useFormView(): FormView {
  const view = useContext(FormViewContext);
  if (!view) throw new Error('a form field outside GuidedForm');
  return view;
}
