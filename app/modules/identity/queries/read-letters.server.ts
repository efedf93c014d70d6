// Letters that were kept because no mail server is set.
import type { OutboxMailer } from '~/platform/mail/index.server';
import { readEml } from '~/platform/mail/index.server';
import type { Context } from '~/shared/context';
import { hostOrganisationId } from '../commands/set-up.server';
import { identityError } from '../errors';
import type { IdentityDeps } from '../identity.deps';
import { canReadOutbox } from '../policy';

const MOST = 200;

export interface LetterRow {
  fileName: string;
  at: string;
  to: string;
  subject: string;
}

async function assertMayRead(deps: IdentityDeps, ctx: Context): Promise<void> {
  if (!canReadOutbox(ctx.actor, await hostOrganisationId(deps)())) throw identityError('not-administrator');
}

/** Newest first, at most 200; null when letters go out by a mail server. Throws `identity/not-administrator`. */
export const listLetters =
  (deps: IdentityDeps & { readonly outbox: OutboxMailer | null }) =>
  async (ctx: Context): Promise<LetterRow[] | null> => {
    await assertMayRead(deps, ctx);
    if (!deps.outbox) return null;
    const rows: LetterRow[] = [];
    for (const { fileName, at } of (await deps.outbox.list()).slice(0, MOST)) {
      const eml = await deps.outbox.read(fileName);
      if (eml === null) continue;
      const { to, subject } = readEml(eml);
      rows.push({ fileName, at: at.toISOString(), to, subject });
    }
    return rows;
  };

/** One letter; null when there is none of this name. Throws `identity/not-administrator`. */
export const findLetter =
  (deps: IdentityDeps & { readonly outbox: OutboxMailer | null }) =>
  async (
    ctx: Context,
    input: { readonly fileName: string },
  ): Promise<{ to: string; subject: string; text: string; eml: string } | null> => {
    await assertMayRead(deps, ctx);
    const eml = (await deps.outbox?.read(input.fileName)) ?? null;
    return eml === null ? null : { ...readEml(eml), eml };
  };
