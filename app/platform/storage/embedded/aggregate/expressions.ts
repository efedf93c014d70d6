// Aggregation expressions, compiled once into functions. `undefined` is a missing value.
import { type Doc, isArray, isDoc, type Maybe, type Value } from '../bson-values';
import { notSupported, StoreError } from '../errors';
import { splitFieldPath } from '../field-path';
import { OPERATORS } from './expression-operators';

export interface Scope {
  readonly root: Doc;
  readonly variables: ReadonlyMap<string, Value>;
}
export type Expression = (scope: Scope) => Maybe;

/** Collects which top-level fields expressions read. */
export class Dependencies {
  readonly fields = new Set<string>();
  whole = false;
}

export interface Compiling {
  readonly variables: ReadonlySet<string>;
  readonly needs: Dependencies;
}

export function compileExpression(value: Value, compiling: Compiling): Expression {
  if (typeof value === 'string' && value.startsWith('$')) return compilePath(value, compiling);
  if (isArray(value)) {
    const parts = value.map((each) => compileExpression(each, compiling));
    return (scope) => parts.map((part) => part(scope) ?? null);
  }
  if (!isDoc(value)) return () => value;
  const first = value.keys().next().value;
  return first?.startsWith('$') ? compileOperator(first, value, compiling) : compileObject(value, compiling);
}

export const isExpression = (name: string): boolean => Object.hasOwn(OPERATORS, name);

function compileOperator(name: string, value: Doc, compiling: Compiling): Expression {
  if (value.size > 1) {
    throw new StoreError(15983, `An object representing an expression must have exactly one field: ${name}`);
  }
  const argument = value.get(name) as Value;
  if (name === '$literal') return () => argument;
  const make = isExpression(name) ? OPERATORS[name] : undefined;
  if (!make) throw notSupported(`expression ${name}`, 'InvalidPipelineOperator');
  return make(name, argument, (part) => compileExpression(part, compiling));
}

function compileObject(value: Doc, compiling: Compiling): Expression {
  const fields = [...value].map(([name, part]) => {
    if (name.includes('.'))
      throw new StoreError(
        16412,
        `FieldPath field names may not contain '.'. Consider using $getField or $setField.`,
      );
    return [name, compileExpression(part, compiling)] as const;
  });
  return (scope) => {
    const result: Doc = new Map();
    for (const [name, part] of fields) {
      const each = part(scope);
      if (each !== undefined) result.set(name, each);
    }
    return result;
  };
}

function compilePath(text: string, compiling: Compiling): Expression {
  if (text.startsWith('$$')) return compileVariable(text, compiling);
  if (text === '$') throw new StoreError(16872, "'$' by itself is not a valid FieldPath");
  const parts = splitFieldPath(text.slice(1));
  compiling.needs.fields.add(parts[0] as string);
  return (scope) => readPath(scope.root, parts, 0);
}

function compileVariable(text: string, compiling: Compiling): Expression {
  const [name, ...rest] = text.slice(2).split('.') as [string, ...string[]];
  if (name === 'ROOT' || name === 'CURRENT') {
    if (rest.length === 0) compiling.needs.whole = true;
    else compiling.needs.fields.add(rest[0] as string);
    return (scope) => readPath(scope.root, rest, 0);
  }
  if (name === 'REMOVE') return () => undefined;
  if (!compiling.variables.has(name)) {
    if (/^[A-Z]/.test(name)) throw notSupported(`variable $$${name}`, 17276);
    throw new StoreError(17276, `Use of undefined variable: ${name}`);
  }
  return (scope) => readPath(scope.variables.get(name), rest, 0);
}

/** A path in aggregation: an array on the way gives the array of what its documents have. */
export function readPath(value: Maybe, parts: readonly string[], at: number): Maybe {
  if (at === parts.length) return value;
  if (isDoc(value)) return readPath(value.get(parts[at] as string), parts, at + 1);
  if (!isArray(value)) return undefined;
  const result: Value[] = [];
  for (const element of value) {
    const each = isDoc(element) || isArray(element) ? readPath(element, parts, at) : undefined;
    if (each !== undefined) result.push(each);
  }
  return result;
}
