// Codes that people read from paper and type: no letters that look like digits, any case, hyphens optional.
import { sha256Hex } from '~/shared/sha256.server';

/** What was typed, as it is stored. */
export function normaliseTyped(typed: string): string {
  return typed
    .slice(0, 80)
    .toLowerCase()
    .replace(/[^0-9a-zо]/g, '')
    .replace(/[oо]/g, '0')
    .replace(/[il]/g, '1');
}

const tail = (id: string, length: number) =>
  id
    .replace(/^[a-z]+_/, '')
    .slice(-length)
    .padStart(length, '0');

/** Ten characters, 50 random bits: the page is not listed, so it must not be guessed. */
export const discussionCodeFrom = (id: string): string => tail(id, 10);
/** Twenty characters, 100 random bits: it opens a person's own proposal. */
export const receiptFrom = (id: string): string => tail(id, 20);
/** «k7m2q-9x4tn-…» for reading aloud. */
export const spacedReceipt = (receipt: string): string => receipt.replace(/(.{5})(?=.)/g, '$1-');
export const receiptHash = (receipt: string): string => sha256Hex(`khartia-receipt:${receipt}`);
