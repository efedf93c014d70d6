// What the addresses of acts say: the day, the edition shown, and the tag that changes when the page does.
import type { ActHeadView } from '~/modules/knowledge';
import { chooseLocale } from '../messages/index';

/** `?on=2024-01-31`; anything else is no day. */
export function dayOf(params: URLSearchParams): string | undefined {
  const on = params.get('on') ?? '';
  return /^\d{4}-\d{2}-\d{2}$/.test(on) && !Number.isNaN(Date.parse(on)) ? on : undefined;
}

/** Id of the edition that a day shows; null for a card. */
export function editionShown(act: ActHeadView, on: string | undefined): string | null {
  const held = act.editions.findLast(({ validFrom }) => !on || (validFrom ?? '') <= on);
  return held?.id ?? null;
}

/** Changes with the act's editions, the language and the day (what has lapsed is told by today). */
export function tagOf(request: Request, act: ActHeadView, now: Date): string {
  const locale = chooseLocale({
    query: new URL(request.url).searchParams.get('lang'),
    acceptLanguage: request.headers.get('accept-language'),
  });
  const editions = act.editions.map(({ id }) => id.slice(-8)).join('.');
  return `${editions}-${act.lapse ? 'l' : ''}${now.toISOString().slice(0, 10)}-${locale}`;
}
