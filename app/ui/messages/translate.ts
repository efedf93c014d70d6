// How a message becomes text: `{name}` is replaced, a plural message picks its form by `count` (CLDR rules).
export type Locale = 'ru' | 'en';

/** Forms by CLDR category; Russian needs one, few, many (other = fractions), English one and other. */
export interface PluralMessage {
  readonly one: string;
  readonly few?: string;
  readonly many?: string;
  readonly other: string;
}
export type Message = string | PluralMessage;
export type MessageTable<Key extends string = string> = Readonly<Record<Key, Message>>;
export type MessageParams = Readonly<Record<string, string | number>>;

const pluralRules: Record<Locale, Intl.PluralRules> = {
  ru: new Intl.PluralRules('ru'),
  en: new Intl.PluralRules('en'),
};
const numbers: Record<Locale, Intl.NumberFormat> = {
  ru: new Intl.NumberFormat('ru'),
  en: new Intl.NumberFormat('en'),
};

/** A number as people of the locale write it: «12 345». */
export function formatNumber(value: number, locale: Locale): string {
  return numbers[locale].format(value);
}

function chooseForm(message: PluralMessage, count: number, locale: Locale): string {
  const category = pluralRules[locale].select(count) as keyof PluralMessage;
  return message[category] ?? message.other;
}

/** The text of one message; an unknown parameter stays visible as `{name}`, so a slip shows in review. */
export function fillMessage(message: Message, locale: Locale, params: MessageParams = {}): string {
  const text =
    typeof message === 'string' ? message : chooseForm(message, Number(params.count ?? Number.NaN), locale);
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name];
    if (value === undefined) return whole;
    return typeof value === 'number' ? formatNumber(value, locale) : value;
  });
}

/** Which language a request wants: `?lang=`, then the cookie, then Accept-Language; Russian otherwise. */
export function chooseLocale(wants: {
  query?: string | null | undefined;
  cookie?: string | null | undefined;
  acceptLanguage?: string | null | undefined;
}): Locale {
  for (const value of [wants.query, wants.cookie]) if (value === 'ru' || value === 'en') return value;
  return preferredLanguage(wants.acceptLanguage ?? '');
}

function preferredLanguage(header: string): Locale {
  const ranked = header
    .split(',')
    .map((part, index) => {
      const [tag = '', ...rest] = part.trim().toLowerCase().split(';');
      const q = rest.map((item) => /^\s*q=([\d.]+)/.exec(item)?.[1]).find(Boolean);
      return { language: tag.split('-')[0], weight: q === undefined ? 1 : Number(q), index };
    })
    .filter((entry) => entry.weight > 0)
    .sort((a, b) => b.weight - a.weight || a.index - b.index);
  for (const entry of ranked) {
    if (entry.language === 'ru') return 'ru';
    if (entry.language === 'en') return 'en';
  }
  return 'ru';
}
