import type { LooseModel } from '~/platform/storage/loose-model.server';

/** True for the store's refusal of a second document with the same unique key. */
const isDuplicateKey = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 11000;

/** Inserts; false when the id (or another unique key) is taken. */
export async function insertOnce(model: LooseModel, document: { _id: string }): Promise<boolean> {
  try {
    await model.insertMany([document], { lean: true });
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}
