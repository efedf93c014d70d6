// Where an update writes: a dotted path with positional parts resolved to a container and a key.
import { type Doc, isDoc, type Maybe, type Value } from './bson-values';
import { badValue, StoreError } from './errors';
import { isArrayIndex } from './filter-tree';
import { showValue } from './show-value';

const MAX_BACKFILL = 1_500_000;

/** A place in a document that may not exist yet. */
export interface Slot {
  get(): Maybe;
  set(value: Value): void;
  /** Removes a field; an array element becomes null. */
  unset(): void;
}

export interface PathContext {
  readonly root: Doc;
  /** What the positional `$` stands for. */
  readonly arrayIndex: number | undefined;
  /** Of each array filter, whether an element passes it. */
  readonly filters: ReadonlyMap<string, (element: Value) => boolean>;
  /** Which elements of an array passed, as it was before its first change. */
  readonly passed: Map<Value, ReadonlyMap<string, readonly boolean[]>>;
  /** Concrete paths written so far, to find two operators that meet in one element. */
  readonly written: Set<string> | undefined;
}

export type WhenBlocked = 'refuse' | 'skip';

/** Calls `apply` for every place the path stands for. Missing sub-documents are made only by `set`. */
export function forEachSlot(
  context: PathContext,
  parts: readonly string[],
  whenBlocked: WhenBlocked,
  apply: (slot: Slot, path: string) => void,
): void {
  walk(context, context.root, parts, 0, [], whenBlocked, apply);
}

function walk(
  context: PathContext,
  container: Value,
  parts: readonly string[],
  at: number,
  concrete: readonly string[],
  whenBlocked: WhenBlocked,
  apply: (slot: Slot, path: string) => void,
): void {
  const part = parts[at] as string;
  if (part.startsWith('$[')) {
    const element = (index: number) =>
      walkInto(
        context,
        container,
        [...parts.slice(0, at), String(index), ...parts.slice(at + 1)],
        at,
        concrete,
        whenBlocked,
        apply,
      );
    forEachElement(context, container, part, concrete, element);
    return;
  }
  const name = part === '$' ? positional(context) : part;
  walkInto(
    context,
    container,
    [...parts.slice(0, at), name, ...parts.slice(at + 1)],
    at,
    concrete,
    whenBlocked,
    apply,
  );
}

function walkInto(
  context: PathContext,
  container: Value,
  parts: readonly string[],
  at: number,
  concrete: readonly string[],
  whenBlocked: WhenBlocked,
  apply: (slot: Slot, path: string) => void,
): void {
  const name = parts[at] as string;
  const blocked = isDoc(container) ? false : !Array.isArray(container) || !isArrayIndex(name);
  if (blocked) {
    if (whenBlocked === 'skip') return;
    throw notViable(name, concrete, container);
  }
  const path = [...concrete, name];
  const child = childOf(container, name);
  if (at === parts.length - 1) {
    claim(context, path);
    apply(slotOf(container as Doc | Value[], name), path.join('.'));
  } else if (child !== undefined) walk(context, child, parts, at + 1, path, whenBlocked, apply);
  else missingBranch(context, container as Doc | Value[], name, parts, at, path, apply);
}

/** Below a missing field: the rest is built of plain sub-documents, and only if something is set. */
function missingBranch(
  context: PathContext,
  container: Doc | Value[],
  name: string,
  parts: readonly string[],
  at: number,
  path: readonly string[],
  apply: (slot: Slot, path: string) => void,
): void {
  const rest = parts.slice(at + 1).map((part) => {
    if (part.startsWith('$[')) {
      throw badValue(
        `The path '${path.join('.')}' must exist in the document in order to apply array updates.`,
      );
    }
    return part === '$' ? positional(context) : part;
  });
  claim(context, [...path, ...rest]);
  const slot: Slot = {
    get: () => undefined,
    unset: () => undefined,
    set: (value) => {
      let built = value;
      for (const part of [...rest].reverse()) built = new Map([[part, built]]);
      slotOf(container, name).set(built);
    },
  };
  apply(slot, [...path, ...rest].join('.'));
}

function childOf(container: Value, name: string): Maybe {
  if (isDoc(container)) return container.get(name);
  return Array.isArray(container) ? container[Number(name)] : undefined;
}

function slotOf(container: Doc | Value[], name: string): Slot {
  if (isDoc(container)) {
    return {
      get: () => container.get(name),
      set: (value) => void container.set(name, value),
      unset: () => void container.delete(name),
    };
  }
  const index = Number(name);
  return {
    get: () => container[index],
    set: (value) => {
      if (index > container.length + MAX_BACKFILL) {
        throw badValue(`Cannot backfill array to larger than ${MAX_BACKFILL} elements`);
      }
      while (container.length < index) container.push(null);
      container[index] = value;
    },
    unset: () => {
      if (index < container.length) container[index] = null;
    },
  };
}

function positional(context: PathContext): string {
  if (context.arrayIndex === undefined) {
    throw badValue('The positional operator did not find the match needed from the query.');
  }
  return String(context.arrayIndex);
}

function forEachElement(
  context: PathContext,
  container: Value,
  part: string,
  concrete: readonly string[],
  visit: (index: number) => void,
): void {
  if (!Array.isArray(container)) {
    throw badValue(
      `Cannot apply array updates to non-array element ${concrete.at(-1) ?? ''}: ${showValue(container)}`,
    );
  }
  const identifier = part.slice(2, -1);
  const passed = passedOf(context, container).get(identifier);
  for (let index = 0; index < container.length; index += 1) {
    if (identifier === '' || passed?.[index]) visit(index);
  }
}

/** All filters are asked when an array is first met: a change of one path must not show to another's filter. */
function passedOf(context: PathContext, array: Value[]): ReadonlyMap<string, readonly boolean[]> {
  const known = context.passed.get(array);
  if (known) return known;
  const passed = new Map([...context.filters].map(([name, test]) => [name, array.map(test)]));
  context.passed.set(array, passed);
  return passed;
}

function claim(context: PathContext, path: readonly string[]): void {
  const { written } = context;
  if (!written) return;
  const whole = path.join('.');
  for (const other of written) {
    if (other === whole || other.startsWith(`${whole}.`) || whole.startsWith(`${other}.`)) {
      throw new StoreError(
        'ConflictingUpdateOperators',
        `Update created a conflict at '${whole.length < other.length ? whole : other}'`,
      );
    }
  }
  written.add(whole);
}

function notViable(name: string, concrete: readonly string[], container: Value): StoreError {
  const holder = concrete.at(-1) ?? '';
  return new StoreError(
    'PathNotViable',
    `Cannot create field '${name}' in element {${holder}: ${showValue(container)}}`,
  );
}
