// Codes of an authenticator app (RFC 6238: SHA-1, six digits, thirty seconds). Pure but for the secret's seal.
import { Secret, TOTP } from 'otpauth';
import { identityError } from './errors';
import type { Totp } from './identity.schema';

const STEP_MS = 30_000;
const ISSUER = 'Хартия';

const codesOf = (secret: string, label: string) =>
  new TOTP({ issuer: ISSUER, label, secret: Secret.fromBase32(secret), digits: 6, period: 30 });

/** 160 bits, as base32. */
export const newTotpSecret = (): string => new Secret({ size: 20 }).base32;

/** `otpauth://…` for a QR code. */
export const totpUri = (secret: string, label: string): string => codesOf(secret, label).toString();

/** The key in groups of four, for typing by hand. */
export const manualKey = (secret: string): string => (secret.match(/.{1,4}/g) ?? []).join(' ');

/** The time step of a code that is right now or one step beside it; null for a wrong one. */
export function stepOfCode(secret: string, code: string, now: Date): number | null {
  const digits = code.replace(/\D/g, '');
  if (digits.length !== 6) return null;
  const delta = codesOf(secret, '').validate({ token: digits, timestamp: now.getTime(), window: 1 });
  return delta === null ? null : Math.floor(now.getTime() / STEP_MS) + delta;
}

/** The state after this code was taken. Throws `identity/code-wrong` for a wrong code and for a step already used. */
export function takeStep(totp: Totp, secret: string, code: string, now: Date): Totp {
  const step = stepOfCode(secret, code, now);
  if (step === null || step <= totp.lastStep) throw identityError('code-wrong');
  return { ...totp, lastStep: step };
}

/** A recovery code as it was printed, however it was typed. */
export const normaliseRecoveryCode = (typed: string): string => {
  const signs = typed.toLowerCase().replace(/[^a-z0-9]/g, '');
  return `${signs.slice(0, 5)}-${signs.slice(5)}`;
};

/** The state after a recovery code was used; null when the hash is of none that is left. */
export function takeRecovery(totp: Totp, hash: string, now: Date): Totp | null {
  if (!totp.recovery.some((one) => one.hash === hash && one.usedAt === null)) return null;
  return {
    ...totp,
    recovery: totp.recovery.map((one) => (one.hash === hash ? { ...one, usedAt: now } : one)),
  };
}

export const recoveryLeft = (totp: Totp): number =>
  totp.recovery.filter(({ usedAt }) => usedAt === null).length;
