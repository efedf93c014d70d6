// The marks of a restore that was begun: a file in the data folder, and a document in a database that is not ours
// alone. While one stands the data are not whole, and nothing may start on them.
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Db } from 'mongodb';
import { z } from 'zod';
import { writeFileAtomically } from '../files/atomic-write.server';
import { fail } from './errors';

export const MARK_COLLECTION = 'restoreMark';

const MarkSchema = z.object({
  /** Name of the archive, for a person. */
  archive: z.string(),
  /** SHA-256 of its manifest: says whether it is the same one. */
  manifest: z.string(),
  at: z.string(),
  /** `loading`: the old data stand untouched; `swapping`: folders are being exchanged. */
  phase: z.enum(['loading', 'swapping']),
  /** Name of the folder, below the data folder, where the old data go. */
  aside: z.string().regex(/^before-[0-9TZ]+$/),
});
export type Mark = z.infer<typeof MarkSchema>;

const fileOf = (dataDir: string): string => join(dataDir, 'restore.json');

export async function readMark(dataDir: string): Promise<Mark | null> {
  try {
    return MarkSchema.parse(JSON.parse(await readFile(fileOf(dataDir), 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

export const writeMark = (dataDir: string, mark: Mark): Promise<void> =>
  writeFileAtomically(fileOf(dataDir), `${JSON.stringify(mark)}\n`);

export const removeMark = (dataDir: string): Promise<void> => rm(fileOf(dataDir), { force: true });

export interface MarkDocument {
  _id: string;
  archive: string;
  manifest: string;
  at: string;
}

export async function readDatabaseMark(db: Db): Promise<MarkDocument | null> {
  return await db.collection<MarkDocument>(MARK_COLLECTION).findOne({ _id: 'restore' });
}

/**
 * For whoever opens an installation: throws backup/unfinished when a restore was begun here and not ended.
 * `db` is looked at too when given.
 */
export async function assertNoUnfinishedRestore(at: { dataDir: string; db?: Db }): Promise<void> {
  const mark = await readMark(at.dataDir);
  // In the phase of loading the old data are still whole: that restore simply did not happen.
  if (mark?.phase === 'swapping') throw fail('unfinished', { archive: mark.archive, at: mark.at });
  const inDatabase = at.db ? await readDatabaseMark(at.db) : null;
  if (inDatabase) throw fail('unfinished', { archive: inDatabase.archive, at: inDatabase.at });
}
