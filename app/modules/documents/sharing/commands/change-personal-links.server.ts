// Personal links of one document: the link lives in identity, its bearer is a participant `guest:<link id>`. The link is
// made before he takes part and closed before he is taken out: a crash between leaves nothing open.
import { endOfDay } from '~/modules/rules';
import type { Context } from '~/shared/context';
import type { DocumentsDeps } from '../../documents.deps';
import { documentError } from '../../errors';
import { documentEvent } from '../../events';
import { assertMayShare } from '../shared-document.server';
import {
  type IssueLinkInput,
  IssueLinkInputSchema,
  type LinkInput,
  LinkInputSchema,
} from '../sharing.inputs';
import { participantOf, sharingOf, withoutParticipant, withParticipant } from '../sharing.rules';

const DAY_MS = 24 * 3_600_000;
const LONGEST_DAYS = 366;

const guest = (linkId: string) => `guest:${linkId}`;

async function termOf(deps: DocumentsDeps, ctx: Context, owner: string, expiresOn: string): Promise<Date> {
  const expiresAt = endOfDay(expiresOn, await deps.timeZone(owner));
  const days = (expiresAt.getTime() - ctx.now().getTime()) / DAY_MS;
  if (days <= 0.5 || days > LONGEST_DAYS) throw documentError('link-term');
  return expiresAt;
}

/**
 * Gives one person without an account a link to the current version. Throws documents/not-found, forbidden,
 * wrong-state, link-term, mail/….
 */
export const issuePersonalLink =
  (deps: DocumentsDeps) =>
  async (ctx: Context, raw: IssueLinkInput): Promise<{ linkId: string }> => {
    const { documentId, role, expiresOn, ...person } = IssueLinkInputSchema.parse(raw);
    const before = await deps.repository.getById(documentId);
    assertMayShare(ctx, before);
    const { linkId } = await deps.sharing.issueLink(ctx, {
      documentId,
      versionSha256: before.currentVersion.sha256,
      title: before.title,
      person,
      role,
      expiresAt: await termOf(deps, ctx, before.owner, expiresOn),
    });
    const added = participantOf(guest(linkId), role, []);
    await deps.repository.mutate(documentId, (document) => {
      assertMayShare(ctx, document);
      const participants = withParticipant(document, added, person.name);
      const event = documentEvent(ctx, 'document.participant-added', added, { name: person.name });
      return {
        set: { ...sharingOf(document, { participants }), updatedAt: ctx.now() },
        events: [event],
        result: null,
      };
    });
    deps.nudgeOutbox();
    return { linkId };
  };

async function getLink(deps: DocumentsDeps, ctx: Context, { documentId, linkId }: LinkInput) {
  const links = await deps.sharing.listLinks({ documentId, now: ctx.now() });
  const link = links.find(({ id }) => id === linkId);
  if (!link) throw documentError('link-absent');
  return link;
}

/** A new letter about the current version; the former link dies. Throws also documents/link-absent, identity/link-…. */
export const resendPersonalLink =
  (deps: DocumentsDeps) =>
  async (ctx: Context, raw: LinkInput): Promise<void> => {
    const input = LinkInputSchema.parse(raw);
    const document = await deps.repository.getById(input.documentId);
    assertMayShare(ctx, document);
    await getLink(deps, ctx, input);
    const { currentVersion, title } = document;
    await deps.sharing.resendLink(ctx, { linkId: input.linkId, versionSha256: currentVersion.sha256, title });
    deps.nudgeOutbox();
  };

/** Closes the link at once. Throws documents/not-found, forbidden, wrong-state, link-absent. Idempotent. */
export const revokePersonalLink =
  (deps: DocumentsDeps) =>
  async (ctx: Context, raw: LinkInput): Promise<void> => {
    const input = LinkInputSchema.parse(raw);
    assertMayShare(ctx, await deps.repository.getById(input.documentId));
    const { name } = await getLink(deps, ctx, input);
    await deps.sharing.revokeLink(ctx, { linkId: input.linkId });
    await deps.repository.mutate(input.documentId, (document) => {
      const subject = guest(input.linkId);
      if (!document.participants.some((one) => one.subject === subject))
        return { set: {}, events: [], result: null };
      const participants = withoutParticipant(document, subject);
      const event = documentEvent(ctx, 'document.participant-removed', { subject }, { name });
      return {
        set: { ...sharingOf(document, { participants }), updatedAt: ctx.now() },
        events: [event],
        result: null,
      };
    });
    deps.nudgeOutbox();
  };
