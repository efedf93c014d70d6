// Letters of the outbox: those that wait, because no mail server is set or it did not take them, and the sent ones.
import { readEml } from '~/platform/mail/index.server';
import type { Context } from '~/shared/context';
import { hostOrganisationId } from '../commands/set-up.server';
import { identityError } from '../errors';
import type { LetterDeps } from '../identity.deps';
import { canReadOutbox } from '../policy';

const MOST = 200;

export interface LetterRow {
  fileName: string;
  at: string;
  to: string;
  subject: string;
  sent: boolean;
  /** What the mail server said; `again` = it will be tried again by itself. */
  fault: { reason: string; again: boolean } | null;
}

export async function assertMayReadLetters(deps: LetterDeps, ctx: Context): Promise<void> {
  if (!canReadOutbox(ctx.actor, await hostOrganisationId(deps)())) throw identityError('not-administrator');
}

/** Newest first, at most 200; `bySmtp` = letters go out by a mail server. Throws `identity/not-administrator`. */
export const listLetters =
  (deps: LetterDeps) =>
  async (ctx: Context): Promise<{ bySmtp: boolean; letters: LetterRow[] }> => {
    await assertMayReadLetters(deps, ctx);
    const letters: LetterRow[] = [];
    for (const { fileName, at, sent, fault } of (await deps.outbox.list()).slice(0, MOST)) {
      const eml = await deps.outbox.read(fileName);
      if (eml === null) continue;
      const { to, subject } = readEml(eml);
      letters.push({
        fileName,
        at: at.toISOString(),
        to,
        subject,
        sent,
        fault: fault && { reason: fault.reason, again: fault.nextAt !== null },
      });
    }
    return { bySmtp: deps.bySmtp, letters };
  };

/** One letter; null when there is none of this name. Throws `identity/not-administrator`. */
export const findLetter =
  (deps: LetterDeps) =>
  async (
    ctx: Context,
    input: { readonly fileName: string },
  ): Promise<{ to: string; subject: string; text: string; eml: string } | null> => {
    await assertMayReadLetters(deps, ctx);
    const eml = await deps.outbox.read(input.fileName);
    return eml === null ? null : { ...readEml(eml), eml };
  };
