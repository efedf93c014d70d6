// Parses an update: operators, replacement or pipeline, with its array filters.
import { Dependencies } from './aggregate/expressions';
import { compileReshape } from './aggregate/shape';
import { type Doc, isArray, isDoc, typeName, type Value } from './bson-values';
import { badValue, failedToParse, notSupported, StoreError } from './errors';
import { type Filter, parseFilter, type Variables } from './matcher';
import { showDoc, showValue } from './show-value';
import { MODIFIERS, type Modifier } from './update-operators';

interface Change {
  readonly parts: readonly string[];
  readonly path: string;
  readonly modifier: Modifier;
  readonly onInsertOnly: boolean;
}

export type Update =
  | { readonly kind: 'replace'; readonly document: Doc }
  | { readonly kind: 'pipeline'; readonly stages: ReadonlyArray<(document: Doc) => Doc> }
  | {
      readonly kind: 'modify';
      readonly changes: readonly Change[];
      readonly arrayFilters: ReadonlyMap<string, Filter>;
    };

export function parseUpdate(
  update: Value,
  arrayFilters: readonly Value[] = [],
  variables: Variables = new Map(),
): Update {
  if (isArray(update)) {
    if (arrayFilters.length > 0)
      throw failedToParse('arrayFilters may not be specified for pipeline-style updates');
    return { kind: 'pipeline', stages: update.map((stage) => parseStage(stage, variables)) };
  }
  if (!isDoc(update)) throw failedToParse('Update argument must be either an object or an array');
  const first = update.keys().next().value;
  if (first === undefined || !first.startsWith('$')) {
    if (arrayFilters.length > 0)
      throw failedToParse('arrayFilters may not be specified for replacement-style updates');
    return { kind: 'replace', document: parseReplacement(update) };
  }
  const changes: Change[] = [];
  for (const [operator, fields] of update) addChanges(changes, operator, fields);
  changes.sort(compareChanges);
  assertNoConflicts(changes);
  return { kind: 'modify', changes, arrayFilters: parseArrayFilters(arrayFilters, changes, update) };
}

function parseStage(stage: Value, variables: Variables): (document: Doc) => Doc {
  const [entry] = isDoc(stage) ? stage : [];
  if (!isDoc(stage) || stage.size !== 1 || !entry) {
    throw new StoreError(40323, 'A pipeline stage specification object must contain exactly one field.');
  }
  const compiling = { variables: new Set(variables.keys()), needs: new Dependencies() };
  const change = compileReshape(entry[0], entry[1], compiling);
  if (!change) throw notSupported(`stage ${entry[0]} in an update`, 'InvalidOptions');
  return (document) => change(document, { root: document, variables });
}

function parseReplacement(update: Doc): Doc {
  for (const name of update.keys()) {
    if (name.startsWith('$')) {
      throw new StoreError(
        'DollarPrefixedFieldName',
        `The dollar ($) prefixed field '${name}' in '${name}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
      );
    }
  }
  return update;
}

function addChanges(changes: Change[], operator: string, fields: Value): void {
  const make = Object.hasOwn(MODIFIERS, operator) ? MODIFIERS[operator] : undefined;
  if (!make) {
    if (!operator.startsWith('$')) {
      throw failedToParse(
        `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`,
      );
    }
    throw notSupported(`update operator ${operator}`, 'FailedToParse');
  }
  if (!isDoc(fields)) {
    throw failedToParse(
      `Modifiers operate on fields but we found type ${typeName(fields)} instead. For example: {$mod: {<field>: ...}} not {${operator}: ${showValue(fields)}}`,
    );
  }
  for (const [path, argument] of fields) {
    const parts = parsePath(path);
    changes.push({ parts, path, modifier: make(path, argument), onInsertOnly: operator === '$setOnInsert' });
  }
}

const POSITIONAL = /^\$(?:\[[A-Za-z0-9]*\])?$/;

function parsePath(path: string): string[] {
  if (path === '') throw new StoreError('EmptyFieldName', 'An empty update path is not valid.');
  const parts = path.split('.');
  parts.forEach((part, index) => {
    if (part === '') {
      throw new StoreError(
        'EmptyFieldName',
        `The update path '${path}' contains an empty field name, which is not allowed.`,
      );
    }
    if (!POSITIONAL.test(part)) {
      // Other names with a dollar are names; at the top level applyUpdate takes them in an upsert only.
      if (part.startsWith('$[')) {
        throw new StoreError(
          'DollarPrefixedFieldName',
          `The dollar ($) prefixed field '${part}' in '${path}' is not allowed in the context of an update.`,
        );
      }
    } else if (index === 0) {
      if (part === '$')
        throw badValue(`Cannot have positional (i.e. '$') element in the first position in path '${path}'`);
      throw badValue(
        `Cannot have array filter identifier (i.e. '$[<id>]') element in the first position in path '${path}'`,
      );
    }
  });
  if (parts.filter((part) => part === '$').length > 1) {
    throw badValue(`Too many positional (i.e. '$') elements found in path '${path}'`);
  }
  return parts;
}

// New fields come into a document in the order of their names, numbers by value.
function compareChanges(a: Change, b: Change): number {
  for (let at = 0; at < Math.min(a.parts.length, b.parts.length); at += 1) {
    const left = a.parts[at] as string;
    const right = b.parts[at] as string;
    if (left === right) continue;
    if (/^\d+$/.test(left) && /^\d+$/.test(right)) return Number(left) - Number(right);
    return left < right ? -1 : 1;
  }
  return a.parts.length - b.parts.length;
}

function assertNoConflicts(changes: readonly Change[]): void {
  for (const change of changes) {
    for (const other of changes) {
      if (other === change) continue;
      if (other.path === change.path || other.path.startsWith(`${change.path}.`)) {
        throw new StoreError(
          'ConflictingUpdateOperators',
          `Updating the path '${other.path}' would create a conflict at '${change.path}'`,
        );
      }
    }
  }
}

function parseArrayFilters(
  given: readonly Value[],
  changes: readonly Change[],
  update: Doc,
): Map<string, Filter> {
  const filters = new Map<string, Filter>();
  for (const each of given) {
    if (!isDoc(each)) throw new StoreError('TypeMismatch', 'arrayFilters entries must be objects');
    const filter = parseFilter(each);
    const names = new Set(identifiersOf(filter));
    const [name] = names;
    if (name === undefined || name === '') {
      throw failedToParse('Cannot use an expression without a top-level field name in arrayFilters');
    }
    if (names.size > 1) {
      throw failedToParse(
        `Error parsing array filter :: caused by :: Expected a single top-level field name, found '${[...names].join("' and '")}'`,
      );
    }
    if (!/^[a-z][a-zA-Z0-9]*$/.test(name)) {
      throw badValue(
        `Error parsing array filter :: caused by :: The top-level field name must be an alphanumeric string beginning with a lowercase letter, found '${name}'`,
      );
    }
    if (filters.has(name))
      throw failedToParse(`Found multiple array filters with the same top-level field name ${name}`);
    filters.set(name, filter);
  }
  assertFiltersUsed(filters, changes, update);
  return filters;
}

function assertFiltersUsed(
  filters: ReadonlyMap<string, Filter>,
  changes: readonly Change[],
  update: Doc,
): void {
  const used = new Set<string>();
  for (const change of changes) {
    for (const part of change.parts) {
      const identifier = /^\$\[(.+)\]$/.exec(part)?.[1];
      if (identifier === undefined) continue;
      if (!filters.has(identifier)) {
        throw badValue(`No array filter found for identifier '${identifier}' in path '${change.path}'`);
      }
      used.add(identifier);
    }
  }
  for (const name of filters.keys()) {
    if (!used.has(name)) {
      throw failedToParse(
        `The array filter for identifier '${name}' was not used in the update ${showDoc(update)}`,
      );
    }
  }
}

function identifiersOf(filter: Filter): string[] {
  if (filter.kind === 'leaf') return filter.parts.length > 0 ? [filter.parts[0] as string] : [];
  if (filter.kind === 'not') return identifiersOf(filter.part);
  return 'parts' in filter ? filter.parts.flatMap(identifiersOf) : [];
}
