// When one edition takes the place of another. Pure.
import type { Document } from '../documents.schema';
import { documentError } from '../errors';

/** The day a new edition is in force; null for a document that replaces nothing. Throws documents/force-day. */
export function forceDay(
  document: Pick<Document, 'supersedes' | 'adoption'>,
  asked: string | undefined,
): string | null {
  if (!document.supersedes || !document.adoption) return null;
  const { date } = document.adoption;
  if (asked && asked < date) throw documentError('force-day', { date });
  return asked ?? date;
}

/** An abandoned edition does not stand in the way of another. */
export const isOpenEdition = (edition: Pick<Document, 'state'> | null): boolean =>
  edition !== null && edition.state !== 'rejected';
