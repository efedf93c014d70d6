import type { Context } from '~/shared/context';
import { canErasePersonal } from '../audit.policy';
import type { AuditRepository } from '../audit.repository.server';
import { fail } from '../errors';

/**
 * Erases salts and values of a person beside the chain; the chain itself stays whole and verifiable.
 * Idempotent; returns how many values were erased. Throws `audit/erase-forbidden`.
 */
export const erasePersonal =
  ({ repository }: { readonly repository: AuditRepository }) =>
  async (ctx: Context, input: { readonly personId: string }): Promise<number> => {
    if (!canErasePersonal(ctx.actor)) throw fail('erase-forbidden');
    return repository.erasePersonal(input.personId, ctx.now());
  };
