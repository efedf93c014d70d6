// The head of a document for its pages: state, numbers, what this person may do now and the one next step.

import { tokensOfActor } from '~/modules/identity';
import { ALLOWED_DECISIONS, consentVerb, type WorkflowDefinition } from '~/modules/workflows';
import type { Context } from '~/shared/context';
import { capitalFirst } from '~/shared/russian';
import { countForTab } from '../checks/checked-content.server';
import { countOpenProposals } from '../discussion/gate.server';
import type { DocumentsDeps } from '../documents.deps';
import { assertReadable, documentPolicy, rolesOf, type WorkflowRoles } from '../documents.policy';
import { isPossible } from '../documents.rules';
import type { AskedRoute, Document, Version } from '../documents.schema';
import type { DocumentHead, NextAction } from '../documents.views';
import { draftInfo } from '../drafting/draft-info.server';
import { documentError } from '../errors';
import { principalsOf } from '../routing/principals.server';
import { guestHolds } from '../routing/record-decision.server';
import { editionsOf } from '../succession/editions-of.server';
import { readVersionContent } from '../version-content.server';
import { definitionOf, presentAll } from './list-documents.server';

/** Header and tabs of a document's page. Throws documents/not-found also for those who may not read it. */
export const getDocumentHead =
  (deps: DocumentsDeps) =>
  async (ctx: Context, input: { id: string }): Promise<DocumentHead> => {
    const document = await deps.repository.getById(input.id);
    assertReadable(ctx.actor, document);
    return headOf(deps, ctx, document);
  };

/** The same of a document that the caller has read and checked. */
export async function headOf(deps: DocumentsDeps, ctx: Context, document: Document): Promise<DocumentHead> {
  const head = await personHead(deps, ctx, document);
  return ctx.actor.type === 'guest' ? guestHead(deps, ctx, { document, head }) : head;
}

/** The head as the bearer of a personal link sees it: of the version he was asked about, without files and addresses. */
async function guestHead(
  deps: DocumentsDeps,
  ctx: Context,
  { document, head }: { document: Document; head: DocumentHead },
): Promise<DocumentHead> {
  const asked = await getAskedVersion(deps, ctx, document);
  const role = document.participants.find(({ subject }) => subject === `guest:${ctx.actor.id}`)?.role;
  const label = GUEST_LABELS[role ?? ''] ?? 'Документ открыт вам для чтения';
  return {
    ...head,
    title: readVersionContent(asked).card.heading,
    guest: true,
    outdated: asked.sha256 !== document.currentVersion.sha256,
    versionNumber: asked.number,
    versionSha256: asked.sha256,
    waiting: null,
    next: head.can.decide.length > 0 ? head.next : { name: 'wait', label, enabled: false },
    editions: { newer: null, begun: null, former: null, inForceFrom: null },
    counts: { files: 0, unread: null, openRemarks: 0, openSuggestions: 0, problems: null },
    verifyUrl: null,
    publicUrl: null,
  };
}

const GUEST_LABELS: Readonly<Record<string, string>> = {
  reviewer: 'Документ открыт вам для замечаний',
  approver: 'Сейчас вашего решения не ждут',
};

/** The version a guest was asked about. Throws documents/not-found for an unknown link. */
export async function getAskedVersion(
  deps: DocumentsDeps,
  ctx: Context,
  document: Pick<Document, '_id'>,
): Promise<Version> {
  const sha256 = await deps.sharing.findAskedVersion(ctx.actor.id);
  if (!sha256) throw documentError('not-found', { id: document._id });
  return deps.repository.getVersion(document._id, sha256);
}

async function personHead(deps: DocumentsDeps, ctx: Context, document: Document): Promise<DocumentHead> {
  const [workflow, [item], draft, proposals, problems, lifecycle, editions] = await Promise.all([
    deps.workflows.getWorkflow(document.workflow.release),
    presentAll(deps, [document]),
    documentPolicy.revise(ctx.actor, document) ? draftInfo(deps, ctx, document) : null,
    document.state === 'discussion' ? countOpenProposals(deps, document._id) : 0,
    countForTab(deps, ctx, document),
    definitionOf(deps, document).then((definition) => definition?.lifecycle),
    editionsOf(deps, ctx, document),
  ]);
  if (!item) throw new Error('presentAll lost the document');
  const principals = document.route
    ? await principalsOf(deps, ctx, document.route.timeZone)
    : new Set<string>();
  const may = permissions(ctx, document, rolesOf(workflow.definition), principals);
  const can = {
    ...may,
    skipNumber: may.adopt && lifecycle?.numberSource === 'register' && lifecycle.numberOptional,
    startEdition:
      lifecycle?.editions === true &&
      isPossible('start-edition', document.state) &&
      editions.begun === null &&
      editions.newer === null &&
      documentPolicy.create(ctx.actor, document.owner),
  };
  return {
    ...item,
    guest: false,
    outdated: false,
    versionSha256: document.currentVersion.sha256,
    draft,
    next: nextAction(document, can, { waiting: item.waiting, proposals }),
    can: {
      ...can,
      decide: can.decide.map((place) => ({
        ...place,
        ...placeWords(workflow.definition, place.stepId),
      })),
    },
    counts: {
      files: document.issued.length,
      problems,
      unread: lifecycle?.acquaintance ? document.acquaintanceWaits.length : null,
      openRemarks: document.remarks.filter((remark) => remark.status === 'open').length,
      openSuggestions: document.suggestions.filter(({ status }) => status === 'open').length,
    },
    editions,
    verifyUrl: document.verifyCode ? `/verify/${document.verifyCode}` : null,
    publicUrl: document.publication ? `/p/${document.publication.slug}` : null,
  };
}

function permissions(
  ctx: Context,
  document: Document,
  roles: WorkflowRoles,
  principals: ReadonlySet<string>,
) {
  const { actor } = ctx;
  const { state } = document;
  const places =
    state === 'in-approval'
      ? placesOf(ctx, document.route, principals, (place) => guestHolds(ctx, document, place))
      : [];
  return {
    revise: isPossible('save-version', state) && documentPolicy.revise(actor, document),
    answer: isPossible('answer-remark', state) && documentPolicy.revise(actor, document),
    submit: isPossible('submit', state) && documentPolicy.submit(actor, document, roles),
    withdraw: isPossible('withdraw', state) && documentPolicy.submit(actor, document, roles),
    decide: places,
    steer: isPossible('steer', state) && documentPolicy.submit(actor, document, roles),
    stop: isPossible('stop', state) && documentPolicy.submit(actor, document, roles),
    extract: isPossible('extract', state) && documentPolicy.share(actor, document),
    adopt: isPossible('adopt', state) && documentPolicy.adopt(actor, document, roles),
    issue: isPossible('issue', state) && documentPolicy.issue(actor, document, roles),
    publish:
      isPossible('publish', state) && !document.publication && documentPolicy.publish(actor, document, roles),
  };
}

/** The one next step for this very person. */
function nextAction(
  document: Document,
  can: ReturnType<typeof permissions>,
  { waiting, proposals }: { waiting: string | null; proposals: number },
): NextAction {
  const open = document.remarks.some((remark) => remark.status === 'open');
  if (can.decide.length > 0) return { name: 'decide', label: 'Принять решение', enabled: true };
  if ((can.submit || can.answer) && open)
    return { name: 'revise', label: 'Ответить на замечания', enabled: true };
  if (can.submit && proposals > 0)
    return { name: 'discuss', label: 'Ответить на предложения', enabled: true };
  if (can.submit) return { name: 'submit', label: 'Отправить на согласование', enabled: true };
  if (can.adopt) return { name: 'adopt', label: 'Отметить принятие', enabled: true };
  if (can.issue) return { name: 'issue', label: 'Выпустить документ', enabled: true };
  if (can.publish) return { name: 'publish', label: 'Опубликовать', enabled: true };
  if (document.issued.length > 0) return { name: 'download', label: 'Скачать', enabled: true };
  const label = waiting ? capitalFirst(waiting) : 'Ваших действий не требуется';
  return { name: 'wait', label, enabled: false };
}

/** Where this very person is asked now: for himself, by personal link, or for somebody whom he substitutes. */
export function placesOf(
  ctx: Context,
  route: AskedRoute | null,
  principals: ReadonlySet<string>,
  holds: (place: { stepId: string; assigneeKey: string }) => boolean = () => false,
) {
  const tokens = new Set(tokensOfActor(ctx.actor));
  return (route?.steps ?? [])
    .filter((step) => step.status === 'active')
    .flatMap((step) => step.assignees.map((assignee) => ({ step, assignee })))
    .filter(({ assignee }) => assignee.state === 'asked')
    .flatMap(({ step, assignee }): { stepId: string; assigneeKey: string; onBehalfOf: string | null }[] => {
      const place = { stepId: step.id, assigneeKey: assignee.key };
      if (tokens.has(assignee.token) || holds(place)) return [{ ...place, onBehalfOf: null }];
      return principals.has(assignee.token) ? [{ ...place, onBehalfOf: assignee.name }] : [];
    });
}

/** What the form of a decision needs to know of its step. */
function placeWords(definition: WorkflowDefinition, stepId: string) {
  const step = definition.steps.find(({ id }) => id === stepId);
  return {
    stepTitle: step?.title ?? '',
    decisions: step ? [...ALLOWED_DECISIONS[step.kind]] : [],
    verb: step ? consentVerb(step) : 'agree',
    mayHaveGround: step?.mark === 'utverzhdayu' || step?.mark === 'utverzhdeno' || step?.mark === 'prinyato',
  };
}
