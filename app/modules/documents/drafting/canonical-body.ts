// Canonical bytes of a body at the cost of what changed: the text of every block object is remembered as long as
// the object lives. Blocks are never mutated in this product, and patches and merges give unchanged ones back as they
// are. Law, tested: the result equals canonicalJson(body).
import { canonicalJson } from '~/shared/canonical-json';
import type { Block, DocumentBody } from '../body/body.schema';
import { isContainer } from '../body/walk';

const texts = new WeakMap<Block, string>();

function textOf(block: Block): string {
  const known = texts.get(block);
  if (known !== undefined) return known;
  const made = isContainer(block) ? containerText(block) : canonicalJson(block);
  texts.set(block, made);
  return made;
}

/** Own members around the children: canonical JSON sorts member names, so the children have one place. */
function containerText(block: Block & { children: Block[] }): string {
  const own = canonicalJson({ ...block, children: [] });
  // Member names sort before values are written: «children» comes second or third, always before free text.
  const at = placeOfChildren(own, block);
  return `${own.slice(0, at)}[${block.children.map(textOf).join(',')}]${own.slice(at + 2)}`;
}

function placeOfChildren(own: string, block: Block): number {
  const before: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(block)) if (name < 'children') before[name] = value;
  const head = canonicalJson(before);
  // `{…}` of the earlier members without its brace, then a comma where there were any.
  const start = head === '{}' ? 1 : head.length;
  return own.indexOf('[]', start);
}

/** canonicalJson of the body. Depth is bounded by BODY_LIMITS, so recursion is safe on checked bodies. */
export function canonicalBodyText(body: DocumentBody): string {
  const { numbering, schemaVersion } = body;
  return `{"blocks":[${body.blocks.map(textOf).join(',')}],"numbering":${JSON.stringify(numbering)},"schemaVersion":${schemaVersion}}`;
}
