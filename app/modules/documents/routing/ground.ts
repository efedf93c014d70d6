import type { z } from 'zod';
import type { Decision } from '~/modules/workflows';
import { documentError } from '../errors';
import type { GroundInputSchema } from './routing.inputs';

/** The act or protocol of a form; null when none is named. Throws documents/ground-incomplete. */
export function groundOf(input: z.output<typeof GroundInputSchema>): Decision['ground'] {
  const { groundKind, groundName, groundDate: date, groundNumber: number } = input;
  if (groundKind === '') return null;
  if (!groundName || !date || !number) throw documentError('ground-incomplete');
  return groundKind === 'act'
    ? { kind: 'act', act: groundName, date, number }
    : { kind: 'protocol', body: groundName, date, number };
}
