// Opening a personal link: a code goes to the address it was issued for, so that the link alone opens nothing.
import type { Actor, Context } from '~/shared/context';
import { sha256Hex } from '~/shared/sha256.server';
import { identityError } from '../errors';
import { identityEvent } from '../events';
import type { IdentityDeps } from '../identity.deps';
import { codeLetter } from '../letters';
import { assertLinkActive, linkState } from '../link-state';
import type { PersonalLink } from '../links.schema';
import { newMailCode, newToken } from '../secrets.server';

const CODE_MS = 10 * 60_000;
const HOUR_MS = 3_600_000;
const CODES_AN_HOUR = 5;
const TRIES = 5;
const SESSION_MS = 7 * 24 * HOUR_MS;

async function activeLink(deps: IdentityDeps, ctx: Context, token: string): Promise<PersonalLink> {
  const link = await deps.secrets.links.findByTokenHash(sha256Hex(token));
  if (!link) throw identityError('link-unknown');
  assertLinkActive(link, ctx.now());
  return link;
}

/** `i…@example.org`: enough to know one's own address, not enough to learn another's. */
const hiddenEmail = (email: string): string => email.replace(/^(.).*(@.*)$/, '$1…$2');

/** What the page of a link shows before the code. Throws `identity/link-unknown`, `-revoked`, `-expired`. */
export const getPersonalLink =
  (deps: IdentityDeps) =>
  async (ctx: Context, input: { readonly token: string }): Promise<{ email: string; issuedBy: string }> => {
    const link = await activeLink(deps, ctx, input.token);
    return { email: hiddenEmail(link.person.email), issuedBy: link.issuedBy.name };
  };

/**
 * Sends a six-digit code for ten minutes; the returned secret ties it to the asking browser. Throws the errors of
 * {@link getPersonalLink}, `identity/link-codes` past five an hour, `mail/…`.
 */
export const sendLinkCode =
  (deps: IdentityDeps) =>
  async (
    ctx: Context,
    input: { readonly token: string },
  ): Promise<{ challenge: string; expiresAt: Date }> => {
    const link = await activeLink(deps, ctx, input.token);
    const now = ctx.now().getTime();
    const sent = await deps.secrets.challenges.countSince(link._id, new Date(now - HOUR_MS));
    if (sent >= CODES_AN_HOUR) throw identityError('link-codes');
    const challenge = newToken();
    const code = newMailCode();
    const _id = ctx.newId('chl');
    const expiresAt = new Date(now + CODE_MS);
    await deps.secrets.challenges.insert({
      schemaVersion: 1,
      _id,
      kind: 'link',
      tokenHash: sha256Hex(challenge),
      subjectId: link._id,
      codeHash: deps.sealer.hash(code, _id),
      failures: 0,
      createdAt: ctx.now(),
      // Kept for an hour, so that codes can be counted; the code itself ends sooner.
      expiresAt: new Date(now + HOUR_MS),
    });
    await deps.mailer.send(codeLetter(link, { code, challengeId: _id }));
    return { challenge, expiresAt };
  };

/**
 * Takes the code and opens a session for that one target. Throws `identity/link-code-wrong`, `-code-over`, and the
 * errors of {@link getPersonalLink}.
 */
export const openPersonalLink =
  (deps: IdentityDeps) =>
  async (
    ctx: Context,
    input: { readonly token: string; readonly challenge: string; readonly code: string },
  ): Promise<{ session: string; documentId: string; expiresAt: Date }> => {
    const link = await activeLink(deps, ctx, input.token);
    await takeCode(deps, ctx, link, input);
    const actor = guestOf(link);
    const opened = identityEvent(
      { ...ctx, actor },
      'link.opened',
      { type: 'link', id: link._id },
      { documentId: link.target.id },
    );
    await deps.secrets.links.change(link._id, (one) => {
      assertLinkActive(one, ctx.now());
      return { set: { openedAt: one.openedAt ?? ctx.now() }, events: [opened] };
    });
    const session = newToken();
    const expiresAt = new Date(Math.min(ctx.now().getTime() + SESSION_MS, link.expiresAt.getTime()));
    await deps.secrets.guestSessions.insert({
      schemaVersion: 1,
      _id: ctx.newId('gst'),
      tokenHash: sha256Hex(session),
      linkId: link._id,
      createdAt: ctx.now(),
      expiresAt,
    });
    return { session, documentId: link.target.id, expiresAt };
  };

async function takeCode(
  deps: IdentityDeps,
  ctx: Context,
  link: PersonalLink,
  input: { readonly challenge: string; readonly code: string },
): Promise<void> {
  const { challenges } = deps.secrets;
  const found = await challenges.findByTokenHash(sha256Hex(input.challenge));
  const ended = found && found.createdAt.getTime() + CODE_MS <= ctx.now().getTime();
  if (found?.subjectId !== link._id || ended || found.failures >= TRIES)
    throw identityError('link-code-over');
  const tried = await challenges.countTry(found._id);
  if (!tried || tried.failures > TRIES) throw identityError('link-code-over');
  if (deps.sealer.hash(input.code.replace(/\D/g, ''), found._id) === found.codeHash) {
    // A taken code stays counted until it ends, but opens nothing more.
    if (await challenges.spend(found._id)) return;
    throw identityError('link-code-over');
  }
  if (tried.failures >= TRIES) throw identityError('link-code-over');
  throw identityError('link-code-wrong', { left: TRIES - tried.failures });
}

/** The bearer of a link as commands see him. */
const guestOf = (link: PersonalLink): Actor => ({
  type: 'guest',
  id: link._id,
  name: link.person.name,
  memberships: [],
});

/** Of several guest secrets of one browser the one that opens the document; null when none does (any more). */
export const resolveGuest =
  (deps: IdentityDeps) =>
  async (
    tokens: readonly string[],
    target: { readonly documentId: string },
    now: Date,
  ): Promise<{ actor: Actor } | null> => {
    for (const token of tokens) {
      const session = await deps.secrets.guestSessions.findByTokenHash(sha256Hex(token));
      if (!session || session.expiresAt <= now) continue;
      const link = await deps.secrets.links.find(session.linkId);
      if (link?.target.id === target.documentId && linkState(link, now) === 'active')
        return { actor: guestOf(link) };
    }
    return null;
  };
