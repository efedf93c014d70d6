// The parts of a form: one for each group, list, person and organisation of the top level, and one for each run of
// simple fields between them. Each knows how much of it is still to be filled in.
import type { FieldDeclaration, FieldMap } from '../field.schema';
import { asList, asMap, isBlank, joinPath, type Typed, type TypedMap } from './typed';

export interface FormSection {
  /** Name of its first field: part of the anchor. */
  readonly id: string;
  readonly names: readonly string[];
  /** Null where several simple fields stand together: the page gives the words. */
  readonly title: string | null;
}

const OWN_SECTION: ReadonlySet<FieldDeclaration['type']> = new Set([
  'group',
  'list',
  'person',
  'organisation',
]);

export const sectionAnchor = (id: string): string => `s-${id}`;

export function formSections(fields: FieldMap): FormSection[] {
  const runs: { names: string[]; own: boolean }[] = [];
  for (const [name, field] of Object.entries(fields)) {
    const own = OWN_SECTION.has(field.type);
    const last = runs.at(-1);
    if (!own && last && !last.own) last.names.push(name);
    else runs.push({ names: [name], own });
  }
  return runs.map(({ names }) => {
    const [id = ''] = names;
    return { id, names, title: names.length === 1 ? (fields[id]?.label ?? null) : null };
  });
}

export interface SectionProgress {
  readonly id: string;
  /** Required fields that are shown and empty. */
  readonly missing: number;
  /** Nothing typed yet. */
  readonly blank: boolean;
}

export function formProgress(
  fields: FieldMap,
  typed: TypedMap,
  hidden: ReadonlySet<string>,
): SectionProgress[] {
  return formSections(fields).map(({ id, names }) => ({
    id,
    missing: names.reduce((sum, name) => sum + missingIn(fields[name], typed[name], name, hidden), 0),
    blank: names.every((name) => isBlank(typed[name])),
  }));
}

function missingIn(
  field: FieldDeclaration | undefined,
  typed: Typed | undefined,
  path: string,
  hidden: ReadonlySet<string>,
): number {
  if (!field || hidden.has(path)) return 0;
  const inside = (fields: FieldMap, map: TypedMap, at: string) =>
    Object.entries(fields).reduce(
      (sum, [name, one]) => sum + missingIn(one, map[name], joinPath(at, name), hidden),
      0,
    );
  if (field.type === 'group') {
    return !field.required && isBlank(typed) ? 0 : inside(field.fields, asMap(typed), path);
  }
  if (field.type === 'list') {
    const filled = asList(typed).entries.filter((entry) => !isBlank(entry.value));
    const wanted = Math.max(field.repeat.min, field.required ? 1 : 0);
    const { fields } = field;
    const within = fields
      ? filled.reduce((sum, { key, value }) => sum + inside(fields, asMap(value), `${path}.${key}`), 0)
      : 0;
    return within + Math.max(0, wanted - filled.length);
  }
  if (field.type === 'boolean') return 0;
  const main = field.type === 'person' || field.type === 'organisation' ? asMap(typed) : null;
  const empty = main ? isBlank(main[field.type === 'person' ? 'surname' : 'name']) : isBlank(typed);
  return field.required && empty ? 1 : 0;
}

/** Form paths of the fields that decide whether others are shown. */
export function decidingPaths(fields: FieldMap, typed: TypedMap): Set<string> {
  const found = new Set<string>();
  const look = (map: FieldMap, at: TypedMap, path: string): void => {
    for (const [name, field] of Object.entries(map)) {
      const own = joinPath(path, name);
      const decider = field.when?.field;
      if (decider) found.add(decider.startsWith('/') ? decider.slice(1) : joinPath(path, decider));
      if (field.type === 'group') look(field.fields, asMap(at[name]), own);
      if (field.type !== 'list' || !field.fields) continue;
      for (const { key, value } of asList(at[name]).entries)
        look(field.fields, asMap(value), `${own}.${key}`);
    }
  };
  look(fields, typed, '');
  return found;
}
