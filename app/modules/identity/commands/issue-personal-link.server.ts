// Personal links of people without an account. Who may issue, send again or revoke one is decided by the owner of the
// target (documents): these commands are called by it, after its own policy.
import type { Context } from '~/shared/context';
import { sha256Hex } from '~/shared/sha256.server';
import { identityEvent } from '../events';
import type { IdentityDeps } from '../identity.deps';
import { linkLetter } from '../letters';
import { assertLinkActive } from '../link-state';
import type { PersonalLink } from '../links.schema';
import { newToken } from '../secrets.server';

export interface IssueLinkInput {
  readonly documentId: string;
  readonly versionSha256: string;
  /** Title of the document, for the letter. */
  readonly title: string;
  readonly person: PersonalLink['person'];
  readonly role: string;
  readonly expiresAt: Date;
}

const urlOf = (deps: IdentityDeps, token: string) => `${deps.siteUrl()}/l/${token}`;

/** Makes the link and sends it; the store holds its hash. Throws `mail/…`. */
export const issuePersonalLink =
  (deps: IdentityDeps) =>
  async (ctx: Context, input: IssueLinkInput): Promise<{ linkId: string }> => {
    const token = newToken();
    const link = newLink(ctx, input, sha256Hex(token));
    await deps.secrets.links.insert(link);
    await deps.mailer.send(linkLetter(link, { title: input.title, url: urlOf(deps, token) }));
    return { linkId: link._id };
  };

function newLink(ctx: Context, input: IssueLinkInput, tokenHash: string): PersonalLink {
  const _id = ctx.newId('lnk');
  const { documentId, versionSha256, person, role, expiresAt } = input;
  const issued = identityEvent(
    ctx,
    'link.issued',
    { type: 'link', id: _id },
    { documentId, versionSha256, role, expiresAt: expiresAt.toISOString() },
    { name: person.name, email: person.email },
  );
  return {
    schemaVersion: 1,
    version: 1,
    eventSeq: 1,
    outbox: [issued(1)],
    _id,
    tokenHash,
    target: { type: 'document', id: documentId, versionSha256 },
    person,
    role,
    issuedBy: { id: ctx.actor.id, name: ctx.actor.name },
    createdAt: ctx.now(),
    letters: 1,
    expiresAt,
    openedAt: null,
    revokedAt: null,
  };
}

/** A new letter about the given version, with a new link; the former link dies, open pages of it stay. */
export const resendPersonalLink =
  (deps: IdentityDeps) =>
  async (
    ctx: Context,
    input: { readonly linkId: string; readonly versionSha256: string; readonly title: string },
  ): Promise<void> => {
    const token = newToken();
    const renewed = (link: PersonalLink) => ({
      tokenHash: sha256Hex(token),
      letters: link.letters + 1,
      target: { ...link.target, versionSha256: input.versionSha256 },
    });
    const before = await deps.secrets.links.change(input.linkId, (link) => {
      assertLinkActive(link, ctx.now());
      const event = identityEvent(
        ctx,
        'link.sent-again',
        { type: 'link', id: link._id },
        { versionSha256: input.versionSha256, letter: link.letters + 1 },
      );
      return { set: renewed(link), events: [event] };
    });
    await deps.mailer.send(
      linkLetter({ ...before, ...renewed(before) }, { title: input.title, url: urlOf(deps, token) }),
    );
  };

/** Closes the link and every page opened by it. Idempotent. */
export const revokePersonalLink =
  (deps: IdentityDeps) =>
  async (ctx: Context, input: { readonly linkId: string }): Promise<void> => {
    await deps.secrets.links.change(input.linkId, (link) => {
      if (link.revokedAt) return { set: {}, events: [] };
      const event = identityEvent(
        ctx,
        'link.revoked',
        { type: 'link', id: link._id },
        { documentId: link.target.id },
      );
      return { set: { revokedAt: ctx.now() }, events: [event] };
    });
    await deps.secrets.guestSessions.removeOfLink(input.linkId);
  };
