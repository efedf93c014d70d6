import { isDuplicateKey } from '~/platform/storage/duplicate-key.server';
import type { LooseModel } from '~/platform/storage/loose-model.server';

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
