// The check of a document: every rule over one body, findings as values. Pure; equal input gives equal problems.
import { anchorOf } from '~/platform/rendering';
import { canonicalJson } from '~/shared/canonical-json';
import type { HashText } from '../body/block-hash';
import { buildContext, placeOf } from './build-context';
import { CHECK_RULES, isFixable } from './catalogue';
import type { CheckContext, CheckedBlock, CheckInput, CheckRule, PlacedFinding } from './check.types';
import { type Problem, type ProblemCounts, SEVERITIES } from './checks.views';

/** One rule that finds more than this in one document is a nuisance: the rest is told as a number. */
export const MAX_PER_RULE = 300;

function findingsOf(rule: CheckRule, context: CheckContext): PlacedFinding[] {
  if (rule.kinds && !rule.kinds.includes(context.kind)) return [];
  if (rule.scope === 'body') return [...rule.find(context)];
  return context.blocks.flatMap((block) =>
    rule.find(block, context).map((finding) => ({ ...finding, blockId: block.id })),
  );
}

/** The problem's id: stable while the text stays; two of one key are told apart by their order. */
function idsOf(rule: CheckRule, findings: readonly PlacedFinding[]): string[] {
  const taken = new Map<string, number>();
  return findings.map(({ blockId, key }) => {
    const id = [rule.id, blockId ?? 'document', ...(key === undefined ? [] : [key])].join(':');
    const n = (taken.get(id) ?? 0) + 1;
    taken.set(id, n);
    return n === 1 ? id : `${id}~${n}`;
  });
}

/** What a skip is bound to: the rule, the block's text and the words found; moving the block changes nothing. */
function fingerprint(
  rule: CheckRule,
  finding: PlacedFinding,
  block: CheckedBlock | undefined,
  hash: HashText,
) {
  const about = block ? [block.text, finding.key ?? ''] : [finding.message];
  return hash(canonicalJson([rule.id, finding.blockId ?? '', ...about])).slice(0, 24);
}

/** All problems, gravest first and in reading order within a severity. `hash` is sha256Hex on the server. */
export function checkDocument(input: CheckInput, hash: HashText): Problem[] {
  const context = buildContext(input);
  const byId = new Map(context.blocks.map((block, order) => [block.id, { block, order }]));
  const found = CHECK_RULES.flatMap((rule) => {
    const findings = findingsOf(rule, context).slice(0, MAX_PER_RULE);
    const ids = idsOf(rule, findings);
    return findings.map((finding, i): Problem => {
      const at = finding.blockId === null ? undefined : byId.get(finding.blockId);
      return {
        id: ids[i]!,
        rule: rule.id,
        title: rule.title,
        severity: finding.severity ?? rule.severity,
        blockId: finding.blockId,
        anchor: finding.blockId === null ? '' : anchorOf(finding.blockId),
        place: at ? placeOf(at.block, context.display) : '',
        message: finding.message,
        detail: finding.detail ?? '',
        quote: finding.quote ?? '',
        field: finding.field ?? null,
        fix: isFixable(rule) && finding.fixable !== false ? rule.fixLabel : null,
        fingerprint: fingerprint(rule, finding, at?.block, hash),
      };
    });
  });
  const orderOf = ({ blockId }: Problem) => (blockId === null ? -1 : (byId.get(blockId)?.order ?? 0));
  const rank = (problem: Problem) => SEVERITIES.indexOf(problem.severity);
  return found.sort((a, b) => rank(a) - rank(b) || orderOf(a) - orderOf(b));
}

export function countProblems(problems: readonly Pick<Problem, 'severity'>[]): ProblemCounts {
  const counts: ProblemCounts = { error: 0, warning: 0, hint: 0 };
  for (const { severity } of problems) counts[severity] += 1;
  return counts;
}
