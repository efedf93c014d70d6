// Substitutes by period: who decides for whom, from day to day. Substitution does not pass on.
import { z } from 'zod';
import { DomainEventSchema } from '~/shared/domain-event';
import { documentError } from '../errors';

export const SubstitutionSchema = z.object({
  schemaVersion: z.literal(1),
  _id: z.string(),
  personId: z.string(),
  personName: z.string(),
  substituteId: z.string(),
  substituteName: z.string(),
  /** ISO days, both included. */
  from: z.string(),
  until: z.string(),
  reason: z.string(),
  createdBy: z.object({ id: z.string(), name: z.string() }),
  createdAt: z.date(),
  cancelledAt: z.date().nullable(),
  outbox: z.array(DomainEventSchema),
});
export type Substitution = z.infer<typeof SubstitutionSchema>;

const LONGEST_DAYS = 366;
const DAY_MS = 86_400_000;

type Period = Pick<Substitution, 'from' | 'until'>;
const overlap = (a: Period, b: Period) => a.from <= b.until && b.from <= a.until;

/**
 * The written rule for substitutes: nobody substitutes himself, one substitute at a time, and a substitute is himself at
 * work and speaks for nobody who is away in turn. Throws documents/substitute-….
 */
export function assertSubstitution(
  wanted: Period & Pick<Substitution, 'personId' | 'substituteId'>,
  known: readonly Substitution[],
  today: string,
): void {
  if (wanted.personId === wanted.substituteId) throw documentError('substitute-self');
  const days = (Date.parse(wanted.until) - Date.parse(wanted.from)) / DAY_MS;
  if (wanted.until < today || days < 0 || days > LONGEST_DAYS) throw documentError('substitute-term');
  const same = known.filter((one) => one.cancelledAt === null && overlap(one, wanted));
  if (same.some(({ personId }) => personId === wanted.personId)) throw documentError('substitute-twice');
  const absent = same.find(({ personId }) => personId === wanted.substituteId);
  if (absent) throw documentError('substitute-absent', { name: absent.personName });
  const chained = same.find(({ substituteId }) => substituteId === wanted.personId);
  if (chained) throw documentError('substitute-chain', { name: chained.personName });
}
