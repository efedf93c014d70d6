// What an event of a route sends: a letter to who is asked, or a personal link to who has no account. At least once by
// the outbox and the job queue; the event's id makes a letter go out once.

import { endOfDay } from '~/modules/rules';
import { type Assignee, dueText, stepOf } from '~/modules/workflows';
import type { Context } from '~/shared/context';
import { DEFAULT_TIME_ZONE, localDate } from '~/shared/russian';
import type { DirectoryPerson, DocumentsDeps } from '../../documents.deps';
import type { Document } from '../../documents.schema';
import { sharingOf } from '../../sharing/sharing.rules';
import { type NoticeKind, noticeLetter } from '../notices';
import { peopleBehind } from '../principals.server';

export interface NoticeRequest {
  readonly id: string;
  readonly documentId: string;
  readonly kind: NoticeKind;
  readonly stepId: string;
  readonly assigneeKey: string;
  /** `role:<role>@<organisation>` of an escalation. */
  readonly to: string;
}

const LINK_DAYS = 30;
const DAY_MS = 86_400_000;

/** Sends it if the person is still asked; otherwise nothing is to be said. Throws mail/…: then the job is tried again. */
export const sendRouteNotice =
  (deps: DocumentsDeps) =>
  async (ctx: Context, request: NoticeRequest): Promise<void> => {
    const document = await deps.repository.findById(request.documentId);
    const assignee = document?.route?.steps
      .find(({ id }) => id === request.stepId)
      ?.assignees.find(({ key }) => key === request.assigneeKey);
    if (!document?.route || document.state !== 'in-approval' || assignee?.state !== 'asked') return;
    if (request.kind !== 'escalated' && assignee.kind === 'external')
      return sendLink(deps, ctx, document, { request, assignee });
    for (const person of await addressees(deps, ctx, document, { request, assignee }))
      await sendLetter(deps, ctx, document, { request, assignee, person });
  };

interface Notice {
  readonly request: NoticeRequest;
  readonly assignee: Assignee;
}

async function addressees(
  deps: DocumentsDeps,
  ctx: Context,
  document: Document,
  { request, assignee }: Notice,
): Promise<DirectoryPerson[]> {
  const token = request.kind === 'escalated' ? request.to : assignee.token;
  const ids = await peopleBehind(deps, [token], document.owner);
  const today = localDate(ctx.now(), document.route?.timeZone ?? DEFAULT_TIME_ZONE);
  const away = (await deps.substitutions.listOfPeople(ids, today)).filter(({ from }) => from <= today);
  const found = await Promise.all(
    [...new Set([...ids, ...away.map(({ substituteId }) => substituteId)])].map((id) =>
      deps.sharing.findPerson(id),
    ),
  );
  return found.filter((person) => person !== null);
}

async function sendLetter(
  deps: DocumentsDeps,
  ctx: Context,
  document: Document,
  { request, assignee, person }: Notice & { person: DirectoryPerson },
): Promise<void> {
  const { definition } = await deps.workflows.getWorkflow(document.workflow.release);
  const timeZone = document.route?.timeZone ?? DEFAULT_TIME_ZONE;
  await deps.mail.send(
    noticeLetter({
      id: `${request.id}:${person.id}`,
      kind: request.kind,
      to: { email: person.email, name: person.name },
      title: document.title,
      stepTitle: stepOf(definition, request.stepId).title,
      versionNumber: document.currentVersion.number,
      dueText: assignee.dueAt ? dueText(assignee.dueAt, ctx.now(), timeZone, await deps.calendar()) : null,
      late: assignee.name,
      url: `${deps.siteUrl()}/documents/${document._id}?tab=route`,
    }),
  );
}

/**
 * A new link, or a new letter of the one he has: always about the version that is on the route. The link is made before
 * its bearer takes part: what a crash leaves over opens nothing.
 */
async function sendLink(
  deps: DocumentsDeps,
  ctx: Context,
  document: Document,
  { request, assignee }: Notice,
): Promise<void> {
  if (!assignee.email || !document.route) return;
  const { versionSha256, timeZone, id: routeId } = document.route;
  const place = { routeId, stepId: request.stepId, assigneeKey: assignee.key };
  const known = document.participants.find(
    (one) =>
      one.place?.routeId === routeId &&
      one.place.stepId === place.stepId &&
      one.place.assigneeKey === place.assigneeKey,
  );
  const { title } = document;
  if (known) {
    const linkId = known.subject.slice('guest:'.length);
    await deps.sharing.resendLink(ctx, { linkId, versionSha256, title });
    return;
  }
  const lastDay = localDate(new Date(ctx.now().getTime() + LINK_DAYS * DAY_MS), timeZone);
  const { linkId } = await deps.sharing.issueLink(ctx, {
    documentId: document._id,
    versionSha256,
    title,
    person: {
      name: assignee.name,
      organisation: assignee.organisation ?? '',
      position: assignee.position ?? '',
      email: assignee.email,
    },
    role: 'approver',
    expiresAt: endOfDay(lastDay, timeZone),
  });
  const added = { subject: `guest:${linkId}`, role: 'approver', place };
  await deps.repository.mutate(document._id, (newest) => ({
    set: sharingOf(newest, { participants: [...newest.participants, added] }),
    events: [],
    result: undefined,
  }));
}
