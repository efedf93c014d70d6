// The safe fixes: each rewrites its own block and nothing else, and is taken back when it would bring a new fault.
import type { Block, DocumentBody } from '../body/body.schema';
import { isContainer, mapBlocks, withChildren } from '../body/walk';
import { buildContext, checkedBlock } from './build-context';
import { CHECK_RULES, isFixable } from './catalogue';
import type { BlockRule, CheckContext, CheckInput } from './check.types';
import type { Problem } from './checks.views';

type FixRule = ReturnType<typeof fixRules>[number];
const fixRules = () => CHECK_RULES.filter(isFixable);

/** Rules that judge a block by its own words, so that a fix can be judged at once. */
const localRules = () => CHECK_RULES.filter((rule): rule is BlockRule => rule.scope === 'block');

function faults(block: Block, context: CheckContext): Map<string, number> {
  const checked = checkedBlock({ block, parent: null, index: 0, depth: 1 }, context.display);
  return new Map(
    localRules()
      .filter((rule) => !rule.kinds || rule.kinds.includes(context.kind))
      .map((rule) => [rule.id, rule.find(checked, context).length]),
  );
}

/** True when no rule but the fixed one finds more than before. */
function isClean(before: Block, after: Block, rule: FixRule, context: CheckContext): boolean {
  const [was, is] = [faults(before, context), faults(after, context)];
  return [...is].every(([id, count]) => id === rule.id || count <= (was.get(id) ?? 0));
}

function fixBlock(block: Block, rules: readonly FixRule[], context: CheckContext): Block | null {
  let current = block;
  for (const rule of rules) {
    const fixed = rule.fix(current);
    if (fixed === null) return null;
    if (fixed !== current && isClean(current, fixed, rule, context)) current = fixed;
  }
  return current;
}

/**
 * The body with these problems mended. Problems that are no longer found, or have no fix, are passed over, so a
 * repeated call changes nothing. Blocks that no problem names are the same objects in the result.
 */
export function applyFixes(
  input: CheckInput,
  problems: readonly Pick<Problem, 'rule' | 'blockId' | 'fix'>[],
): DocumentBody {
  const wanted = new Map<string, Set<string>>();
  for (const { rule, blockId, fix } of problems) {
    if (blockId === null || fix === null) continue;
    wanted.set(blockId, (wanted.get(blockId) ?? new Set()).add(rule));
  }
  if (wanted.size === 0) return input.body;
  const context = buildContext(input);
  const blocks = new Map(context.blocks.map((block) => [block.id, block]));
  const rules = fixRules();
  return mapBlocks(input.body, (block) => {
    const ids = wanted.get(block.id);
    const checked = blocks.get(block.id);
    if (!ids || !checked) return block;
    const due = rules.filter(
      (rule) => ids.has(rule.id) && rule.find(checked, context).some(({ fixable }) => fixable !== false),
    );
    if (due.length === 0) return block;
    const own = isContainer(block) ? withChildren(block, []) : block;
    const fixed = fixBlock(own, due, context);
    return fixed === null ? null : isContainer(block) ? withChildren(fixed, block.children) : fixed;
  });
}
