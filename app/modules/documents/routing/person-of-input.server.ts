import type { AssigneeSeed } from '~/modules/workflows';
import type { DocumentsDeps } from '../documents.deps';
import { documentError } from '../errors';

export interface PersonInput {
  readonly subject: string;
  readonly name: string;
  readonly position: string;
  readonly organisation: string;
  readonly email: string;
}

/** A person of the directory as it knows him, else as he was typed. Throws documents/participant-unknown, approver-unnamed. */
export async function seedOfInput(deps: DocumentsDeps, input: PersonInput): Promise<AssigneeSeed> {
  if (input.subject) {
    const card = await deps.sharing.findPerson(input.subject.slice('user:'.length));
    if (!card) throw documentError('participant-unknown');
    const { id, name, position, organisation } = card;
    return { userId: id, name, position, organisation };
  }
  if (!input.name) throw documentError('approver-unnamed');
  return {
    name: input.name,
    position: input.position || null,
    organisation: input.organisation || null,
    email: input.email || null,
  };
}
