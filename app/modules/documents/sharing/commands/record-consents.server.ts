// Consent of an organisation to stand in the document with its name and logo. Silence is no consent: «not asked»,
// «asked», «given» and «refused» are told apart.
import type { Context } from '~/shared/context';
import type { DocumentsDeps } from '../../documents.deps';
import { assertAllowed, assertReadable, documentPolicy } from '../../documents.policy';
import { assertPossible } from '../../documents.rules';
import type { Document, NameConsent } from '../../documents.schema';
import { documentError } from '../../errors';
import { documentEvent } from '../../events';
import { assertMayShare } from '../shared-document.server';
import {
  type AnswerConsentInput,
  AnswerConsentInputSchema,
  type AskConsentInput,
  AskConsentInputSchema,
} from '../sharing.inputs';

const withConsent = (document: Document, consent: NameConsent): NameConsent[] => [
  ...document.nameConsents.filter(({ subject }) => subject !== consent.subject),
  consent,
];

async function nameOf(deps: DocumentsDeps, subject: string): Promise<string> {
  if (subject.startsWith('name:')) return subject.slice('name:'.length);
  const card = await deps.sharing.findSubject(subject);
  if (!card) throw documentError('participant-unknown', { subject });
  return card.name;
}

/**
 * Notes that the organisation was asked, also anew after a refusal. Throws documents/not-found, forbidden,
 * wrong-state, participant-unknown; consent-answered when consent is already given.
 */
export const askNameConsent =
  (deps: DocumentsDeps) =>
  async (ctx: Context, raw: AskConsentInput): Promise<void> => {
    const { documentId, subject } = AskConsentInputSchema.parse(raw);
    assertMayShare(ctx, await deps.repository.getById(documentId));
    const name = await nameOf(deps, subject);
    await deps.repository.mutate(documentId, (document) => {
      assertMayShare(ctx, document);
      const known = document.nameConsents.find((one) => one.subject === subject);
      if (known?.status === 'given') throw documentError('consent-answered');
      if (known?.status === 'asked') return { set: {}, events: [], result: null };
      const consent: NameConsent = { subject, name, status: 'asked', askedAt: ctx.now(), answer: null };
      return {
        set: { nameConsents: withConsent(document, consent), updatedAt: ctx.now() },
        events: [documentEvent(ctx, 'document.consent-asked', { subject, organisation: name })],
        result: null,
      };
    });
    deps.nudgeOutbox();
  };

/** In the product the organisation itself answers; a letter is entered by who works on the document. */
function assertMayAnswer(ctx: Context, document: Document, subject: string, way: 'product' | 'letter'): void {
  assertReadable(ctx.actor, document);
  assertPossible('share', document);
  if (way === 'letter') {
    assertAllowed(documentPolicy.share(ctx.actor, document), 'записать ответ организации');
    return;
  }
  const own = subject.startsWith('org:') && documentPolicy.speakFor(ctx.actor, subject.slice('org:'.length));
  assertAllowed(own, 'ответить за эту организацию может её руководитель или администратор');
}

/**
 * Records the answer: in the product by the organisation's head or administrator, or by letter with number and date.
 * Throws documents/not-found, forbidden, wrong-state, consent-absent, consent-answered, consent-letter.
 */
export const answerNameConsent =
  (deps: DocumentsDeps) =>
  async (ctx: Context, raw: AnswerConsentInput): Promise<void> => {
    const { documentId, subject, answer, way, ...rest } = AnswerConsentInputSchema.parse(raw);
    const letter = way === 'letter' ? { number: rest.letterNumber, date: rest.letterDate } : null;
    if (letter && (!letter.number || !letter.date)) throw documentError('consent-letter');
    await deps.repository.mutate(documentId, (document) => {
      assertMayAnswer(ctx, document, subject, way);
      const known = document.nameConsents.find((one) => one.subject === subject);
      if (!known) throw documentError('consent-absent');
      if (known.status !== 'asked') throw documentError('consent-answered');
      const consent: NameConsent = {
        ...known,
        status: answer,
        answer: { at: ctx.now(), byId: ctx.actor.id, byName: ctx.actor.name, way, letter },
      };
      const event = documentEvent(ctx, 'document.consent-answered', {
        subject,
        organisation: known.name,
        answer,
        way,
        letter: letter ? `№ ${letter.number} от ${letter.date}` : undefined,
      });
      return {
        set: { nameConsents: withConsent(document, consent), updatedAt: ctx.now() },
        events: [event],
        result: null,
      };
    });
    deps.nudgeOutbox();
  };
