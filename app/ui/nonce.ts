import { createContext, useContext } from 'react';

/** The response's CSP nonce. Known on the server only: browsers hide it, so hydration must not compare it. */
export const NonceContext = createContext<string | undefined>(undefined);

export function useNonce(): string | undefined {
  return useContext(NonceContext);
}
