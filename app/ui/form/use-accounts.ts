// With scripts: when the person leaves a name that is not the account's owner any more, the account beside it is taken
// out at once and it is said whose it was. The inputs keep their own text, so only the select is touched.
import { useState } from 'react';
import type { FormDirectory } from '~/modules/identity';
import { controlId, type FieldMap, foreignAccounts, type TypedMap, valueName } from '~/modules/templates';

type Dropped = Readonly<Record<string, string>>;

export function clearAccount(path: string): void {
  const control = document.getElementById(controlId(path));
  if (control instanceof HTMLSelectElement) control.value = '';
}

export function useAccounts(fields: FieldMap, directory: FormDirectory, read: () => TypedMap | null) {
  const [dropped, setDropped] = useState<Dropped>({});
  return {
    dropped,
    /** Of the control that was left; true when an account was taken out. */
    left(name: string): boolean {
      const typed = read();
      if (!typed) return false;
      const accounts = [...directory.people, ...directory.formerPeople];
      const foreign = foreignAccounts(fields, typed, accounts).filter(({ people }) =>
        people.some((person) => name.startsWith(`${valueName(person)}.`)),
      );
      for (const { path } of foreign) clearAccount(path);
      if (foreign.length === 0) return false;
      const more = Object.fromEntries(foreign.map(({ path, label }) => [path, label]));
      setDropped((before) => ({ ...before, ...more }));
      return true;
    },
    /** Of a control that was changed: an account chosen anew has nothing to be said about it. */
    chosen(name: string): void {
      setDropped((before) => {
        const kept = Object.entries(before).filter(([path]) => valueName(path) !== name);
        return kept.length === Object.keys(before).length ? before : Object.fromEntries(kept);
      });
    },
  };
}
