// Who may speak about a document: whoever may read it and takes part in it. Pure.
import { mayRead, tokensOfActor } from '~/modules/identity';
import type { Actor } from '~/shared/context';
import type { Document } from '../documents.schema';

type Subject = Pick<Document, 'owner' | 'participants' | 'visibility'>;

/** A participant who was only given the text to read. */
const READS_ONLY = 'reader';

export const remarkPolicy = {
  /**
   * Participants (persons, people of invited organisations, guests by personal link) other than mere readers, and the
   * people of the owning organisation.
   */
  remark(actor: Actor, document: Subject): boolean {
    if (actor.type === 'system') return true;
    if (!mayRead(actor, document)) return false;
    const tokens = new Set(tokensOfActor(actor));
    const takesPart = document.participants.some(
      ({ subject, role }) => role !== READS_ONLY && tokens.has(subject),
    );
    return takesPart || (actor.type === 'user' && tokens.has(`org:${document.owner}`));
  },
};
