// The letter of a body as it is put on record, whether it brings the decision or comes after it.
import type { Decision } from '~/modules/workflows';
import type { Context } from '~/shared/context';
import { localDate } from '~/shared/russian';
import type { ScanInput } from '../discussion/commands/enter-proposal.server';
import type { DocumentsDeps } from '../documents.deps';
import { documentPolicy, rolesOf } from '../documents.policy';
import type { Document } from '../documents.schema';
import { documentError } from '../errors';

interface Received {
  readonly letterNumber: string;
  /** ISO day, by the organisation's clock. */
  readonly letterDate: string;
}

/**
 * Checks its date and stores its scan, before anything names it: what a crash leaves over is an orphan. A scan of who may
 * not enter letters is not stored; the change itself refuses him. Throws documents/letter-from-future; files/….
 */
export async function receiveLetter(
  deps: DocumentsDeps,
  ctx: Context,
  document: Document,
  { form, scan }: { form: Received; scan?: ScanInput | null | undefined },
): Promise<NonNullable<Decision['letter']>> {
  if (form.letterDate > localDate(ctx.now(), await deps.timeZone(document.owner)))
    throw documentError('letter-from-future');
  const { definition } = await deps.workflows.getWorkflow(document.workflow.release);
  const mayEnter = documentPolicy.submit(ctx.actor, document, rolesOf(definition));
  const stored = mayEnter && scan ? await deps.files.put(scan.bytes, scan) : null;
  return {
    number: form.letterNumber,
    date: form.letterDate,
    ...(stored ? { scanSha256: stored.sha256 } : {}),
    enteredBy: { userId: ctx.actor.id, name: ctx.actor.name },
  };
}
