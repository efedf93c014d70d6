// What came of the route, to who sent the text: approved, returned, rejected, or a remark that waits for his answer.
import { stepOf } from '~/modules/workflows';
import type { Context } from '~/shared/context';
import type { DocumentsDeps } from '../../documents.deps';
import type { Document } from '../../documents.schema';
import { type OutcomeKind, outcomeLetter } from '../notices';

export interface OutcomeRequest {
  /** Of the event: the letter goes out once. */
  readonly id: string;
  readonly documentId: string;
  readonly kind: OutcomeKind;
  /** Where it was decided; empty for an approved route. */
  readonly stepId: string;
  /** Who acted: nobody is told of what he has just done himself. */
  readonly actorId: string;
}

const STILL: Readonly<Record<OutcomeKind, (document: Document) => boolean>> = {
  approved: ({ state }) => state === 'approved',
  returned: ({ state }) => state === 'returned',
  rejected: ({ state }) => state === 'rejected',
  remarked: ({ state, remarks }) =>
    state === 'in-approval' && remarks.some(({ status }) => status === 'open'),
};

/** Sends it if it is still so; otherwise nothing is to be said. Throws mail/…: then the job is tried again. */
export const sendRouteOutcome =
  (deps: DocumentsDeps) =>
  async (_ctx: Context, { id, documentId, kind, stepId, actorId }: OutcomeRequest): Promise<void> => {
    const document = await deps.repository.findById(documentId);
    if (!document || !STILL[kind](document)) return;
    const { authorId } = document.currentVersion;
    const author = authorId === actorId ? null : await deps.sharing.findPerson(authorId);
    if (!author) return;
    const { definition } = await deps.workflows.getWorkflow(document.workflow.release);
    const page = kind === 'approved' || kind === 'rejected' ? '?tab=route' : '/remarks';
    await deps.mail.send(
      outcomeLetter({
        id: `${id}:${author.id}`,
        kind,
        to: author,
        title: document.title,
        versionNumber: document.currentVersion.number,
        stepTitle: stepId ? stepOf(definition, stepId).title : null,
        url: `${deps.siteUrl()}/documents/${documentId}${page}`,
      }),
    );
  };
