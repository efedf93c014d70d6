import { z } from 'zod';
import type { Context } from '~/shared/context';
import { formatDate, localDate } from '~/shared/russian';
import { assertNoOpenProposals } from '../discussion/gate.server';
import type { DocumentsDeps } from '../documents.deps';
import { assertAllowed, assertReadable, documentPolicy, rolesOf } from '../documents.policy';
import {
  assertPossible,
  assertRemarksAnswered,
  assertSeenVersion,
  printedNumber,
  REGISTER_SUFFIXES,
} from '../documents.rules';
import type { Document } from '../documents.schema';
import { documentEvent } from '../events';
import { adoptionLine } from '../output/paper-lines';
import { readVersionContent } from '../version-content.server';

export const AdoptDocumentInputSchema = z.object({
  documentId: z.string(),
  versionSha256: z.string(),
  /** ISO day of the event, of approval or of the end of the count, as the kind means it; absent: the card's day, else today. */
  date: z.iso.date('Укажите дату в виде ГГГГ-ММ-ДД').optional(),
  /** Only where the kind leaves it open; otherwise it is numbered all the same. */
  withoutNumber: z.boolean().default(false),
});
export type AdoptDocumentInput = z.input<typeof AdoptDocumentInputSchema>;

/**
 * Marks the approved version as adopted and gives it its number where the kind has a register.
 * The number is taken first and is the document's for good: a repeated call after a crash gets the same one.
 * Throws documents/wrong-state, version-conflict, open-remarks, forbidden.
 */
export const adoptDocument =
  (deps: DocumentsDeps) =>
  async (ctx: Context, raw: AdoptDocumentInput): Promise<{ number: string | null }> => {
    const input = AdoptDocumentInputSchema.parse(raw);
    const before = await deps.repository.getById(input.documentId);
    assertReadable(ctx.actor, before);
    const workflow = await deps.workflows.getWorkflow(before.workflow.release);
    assertAllowed(
      documentPolicy.adopt(ctx.actor, before, rolesOf(workflow.definition)),
      'отметить принятие документа',
    );
    assertPossible('adopt', before);
    assertSeenVersion(before, input.versionSha256);
    assertRemarksAnswered(before);
    await assertNoOpenProposals(deps, before._id);
    const template = await deps.templates.getTemplate(before.template.release);
    const version = await deps.repository.getVersion(before._id, input.versionSha256);
    const { card } = readVersionContent(version);
    const { adoptingMark, adoptedWord, dateMeaning, numberSource, numberOptional } =
      template.definition.lifecycle;
    const eventDay = dateMeaning === 'approval' ? undefined : card.datePlace.date;
    const date = input.date ?? eventDay ?? localDate(ctx.now(), await deps.timeZone(before.owner));
    const numbered = numberSource === 'register' && !(numberOptional && input.withoutNumber);
    const registration = numbered ? await register(deps, ctx, before, date) : null;
    const line =
      adoptingMark === 'prinyato' && card.adoption
        ? adoptionLine({
            by: card.adoption,
            subject: card.subject,
            date,
            place: card.datePlace.place,
            whole: before.basis !== null,
          })
        : '';
    await deps.repository.mutate(before._id, (document) => {
      assertPossible('adopt', document);
      assertSeenVersion(document, input.versionSha256);
      assertRemarksAnswered(document);
      return {
        set: {
          state: 'adopted',
          adoption: {
            date,
            word: `${adoptedWord} ${formatDate(date)}`,
            line,
            byId: ctx.actor.id,
            at: ctx.now(),
          },
          registration,
          verifyCode: document.verifyCode ?? verifyCodeFrom(ctx.newId('vc')),
          updatedAt: ctx.now(),
        },
        events: [
          documentEvent(ctx, 'document.adopted', {
            date,
            number: registration?.number ?? null,
            versionSha256: input.versionSha256,
          }),
        ],
        result: undefined,
      };
    });
    deps.nudgeOutbox();
    return { number: registration?.number ?? null };
  };

async function register(deps: DocumentsDeps, ctx: Context, document: Document, date: string) {
  const year = Number(date.slice(0, 4));
  const name = `${document.owner}:${document.kind}`;
  const { ordinal } = await deps.registers.take({
    register: name,
    year,
    documentId: document._id,
    at: ctx.now(),
  });
  return {
    register: name,
    year,
    ordinal,
    number: printedNumber(ordinal, REGISTER_SUFFIXES[document.kind] ?? ''),
  };
}

/** Ten characters of a fresh id: 50 random bits, no letters that look alike on paper. */
export function verifyCodeFrom(id: string): string {
  return id.replace(/^vc_/, '').slice(-10).padStart(10, '0').toUpperCase();
}
