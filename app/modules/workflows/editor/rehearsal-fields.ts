// The made-up document of the simulator: only the fields that decide what happens.
import { conditionPaths } from '../condition';
import type { WorkflowDefinition } from '../workflow.schema';
import type { EditorField } from './route-draft';
import { clauseKind, readNumber } from './sentence';

const MAX_ENTRIES = 50;

/** Fields whose values decide what happens: those of conditions and those that name people. */
export function rehearsalFields(
  definition: WorkflowDefinition,
  fields: readonly EditorField[],
): EditorField[] {
  const used = new Set(
    definition.steps.flatMap((step) => [
      ...(step.when === undefined ? [] : conditionPaths(step.when)),
      ...('field' in step.assignees ? [step.assignees.field] : []),
    ]),
  );
  return fields.filter(({ path, repeated }) => used.has(path) && !repeated);
}

function madeUp(field: EditorField, typed: string): unknown {
  const count = Math.max(0, Math.min(MAX_ENTRIES, Math.trunc(readNumber(typed) ?? 0)));
  const person = (n: number) => ({ key: `n${n}`, name: `${field.label}: участник ${n}` });
  if (field.type === 'list') return Array.from({ length: count }, (_, n) => person(n + 1));
  switch (clauseKind(field)) {
    case 'number':
      return readNumber(typed) ?? typed;
    case 'flag':
      return typed === 'yes';
    case null:
      return count > 0 ? { name: field.label } : null;
    default:
      return typed;
  }
}

/** Fields of the made-up document from what was typed. */
export function madeUpFields(
  fields: readonly EditorField[],
  values: Readonly<Record<string, string>>,
): Record<string, unknown> {
  const root: Record<string, unknown> = {};
  for (const field of fields) {
    const keys = field.path.split('.');
    let at = root;
    for (const key of keys.slice(0, -1)) {
      at[key] ??= {};
      at = at[key] as Record<string, unknown>;
    }
    at[keys.at(-1) as string] = madeUp(field, values[field.path] ?? '');
  }
  return root;
}
