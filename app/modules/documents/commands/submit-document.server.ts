import { z } from 'zod';
import { startRoute, transition } from '~/modules/workflows';
import type { Context } from '~/shared/context';
import { sha256Hex } from '~/shared/sha256.server';
import { assertNoOpenProposals } from '../discussion/gate.server';
import type { DocumentsDeps } from '../documents.deps';
import { assertAllowed, assertReadable, documentPolicy, rolesOf } from '../documents.policy';
import { assertPossible, assertRemarksAnswered, assertSeenVersion } from '../documents.rules';
import type { Document } from '../documents.schema';
import { ensureDraftVersion } from '../drafting/commands/save-draft-as-version.server';
import { documentEvent } from '../events';
import { eventsOfEffects, routeActor, stateOfRoute } from '../route.server';
import { withAskedPeople } from '../routing/asked-people.server';
import { changedSections } from '../routing/changed-sections';
import { readVersionContent } from '../version-content.server';

export const SubmitDocumentInputSchema = z.object({
  documentId: z.string(),
  /** Hash of the version the person saw and sends. */
  versionSha256: z.string(),
  /** Hash of the working copy the person saw; its changes become a version first. Absent = the newest. */
  draftSha256: z.string().optional(),
  /** Which account answers for a place in the fields: `coOrganisers.n1` → user. */
  bindings: z
    .record(z.string(), z.object({ userId: z.string().nullish(), email: z.string().nullish() }))
    .optional(),
  /** How the request announced that silence means consent; absent = it did not. */
  silenceAnnounced: z.string().trim().max(500).nullish(),
});
/** Routes kept beside the running one; all of them are in the journal. */
const PAST_ROUTES = 20;

export type SubmitDocumentInput = z.input<typeof SubmitDocumentInputSchema>;

/**
 * Sends the current version on its route, or on again after a return (then `reapproval` of each step decides who is
 * asked anew). Throws documents/wrong-state, version-conflict, forbidden, open-remarks; workflows/cannot-start.
 */
export const submitDocument =
  (deps: DocumentsDeps) =>
  async (ctx: Context, raw: SubmitDocumentInput): Promise<void> => {
    const parsed = SubmitDocumentInputSchema.parse(raw);
    const bindings = parsed.bindings && (await withAccounts(deps, parsed.bindings));
    const input = await withDraftSaved(deps, ctx, { ...parsed, bindings });
    await deps.repository.mutate(input.documentId, async (document) => {
      await assertMaySubmit(deps, ctx, document, input);
      await assertNoOpenProposals(deps, document._id);
      const { instance, effects } = await nextInstance(deps, ctx, document, input);
      const { number, sha256 } = document.currentVersion;
      return {
        set: {
          route: instance,
          state: stateOfRoute(instance),
          ...(document.discussion && !document.discussion.closedAt
            ? { discussion: { ...document.discussion, closedAt: ctx.now() } }
            : {}),
          ...(document.route && document.route.id !== instance.id
            ? { pastRoutes: [...document.pastRoutes, document.route].slice(-PAST_ROUTES) }
            : {}),
          ...(await withAskedPeople(deps, ctx, document, instance)),
          updatedAt: ctx.now(),
        },
        events: [
          documentEvent(ctx, 'document.submitted', { versionSha256: sha256, number }),
          ...eventsOfEffects(ctx, instance, effects),
        ],
        result: undefined,
      };
    });
    deps.nudgeOutbox();
  };

type Input = z.output<typeof SubmitDocumentInputSchema>;

/** An address that belongs to an account means the account: he decides signed in, not by a link. */
async function withAccounts(deps: DocumentsDeps, bindings: NonNullable<Input['bindings']>) {
  const entries = Object.entries(bindings).map(async ([place, binding]) => {
    const known =
      binding.email && !binding.userId ? await deps.sharing.findPersonByEmail(binding.email) : null;
    return [place, known ? { ...binding, userId: known.id } : binding] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

/** What people agree to is a version: unsaved changes become one first, after the same checks. */
async function withDraftSaved(deps: DocumentsDeps, ctx: Context, input: Input): Promise<Input> {
  const document = await deps.repository.getById(input.documentId);
  await assertMaySubmit(deps, ctx, document, input);
  const note = 'Сохранено перед отправкой на согласование';
  const saved = await ensureDraftVersion(deps, ctx, { document, note, draftSha256: input.draftSha256 });
  return { ...input, versionSha256: saved.sha256 };
}

async function assertMaySubmit(
  deps: DocumentsDeps,
  ctx: Context,
  document: Document,
  input: Input,
): Promise<void> {
  assertReadable(ctx.actor, document);
  const workflow = await deps.workflows.getWorkflow(document.workflow.release);
  assertAllowed(
    documentPolicy.submit(ctx.actor, document, rolesOf(workflow.definition)),
    'отправить документ на согласование',
  );
  assertPossible('submit', document);
  assertSeenVersion(document, input.versionSha256);
  assertRemarksAnswered(document);
}

async function nextInstance(deps: DocumentsDeps, ctx: Context, document: Document, input: Input) {
  const workflow = await deps.workflows.getWorkflow(document.workflow.release);
  const version = await deps.repository.getVersion(document._id, document.currentVersion.sha256);
  const content = readVersionContent(version);
  const { fields } = content;
  const calendar = await deps.calendar();
  if (document.route?.status === 'returned') {
    const event = {
      type: 'new-version' as const,
      actor: routeActor(ctx, await deps.organisationName(document.owner)),
      versionSha256: version.sha256,
      versionNumber: document.currentVersion.number,
      fields,
      changedSections: await sectionsSince(deps, document, content),
      ...(input.bindings ? { bindings: input.bindings } : {}),
    };
    return transition(workflow.definition, document.route, event, ctx.now(), calendar);
  }
  return startRoute(
    workflow.definition,
    {
      id: ctx.newId('route'),
      workflow: document.workflow,
      organisationId: document.owner,
      timeZone: await deps.timeZone(document.owner),
      version: { sha256: version.sha256, number: document.currentVersion.number },
      fields,
      bindings: input.bindings,
      roleHolders: await deps.roleHolders(document.owner),
      silenceAnnounced: input.silenceAnnounced,
      submittedBy: ctx.actor.name,
    },
    ctx.now(),
    calendar,
  );
}

/** What differs from the version that people decided on last. */
async function sectionsSince(
  deps: DocumentsDeps,
  document: Document,
  content: ReturnType<typeof readVersionContent>,
): Promise<string[]> {
  const before = await deps.repository.getVersion(document._id, document.route?.versionSha256 ?? '');
  return changedSections(readVersionContent(before), content, sha256Hex);
}
