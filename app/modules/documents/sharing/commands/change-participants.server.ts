// Adding, changing and removing people and organisations with accounts.
import type { Context } from '~/shared/context';
import type { DocumentsDeps, SubjectCard } from '../../documents.deps';
import { documentError } from '../../errors';
import { documentEvent } from '../../events';
import { assertMayShare, assertSections, assertSeenSharing } from '../shared-document.server';
import {
  type AddParticipantInput,
  AddParticipantInputSchema,
  type ChangeParticipantInput,
  ChangeParticipantInputSchema,
  type RemoveParticipantInput,
  RemoveParticipantInputSchema,
} from '../sharing.inputs';
import { participantOf, sharingOf, withChanged, withoutParticipant, withParticipant } from '../sharing.rules';

async function getSubject(deps: DocumentsDeps, subject: string): Promise<SubjectCard> {
  const card = await deps.sharing.findSubject(subject);
  if (!card) throw documentError('participant-unknown', { subject });
  return card;
}

/**
 * Lets somebody take part; additions of different people commute. Throws documents/not-found, forbidden, wrong-state,
 * participant-unknown, participant-exists, section-unknown.
 */
export const addParticipant =
  (deps: DocumentsDeps) =>
  async (ctx: Context, raw: AddParticipantInput): Promise<void> => {
    const { documentId, subject, role, sections } = AddParticipantInputSchema.parse(raw);
    const before = await deps.repository.getById(documentId);
    assertMayShare(ctx, before);
    const { name } = await getSubject(deps, subject);
    await assertSections(deps, before, sections);
    const added = participantOf(subject, role, sections);
    await deps.repository.mutate(documentId, (document) => {
      assertMayShare(ctx, document);
      const participants = withParticipant(document, added, name);
      const event = documentEvent(ctx, 'document.participant-added', added, { name });
      return {
        set: { ...sharingOf(document, { participants }), updatedAt: ctx.now() },
        events: [event],
        result: null,
      };
    });
    deps.nudgeOutbox();
  };

/** Another role or other sections. Throws also documents/sharing-changed, participant-absent. */
export const changeParticipant =
  (deps: DocumentsDeps) =>
  async (ctx: Context, raw: ChangeParticipantInput): Promise<void> => {
    const { documentId, subject, role, sections, stamp } = ChangeParticipantInputSchema.parse(raw);
    const before = await deps.repository.getById(documentId);
    assertMayShare(ctx, before);
    await assertSections(deps, before, sections);
    const name = (await deps.sharing.findSubject(subject))?.name ?? '';
    const changed = participantOf(subject, role, sections);
    await deps.repository.mutate(documentId, (document) => {
      assertMayShare(ctx, document);
      assertSeenSharing(document, stamp);
      const participants = withChanged(document, changed);
      const event = documentEvent(ctx, 'document.participant-changed', changed, { name });
      return {
        set: { ...sharingOf(document, { participants }), updatedAt: ctx.now() },
        events: [event],
        result: null,
      };
    });
    deps.nudgeOutbox();
  };

/** He no longer takes part; what he wrote stays. Throws also documents/sharing-changed, participant-absent. */
export const removeParticipant =
  (deps: DocumentsDeps) =>
  async (ctx: Context, raw: RemoveParticipantInput): Promise<void> => {
    const { documentId, subject, stamp } = RemoveParticipantInputSchema.parse(raw);
    const name = (await deps.sharing.findSubject(subject))?.name ?? '';
    await deps.repository.mutate(documentId, (document) => {
      assertMayShare(ctx, document);
      assertSeenSharing(document, stamp);
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
