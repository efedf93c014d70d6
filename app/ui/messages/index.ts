// Every text of the interface comes from ru.ts and en.ts, which have the same keys (messages.test.ts).
import { en } from './en';
import { ru } from './ru';
import { chooseLocale, fillMessage, type Locale, type MessageParams, type MessageTable } from './translate';

export type MessageKey = keyof typeof ru;
export type Translate = (key: MessageKey, params?: MessageParams) => string;
export const tables: Record<Locale, MessageTable<MessageKey>> = { ru, en };

const translators: Record<Locale, Translate> = {
  ru: (key, params) => fillMessage(ru[key], 'ru', params),
  en: (key, params) => fillMessage(en[key], 'en', params),
};

/** The texts of one language: `translator('ru')('list.documents', { count: 3 })`. */
export function translator(locale: Locale): Translate {
  return translators[locale];
}

export type { Locale, MessageParams } from './translate';
export { chooseLocale, formatNumber } from './translate';

/** The texts of a request's language, for words that a server answers with. */
export function requestTexts(request: Request): Translate {
  const cookie = /(?:^|;\s*)khartia-lang=(\w+)/.exec(request.headers.get('cookie') ?? '')?.[1];
  return translator(chooseLocale({ cookie, acceptLanguage: request.headers.get('accept-language') }));
}
