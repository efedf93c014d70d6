import { createContext, type ReactNode, useContext } from 'react';
import { type Locale, type Translate, translator } from './index';

const LocaleContext = createContext<Locale>('ru');

export function MessagesProvider({ locale, children }: { locale: Locale; children: ReactNode }) {
  return <LocaleContext.Provider value={locale}>{children}</LocaleContext.Provider>;
}

export function useLocale(): Locale {
  return useContext(LocaleContext);
}

/** The texts in the reader's language. */
export function useMessages(): Translate {
  return translator(useContext(LocaleContext));
}
