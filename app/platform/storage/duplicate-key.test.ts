import { expect, it } from 'vitest';
import { isDuplicateKey, unlessDuplicate } from './duplicate-key.server';

it.each([
  [{ code: 11000 }, true],
  [{ code: 11000, writeErrors: [] }, true],
  [{ code: 11000, writeErrors: { code: 11000 } }, true],
  [{ code: 11000, writeErrors: [{ code: 11000 }, { code: 11000 }] }, true],
  [{ code: 11000, writeErrors: [{ code: 11000 }, { code: 121 }] }, false],
  [{ code: 121 }, false],
  [new Error('lost'), false],
  [null, false],
])('%j is a taken key: %s', async (error, taken) => {
  expect(isDuplicateKey(error)).toBe(taken);
  const waited = unlessDuplicate(Promise.reject(error));
  if (taken) await expect(waited).resolves.toBeUndefined();
  else await expect(waited).rejects.toBe(error);
});
