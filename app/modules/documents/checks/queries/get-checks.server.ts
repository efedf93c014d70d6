import type { Context } from '~/shared/context';
import { diffWords } from '../../body/changes';
import { blockText } from '../../body/plain-text';
import { displayContext } from '../../body/render-values';
import { flattenBlocks } from '../../body/walk';
import type { DocumentsDeps } from '../../documents.deps';
import { assertReadable, documentPolicy } from '../../documents.policy';
import { isPossible } from '../../documents.rules';
import { documentError } from '../../errors';
import { fieldResolver } from '../../field-resolver';
import { applyFixes } from '../apply-fixes';
import { CHECK_RULES } from '../catalogue';
import { countProblems } from '../check-document';
import { checkNewest, splitSkipped } from '../checked-content.server';
import type { ChecksView, FixPreview, Problem } from '../checks.views';

async function readChecked(deps: DocumentsDeps, ctx: Context, id: string) {
  const document = await deps.repository.getById(id);
  assertReadable(ctx.actor, document);
  // A guest is asked about one version; what the program thinks of the text is its authors' business.
  if (ctx.actor.type === 'guest') throw documentError('not-found', { id });
  const checked = await checkNewest(deps, ctx, document);
  return { document, checked, ...splitSkipped(checked.problems, document.checkSkips) };
}

/** Problems of the newest text this person may see. Throws documents/not-found. */
export const getChecks =
  (deps: DocumentsDeps) =>
  async (ctx: Context, input: { id: string }): Promise<ChecksView> => {
    const { document, checked, open, skipped } = await readChecked(deps, ctx, input.id);
    const rules = new Set([...open, ...skipped].map(({ rule }) => rule));
    return {
      source: checked.source,
      versionNumber: checked.versionNumber,
      problems: open,
      skipped,
      counts: countProblems(open),
      fixable: open.filter(({ fix }) => fix !== null).length,
      why: Object.fromEntries(CHECK_RULES.filter(({ id }) => rules.has(id)).map(({ id, why }) => [id, why])),
      mayFix: documentPolicy.revise(ctx.actor, document) && isPossible('save-version', document.state),
    };
  };

const MAX_PREVIEWS = 200;

/** What the safe fixes would do, block by block; nothing is changed. `ids` absent: all of them. */
export const previewFixes =
  (deps: DocumentsDeps) =>
  async (ctx: Context, input: { id: string; ids?: readonly string[] | undefined }): Promise<FixPreview[]> => {
    const { checked, open } = await readChecked(deps, ctx, input.id);
    const wanted = open.filter(({ id, fix }) => fix !== null && (!input.ids || input.ids.includes(id)));
    const fixed = applyFixes(checked.input, wanted);
    const values = fieldResolver(checked.input.fields);
    const [before, after] = [displayContext(checked.input.body, values), displayContext(fixed, values)];
    const now = new Map(flattenBlocks(fixed).map(({ block }) => [block.id, block]));
    const byBlock = groupByBlock(wanted);
    return flattenBlocks(checked.input.body)
      .flatMap(({ block }): FixPreview[] => {
        const problems = byBlock.get(block.id);
        if (!problems) return [];
        const is = now.get(block.id);
        const [was, becomes] = [blockText(block, before), is ? blockText(is, after) : null];
        if (was === becomes) return [];
        return [
          {
            problemIds: problems.map(({ id }) => id),
            blockId: block.id,
            place: problems[0]?.place ?? '',
            before: was,
            after: becomes,
            words: diffWords(was, becomes ?? ''),
          },
        ];
      })
      .slice(0, MAX_PREVIEWS);
  };

function groupByBlock(problems: readonly Problem[]): Map<string | null, Problem[]> {
  const out = new Map<string | null, Problem[]>();
  for (const problem of problems) out.set(problem.blockId, [...(out.get(problem.blockId) ?? []), problem]);
  return out;
}
