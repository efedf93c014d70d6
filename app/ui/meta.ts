import type { MetaDescriptor } from '@remix-run/react';
import { type Locale, type MessageKey, translator } from './messages';

interface MetaMatch {
  id: string;
  data: unknown;
}

function localeOf(matches: readonly MetaMatch[]): Locale {
  const root = matches.find((match) => match.id === 'root')?.data as { locale?: Locale } | undefined;
  return root?.locale ?? 'ru';
}

/** «Документы — Хартия» in the reader's language, for a route's `meta`. */
export function pageTitle(args: { matches: readonly MetaMatch[] }, key: MessageKey): MetaDescriptor[] {
  return titled(args, translator(localeOf(args.matches))(key));
}

/** The same for a title that is data: a document's. */
export function titled(args: { matches: readonly MetaMatch[] }, title: string): MetaDescriptor[] {
  return [{ title: translator(localeOf(args.matches))('app.title', { page: title }) }];
}

/** For pages that are reached by their code alone: search engines are asked to leave them out. */
export const unlisted: MetaDescriptor = { name: 'robots', content: 'noindex, nofollow' };
