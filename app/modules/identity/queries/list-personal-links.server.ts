import type { IdentityDeps } from '../identity.deps';
import { type LinkState, linkState } from '../link-state';

/** A personal link as the owner of its target shows it. */
export interface PersonalLinkView {
  readonly id: string;
  readonly name: string;
  readonly organisation: string;
  readonly position: string;
  readonly email: string;
  readonly role: string;
  readonly versionSha256: string;
  readonly state: LinkState;
  readonly expiresAt: string;
  readonly openedAt: string | null;
  readonly letters: number;
}

/** Links of one document; the caller has checked that the actor may see them. */
export const listPersonalLinks =
  (deps: IdentityDeps) =>
  async (input: { readonly documentId: string; readonly now: Date }): Promise<PersonalLinkView[]> =>
    (await deps.secrets.links.listOfTarget(input.documentId)).map((link) => ({
      id: link._id,
      ...link.person,
      role: link.role,
      versionSha256: link.target.versionSha256,
      state: linkState(link, input.now),
      expiresAt: link.expiresAt.toISOString(),
      openedAt: link.openedAt?.toISOString() ?? null,
      letters: link.letters,
    }));

/** The version a guest was asked about; null for an unknown link. */
export const findAskedVersion =
  (deps: IdentityDeps) =>
  async (linkId: string): Promise<string | null> =>
    (await deps.secrets.links.find(linkId))?.target.versionSha256 ?? null;
