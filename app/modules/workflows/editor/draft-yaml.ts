// The draft as the text of its file. The text before is changed in place: what stays equal keeps its comments, its
// order and its spelling; a file that nothing changed in keeps every byte.
import { type Document, isMap, isSeq, parseDocument, type YAMLMap } from 'yaml';
import { canonicalJson } from '~/shared/canonical-json';
import { type WorkflowDefinition, WorkflowSchema } from '../workflow.schema';
import { draftValue } from './draft-value';
import type { EditorField, RouteDraft } from './route-draft';

type Plain = Record<string, unknown>;
const same = (a: unknown, b: unknown): boolean => canonicalJson([a]) === canonicalJson([b]);
/** Short things stand in one line: `{ role: chair }`. */
const IN_LINE = new Set([
  'submit',
  'adopt',
  'publish',
  'assignees',
  'rule',
  'due',
  'remind',
  'when',
  'escalate',
]);

function nodeOf(doc: Document, key: string, value: unknown) {
  const isWide = key === 'assignees' && 'external' in (value as Plain);
  return doc.createNode(value, { flow: IN_LINE.has(key) && !isWide });
}

/** Sets what differs, removes what is gone. `usual`: the parsed value with its defaults, to leave an explicit one. */
function fill(doc: Document, map: YAMLMap, value: Plain, usual: Plain): void {
  const held = map.toJS(doc) as Plain;
  for (const key of Object.keys(held)) {
    if (!(key in value) && !same(held[key], usual[key])) map.delete(key);
  }
  for (const [key, wanted] of Object.entries(value)) {
    if (key === 'steps' || (key in held && same(held[key], wanted))) continue;
    const old = map.get(key, true);
    const node = nodeOf(doc, key, wanted);
    // The word beside a line stays with the line.
    const comment = (old as { comment?: string | null } | undefined)?.comment;
    if (comment) node.comment = comment;
    map.set(key, node);
  }
}

function emptyMap(doc: Document): YAMLMap {
  return doc.createNode({}) as YAMLMap;
}

function fillSteps(doc: Document, root: YAMLMap, steps: readonly Plain[], usual: readonly Plain[]): void {
  const list = root.get('steps', true);
  const old = isSeq(list) ? list.items.filter((item): item is YAMLMap => isMap(item)) : [];
  const items = steps.map((step, index) => {
    const at = old.findIndex((item) => item.get('id') === step.id);
    const map = at >= 0 ? (old.splice(at, 1)[0] as YAMLMap) : emptyMap(doc);
    fill(doc, map, step, usual[index] ?? {});
    return map;
  });
  if (isSeq(list)) list.items = items;
  else {
    const seq = doc.createNode([]);
    seq.items = items as never;
    root.set('steps', seq);
  }
}

/** The defaults of what was written, as the schema reads it; the value itself where it is not valid. */
function withDefaults(value: Plain): Plain {
  const parsed = WorkflowSchema.safeParse(value);
  return parsed.success ? (parsed.data as WorkflowDefinition as unknown as Plain) : value;
}

/** The text to be saved. `before` is the text the draft was read from; null for a new file. Pure. */
export function draftYaml(
  draft: RouteDraft,
  input: { readonly kind: string; readonly fields: readonly EditorField[]; readonly before: string | null },
): string {
  const value = draftValue(draft, input.kind, input.fields);
  const usual = withDefaults(value);
  const doc = parseDocument(input.before ?? '{}');
  const readable = doc.errors.length === 0 && isMap(doc.contents);
  const root = readable ? (doc.contents as YAMLMap) : emptyMap(doc);
  if (!readable) doc.contents = root as never;
  root.flow = false;
  const held = WorkflowSchema.safeParse(root.toJS(doc));
  if (input.before !== null && held.success && same(held.data, usual)) return input.before;
  fill(doc, root, value, usual);
  fillSteps(doc, root, value.steps as Plain[], (usual.steps ?? []) as Plain[]);
  return doc.toString({ lineWidth: 0 });
}
