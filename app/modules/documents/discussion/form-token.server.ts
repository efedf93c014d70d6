// Guards of the form without accounts, all without third parties: a signed token tells when the form was opened and is
// good for one proposal (its nonce is kept with it); a field that only programs fill; a time no reader can beat.
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IdSource } from '~/shared/ids';

/** Nobody reads and writes faster. */
export const MIN_FILL_MS = 2500;
/** A form left open longer is asked again; what was typed stays. */
export const MAX_AGE_MS = 7 * 86_400_000;

const sign = (formKey: string, code: string, issued: string, nonce: string) =>
  createHmac('sha256', formKey).update(`${code}.${issued}.${nonce}`).digest('hex').slice(0, 40);

export interface TokenOwner {
  readonly code: string;
  readonly formKey: string;
}

/** A token for one form of one discussion, opened at `now`. */
export function issueFormToken({ code, formKey }: TokenOwner, now: Date, newId: IdSource): string {
  const issued = now.getTime().toString(36);
  const nonce = newId('n').slice(2);
  return `${issued}.${nonce}.${sign(formKey, code, issued, nonce)}`;
}

export type TokenCheck =
  | { readonly ok: true; readonly nonce: string }
  | { readonly ok: false; readonly why: 'foreign' | 'too-fast' | 'too-old' };

export function checkFormToken({ code, formKey }: TokenOwner, token: string, now: Date): TokenCheck {
  const [issued = '', nonce = '', mac = ''] = token.split('.');
  const wanted = Buffer.from(sign(formKey, code, issued, nonce));
  const given = Buffer.from(mac);
  if (nonce === '' || given.length !== wanted.length || !timingSafeEqual(given, wanted))
    return { ok: false, why: 'foreign' };
  const age = now.getTime() - Number.parseInt(issued, 36);
  if (age > MAX_AGE_MS) return { ok: false, why: 'too-old' };
  return age < MIN_FILL_MS ? { ok: false, why: 'too-fast' } : { ok: true, nonce };
}
