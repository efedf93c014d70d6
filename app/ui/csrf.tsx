import { createContext, useContext } from 'react';

/** The page's form token, put here by root.tsx; empty on reading pages, which have no forms that change anything. */
export const CsrfContext = createContext('');

/** The hidden token every changing form carries; its name is platform/http's CSRF_FIELD. */
export function CsrfInput() {
  return <input type="hidden" name="csrf" value={useContext(CsrfContext)} />;
}
