// The check of the newest text: the working copy for who writes it, else the current version. Answers are kept by what
// they are about, so a tab's count costs nothing; the first look at a long paper gives way to others between blocks.

import type { Context } from '~/shared/context';
import { recentMap } from '~/shared/recent-map';
import { localDate } from '~/shared/russian';
import { sha256Hex } from '~/shared/sha256.server';
import { flattenBlocks, ownRuns } from '../body/walk';
import type { DocumentsDeps } from '../documents.deps';
import { documentPolicy } from '../documents.policy';
import type { Document } from '../documents.schema';
import { type DraftContent, getDraftContent } from '../drafting/apply-to-draft.server';
import { consentsOf } from '../sharing/queries/list-name-consents.server';
import type { CheckInput } from './check.types';
import { checkDocument } from './check-document';
import type { CheckSkip } from './check-skips';
import type { Problem, SkippedProblem } from './checks.views';
import { findNorms } from './find-norms.server';
import { maskedText } from './run-text';
import { typeset } from './text-memo';

/** What does not change between two looks at one document: template, kind, day. */
export type CheckFrame = Omit<CheckInput, 'body' | 'fields'>;

export async function checkFrame(deps: DocumentsDeps, ctx: Context, document: Document): Promise<CheckFrame> {
  const [{ definition }, timeZone, consents] = await Promise.all([
    deps.templates.getTemplate(document.template.release),
    deps.timeZone(document.owner),
    consentsOf(deps, document),
  ]);
  return {
    definition,
    kind: document.kind,
    today: localDate(ctx.now(), timeZone),
    settled: document.adoption !== null,
    organisations: consents.map(({ name, status }) => ({ name, consented: status === 'given' })),
  };
}

export const problemsIn = (frame: CheckFrame, content: DraftContent): Problem[] =>
  checkDocument({ ...frame, ...content }, sha256Hex);

export interface Checked {
  readonly input: CheckInput;
  readonly source: 'draft' | 'version';
  readonly versionNumber: number;
  readonly problems: readonly Problem[];
}

const KEPT = 40;
const answers = recentMap<string, Checked>(KEPT);

/** A breath for other requests while the dear part of a long text is looked at for the first time. */
async function warm(content: DraftContent): Promise<void> {
  let since = performance.now();
  for (const { block } of flattenBlocks(content.body)) {
    for (const run of ownRuns(block)) typeset(maskedText(run));
    if (performance.now() - since < 20) continue;
    await new Promise((resolve) => setImmediate(resolve));
    since = performance.now();
  }
}

/** What an answer is about: the document as it stands, its working copy, the day. Cheap to know. */
async function keyOf(deps: DocumentsDeps, ctx: Context, document: Document): Promise<string> {
  const revise = documentPolicy.revise(ctx.actor, document);
  const draft = revise ? await deps.drafts.findHead(document._id) : null;
  const day = localDate(ctx.now(), await deps.timeZone(document.owner));
  const norms = await deps.norms.revision();
  return [document._id, document.version, draft?.revision ?? 0, day, norms].join('|');
}

export async function checkNewest(deps: DocumentsDeps, ctx: Context, document: Document): Promise<Checked> {
  const key = await keyOf(deps, ctx, document);
  const known = answers.get(key);
  if (known) return known;
  const [frame, draft] = await Promise.all([
    checkFrame(deps, ctx, document),
    getDraftContent(deps)(ctx, document._id),
  ]);
  await warm(draft);
  const input: CheckInput = { ...frame, body: draft.body, fields: draft.fields };
  const norms = await findNorms(deps, input);
  const made: Checked = {
    input: { ...input, norms },
    source: draft.isDraft ? 'draft' : 'version',
    versionNumber: draft.versionNumber,
    problems: problemsIn({ ...frame, norms }, draft),
  };
  answers.set(key, made);
  return made;
}

/** Open problems and those that a person left with a reason. */
export function splitSkipped(problems: readonly Problem[], skips: readonly CheckSkip[]) {
  const byPrint = new Map(skips.map((skip) => [skip.fingerprint, skip]));
  const open = problems.filter(({ fingerprint }) => !byPrint.has(fingerprint));
  const skipped = problems.flatMap((problem): SkippedProblem[] => {
    const skip = byPrint.get(problem.fingerprint);
    return skip ? [{ ...problem, reason: skip.reason, byName: skip.byName, at: skip.at.toISOString() }] : [];
  });
  return { open, skipped };
}

/** How long a page waits for the count beside a tab; a long paper shows it at the next look. */
const PATIENCE_MS = 300;

/** Errors and warnings for the tab; null for who does not write the document, and while nothing is known yet. */
export async function countForTab(
  deps: DocumentsDeps,
  ctx: Context,
  document: Document,
): Promise<number | null> {
  if (!documentPolicy.revise(ctx.actor, document)) return null;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), PATIENCE_MS);
  });
  const counting = checkNewest(deps, ctx, document).then(({ problems }) => {
    const { open } = splitSkipped(problems, document.checkSkips);
    return open.filter(({ severity }) => severity !== 'hint').length;
  });
  try {
    return await Promise.race([counting, late]);
  } finally {
    clearTimeout(timer);
    // When the page did not wait, a failure is found again by the page of the check itself.
    counting.catch(() => undefined);
  }
}
