// Asking people to read the text in force, and their «ознакомлен(а)».
import type { z } from 'zod';
import { tokensThatMayRead } from '~/modules/identity';
import type { Context } from '~/shared/context';
import type { DirectoryPerson, DocumentsDeps } from '../documents.deps';
import { assertAllowed, assertReadable, documentPolicy } from '../documents.policy';
import { assertPossible, assertSeenVersion } from '../documents.rules';
import type { Document } from '../documents.schema';
import { documentError } from '../errors';
import { documentEvent } from '../events';
import {
  AskToReadInputSchema,
  ConfirmReadingInputSchema,
  RemoveReaderInputSchema,
} from './acquaintance.inputs';
import { type Acquaintance, SHEET_LIMIT } from './acquaintance.schema';

const waits = (sheet: readonly Acquaintance[]) =>
  sheet.filter(({ confirmedAt }) => confirmedAt === null).map(({ userId }) => userId);

/**
 * Puts people on the sheet; whoever stands there already stays as he is. A person who could not read the document
 * becomes its reader. Throws documents/no-acquaintance, participant-unknown, acquaintance-full, wrong-state, forbidden.
 */
export const askToRead =
  (deps: DocumentsDeps) =>
  async (ctx: Context, raw: z.input<typeof AskToReadInputSchema>): Promise<{ asked: number }> => {
    const { documentId, subjects } = AskToReadInputSchema.parse(raw);
    await mayLead(deps, ctx, await deps.repository.getById(documentId));
    const people = await Promise.all(
      [...new Set(subjects)].map((subject) => deps.sharing.findPerson(subject.slice('user:'.length))),
    );
    const found = people.filter((person) => person !== null);
    if (found.length < people.length) throw documentError('participant-unknown');
    const asked = await deps.repository.mutate(documentId, (document) => {
      assertPossible('acquaint', document);
      const there = new Set(document.acquaintance.map(({ userId }) => userId));
      const added = found.filter(({ id }) => !there.has(id));
      if (added.length === 0) return { set: {}, events: [], result: 0 };
      if (there.size + added.length > SHEET_LIMIT)
        throw documentError('acquaintance-full', { limit: SHEET_LIMIT });
      const acquaintance = [...document.acquaintance, ...added.map((person) => lineOf(ctx, person))];
      return {
        set: {
          ...withReaders(document, added),
          acquaintance,
          acquaintanceWaits: waits(acquaintance),
          updatedAt: ctx.now(),
        },
        events: [
          documentEvent(
            ctx,
            'document.acquaintance-asked',
            { userIds: added.map(({ id }) => id), versionSha256: document.currentVersion.sha256 },
            { names: added.map(({ name }) => name).join(', ') },
          ),
        ],
        result: added.length,
      };
    });
    deps.nudgeOutbox();
    return { asked };
  };

/** Takes off the sheet whoever has not confirmed; a confirmation is a record and stays. */
export const removeReader =
  (deps: DocumentsDeps) =>
  async (ctx: Context, raw: z.input<typeof RemoveReaderInputSchema>): Promise<void> => {
    const { documentId, userId } = RemoveReaderInputSchema.parse(raw);
    await mayLead(deps, ctx, await deps.repository.getById(documentId));
    await deps.repository.mutate(documentId, (document) => {
      assertPossible('acquaint', document);
      const line = document.acquaintance.find((one) => one.userId === userId && !one.confirmedAt);
      if (!line) return { set: {}, events: [], result: undefined };
      const acquaintance = document.acquaintance.filter((one) => one !== line);
      return {
        set: { acquaintance, acquaintanceWaits: waits(acquaintance), updatedAt: ctx.now() },
        events: [documentEvent(ctx, 'document.acquaintance-withdrawn', { userId }, { name: line.name })],
        result: undefined,
      };
    });
    deps.nudgeOutbox();
  };

/** «Ознакомлен(а)», for oneself only; a second time changes nothing. Throws documents/not-asked-to-acquaint, version-conflict. */
export const confirmReading =
  (deps: DocumentsDeps) =>
  async (ctx: Context, raw: z.input<typeof ConfirmReadingInputSchema>): Promise<void> => {
    const { documentId, versionSha256 } = ConfirmReadingInputSchema.parse(raw);
    await deps.repository.mutate(documentId, (document) => {
      assertReadable(ctx.actor, document);
      assertPossible('acquaint', document);
      assertSeenVersion(document, versionSha256);
      const line = document.acquaintance.find(({ userId }) => userId === ctx.actor.id);
      if (ctx.actor.type !== 'user' || !line) throw documentError('not-asked-to-acquaint');
      if (line.confirmedAt) return { set: {}, events: [], result: undefined };
      const confirmed = { ...line, confirmedAt: ctx.now(), versionSha256 };
      const acquaintance = document.acquaintance.map((one) => (one === line ? confirmed : one));
      return {
        set: { acquaintance, acquaintanceWaits: waits(acquaintance), updatedAt: ctx.now() },
        events: [documentEvent(ctx, 'document.acquainted', { versionSha256 })],
        result: undefined,
      };
    });
    deps.nudgeOutbox();
  };

/** Throws unless the kind has a sheet and the actor may lead it. */
async function mayLead(deps: DocumentsDeps, ctx: Context, document: Document): Promise<void> {
  assertReadable(ctx.actor, document);
  assertAllowed(documentPolicy.share(ctx.actor, document), 'вести лист ознакомления');
  assertPossible('acquaint', document);
  const { definition } = await deps.templates.getTemplate(document.template.release);
  if (!definition.lifecycle.acquaintance) throw documentError('no-acquaintance');
}

const lineOf = (ctx: Context, person: DirectoryPerson): Acquaintance => ({
  userId: person.id,
  name: person.name,
  position: [person.position, person.organisation].filter(Boolean).join(', '),
  askedAt: ctx.now(),
  askedByName: ctx.actor.name,
  confirmedAt: null,
  versionSha256: null,
});

/** Those who could not open the page become readers. */
function withReaders(document: Document, people: readonly DirectoryPerson[]): Partial<Document> {
  const open = new Set(document.acl);
  const shut = people.filter(({ id, organisationIds }) => {
    const tokens = [`user:${id}`, 'public', 'installation', ...organisationIds.map((one) => `org:${one}`)];
    return !tokens.some((token) => open.has(token));
  });
  if (shut.length === 0) return {};
  const participants = [
    ...document.participants,
    ...shut.map(({ id }) => ({ subject: `user:${id}`, role: 'reader' })),
  ];
  return { participants, acl: tokensThatMayRead({ ...document, participants }) };
}

/** «Вас просят ознакомиться»: one letter to each, known by the event, so that a repeated hand-over sends nothing twice. */
export const sendReadingLetters =
  (deps: DocumentsDeps) =>
  async (
    _ctx: Context,
    input: { documentId: string; userIds: readonly string[]; eventId: string },
  ): Promise<void> => {
    const document = await deps.repository.getById(input.documentId);
    for (const userId of input.userIds) {
      if (!document.acquaintanceWaits.includes(userId)) continue;
      const person = await deps.sharing.findPerson(userId);
      if (!person) continue;
      await deps.mail.send({
        id: `${input.eventId}:${userId}`,
        to: [{ email: person.email, name: person.name }],
        subject: `Ознакомьтесь: ${document.title}`.replace(/\s+/g, ' ').slice(0, 200),
        text: `${[
          `Здравствуйте, ${person.name}!`,
          'Вас просят прочитать документ и подтвердить ознакомление:',
          document.title,
          `${deps.siteUrl()}/documents/${document._id}/acquaintance`,
        ].join('\n\n')}\n`,
      });
    }
  };
