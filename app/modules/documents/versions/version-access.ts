// Which versions a person may see. Who reads the document reads its history; a guest by personal link sees the version
// he is asked about and those he decided on, nothing else (DESIGN §5).
import { tokensOfActor } from '~/modules/identity';
import type { Actor } from '~/shared/context';
import type { Document } from '../documents.schema';

interface Named {
  readonly number: number;
  readonly sha256: string;
}
type Asked = Pick<Document, 'route' | 'currentVersion'>;

/** Hashes a guest may see. `asked` is the version his link names, where it names one. */
function guestHashes(actor: Actor, { route, currentVersion }: Asked, asked: string | null): Set<string> {
  const seen = new Set<string>(asked === null ? [] : [asked]);
  const tokens = new Set(tokensOfActor(actor));
  const places = (route?.steps ?? []).flatMap((step) =>
    step.assignees.filter(({ token }) => tokens.has(token)),
  );
  const keys = new Set(places.map(({ key }) => key));
  if (route && places.length > 0) seen.add(route.versionSha256);
  for (const decision of route?.decisions ?? []) {
    if (keys.has(decision.assigneeKey)) seen.add(decision.versionSha256);
  }
  if (seen.size === 0) seen.add(currentVersion.sha256);
  return seen;
}

/** A filter of versions for this person. */
export function seesVersion(
  actor: Actor,
  document: Asked,
  asked: string | null = null,
): (version: Named) => boolean {
  if (actor.type !== 'guest') return () => true;
  const hashes = guestHashes(actor, document, asked);
  return ({ sha256 }) => hashes.has(sha256);
}
