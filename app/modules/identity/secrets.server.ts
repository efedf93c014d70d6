// Secrets that travel in links, cookies and letters; the store keeps hashes of them.
import { randomBytes, randomInt } from 'node:crypto';
import { canonicalJson } from '~/shared/canonical-json';
import { sha256Hex } from '~/shared/sha256.server';
import type { User } from './identity.schema';

/** A token for a link or a cookie, 192 bits. */
export const newToken = (): string => randomBytes(24).toString('base64url');

/** Six digits for a letter. */
export const newMailCode = (): string => String(randomInt(0, 1_000_000)).padStart(6, '0');

const RECOVERY_ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const letters = (count: number) =>
  Array.from({ length: count }, () => RECOVERY_ALPHABET[randomInt(RECOVERY_ALPHABET.length)]).join('');

/** «abcde-fghjk», about 49 bits. */
export const newRecoveryCode = (): string => `${letters(5)}-${letters(5)}`;

/** What an administrator's form was made from: changes with the card, not with every sign-in. */
export const personStamp = (user: Pick<User, 'name' | 'memberships' | 'status'>): string =>
  sha256Hex(canonicalJson([user.name, user.memberships, user.status])).slice(0, 16);
