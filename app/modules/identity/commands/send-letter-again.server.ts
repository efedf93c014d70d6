// A letter the mail server did not take is due again.
import type { Context } from '~/shared/context';
import { identityEvent } from '../events';
import type { LetterDeps } from '../identity.deps';
import { assertMayReadLetters } from '../queries/read-letters.server';

/** Idempotent; a letter that was sent stays sent. Throws `identity/not-administrator`. */
export const sendLetterAgain =
  (deps: LetterDeps) =>
  async (ctx: Context, { fileName }: { readonly fileName: string }): Promise<void> => {
    await assertMayReadLetters(deps, ctx);
    const letter = (await deps.outbox.list()).find((one) => one.fileName === fileName);
    if (!letter?.fault) return;
    const event = identityEvent(
      ctx,
      'user.letter-sent-again',
      { type: 'user', id: ctx.actor.id },
      { fileName },
    );
    await deps.people.changeUser(ctx.actor.id, () => ({ set: {}, events: [event] }));
    await deps.outbox.markFault(fileName, null);
  };
