// $project, $addFields/$set, $unset and $replaceRoot: what changes the shape of one document.
import { type Doc, doc, isArray, isDoc, isNumber, isTruthy, type Maybe, type Value } from '../bson-values';
import { StoreError } from '../errors';
import { insertPath, isPathTree, newPathTree, type PathTree } from '../field-path';
import { type Compiling, compileExpression, type Expression, isExpression, type Scope } from './expressions';

type Reshape = (document: Doc, scope: Scope) => Doc;

type Leaf = 'keep' | 'drop' | Expression;
type Tree = PathTree<Leaf>;

/** The stages that change one document at a time; undefined: it is none of them. */
export function compileReshape(name: string, spec: Value, compiling: Compiling): Reshape | undefined {
  switch (name) {
    case '$project':
      return compileProject(spec, compiling);
    case '$addFields':
    case '$set':
      return compileAddFields(spec, compiling, name);
    case '$unset':
      return compileUnset(spec);
    case '$replaceRoot':
      return compileReplaceRoot(spec, compiling);
    case '$replaceWith':
      return compileReplaceRoot(doc([['newRoot', spec]]), compiling);
    default:
      return undefined;
  }
}

const isOperator = (value: Doc): boolean => value.keys().next().value?.startsWith('$') === true;

function compileProject(spec: Value, compiling: Compiling): Reshape {
  if (!isDoc(spec)) throw new StoreError(15969, '$project specification must be an object');
  if (spec.size === 0) throw projectError(51272, 'projection specification must have at least one field');
  const parsing = new ProjectParsing(compiling);
  parsing.addAll('', spec);
  return parsing.finish();
}

const projectError = (code: number, message: string): StoreError =>
  new StoreError(code, `Invalid $project :: caused by :: ${message}`);

// $project's own parser names an unknown expression first, with a code of its own.
function assertKnown(value: Value): void {
  const name = isDoc(value) ? value.keys().next().value : undefined;
  if (name?.startsWith('$') && name !== '$literal' && !isExpression(name)) {
    throw projectError(31325, `not supported by the embedded store: expression ${name}`);
  }
}

class ProjectParsing {
  private readonly tree = newPathTree<Leaf>();
  private mode: 'keep' | 'drop' | undefined;
  private id: boolean | undefined;

  constructor(private readonly compiling: Compiling) {}

  addAll(prefix: string, spec: Doc): void {
    for (const [name, value] of spec) this.add(prefix + name, value);
  }

  private add(path: string, value: Value): void {
    if (isNumber(value) || typeof value === 'boolean') {
      const kind = isTruthy(value) ? 'keep' : 'drop';
      if (path === '_id') this.id = isTruthy(value);
      else this.put(kind, path, kind);
    } else if (isDoc(value) && !isOperator(value)) {
      if (value.size === 0) throw new StoreError(51270, 'An empty sub-projection is not a valid value.');
      this.addAll(`${path}.`, value);
    } else {
      assertKnown(value);
      this.put('keep', path, compileExpression(value, this.compiling));
    }
  }

  private put(mode: 'keep' | 'drop', path: string, leaf: Leaf): void {
    if (this.mode !== undefined && this.mode !== mode) {
      throw mode === 'keep'
        ? projectError(31253, `Cannot do inclusion on field ${path} in exclusion projection`)
        : projectError(31254, `Cannot do exclusion on field ${path} in inclusion projection`);
    }
    this.mode = mode;
    insertPath(this.tree, path, leaf);
  }

  finish(): Reshape {
    const { tree } = this;
    const keeping = (this.mode ?? (this.id ? 'keep' : 'drop')) === 'keep';
    if (keeping && this.id !== false && !tree.children.has('_id')) tree.children.set('_id', 'keep');
    if (!keeping && this.id === false) tree.children.set('_id', 'drop');
    return keeping
      ? (document, scope) => computed(included(document, tree), tree, scope)
      : (document) => excluded(document, tree);
  }
}

function included(document: Doc, tree: Tree): Doc {
  const result: Doc = new Map();
  for (const [name, value] of document) {
    const node = tree.children.get(name);
    if (node === 'keep') result.set(name, value);
    else if (isPathTree(node)) {
      const kept = includedValue(value, node);
      if (kept !== undefined) result.set(name, kept);
    }
  }
  return result;
}

function includedValue(value: Value, tree: Tree): Maybe {
  if (isDoc(value)) return included(value, tree);
  if (!isArray(value)) return undefined;
  return value.map((each) => includedValue(each, tree)).filter((each) => each !== undefined);
}

function excluded(document: Doc, tree: Tree): Doc {
  const result: Doc = new Map();
  for (const [name, value] of document) {
    const node = tree.children.get(name);
    if (node === undefined) result.set(name, value);
    else if (isPathTree(node)) result.set(name, excludedValue(value, node));
  }
  return result;
}

function excludedValue(value: Value, tree: Tree): Value {
  if (isDoc(value)) return excluded(value, tree);
  return isArray(value) ? value.map((each) => excludedValue(each, tree)) : value;
}

const hasComputed = (node: Leaf | Tree): boolean =>
  typeof node === 'function' || (isPathTree(node) && [...node.children.values()].some(hasComputed));

/** Sets the computed fields of the tree; existing ones keep their place. */
function computed(document: Doc, tree: Tree, scope: Scope): Doc {
  for (const [name, node] of tree.children) {
    if (typeof node === 'function') {
      const value = node(scope);
      if (value === undefined) document.delete(name);
      else document.set(name, value);
    } else if (isPathTree(node) && hasComputed(node)) {
      document.set(name, computedInto(document.get(name), node, scope));
    }
  }
  return document;
}

function computedInto(value: Maybe, tree: Tree, scope: Scope): Value {
  if (isArray(value)) return value.map((each) => computedInto(each, tree, scope));
  return computed(isDoc(value) ? new Map(value) : doc(), tree, scope);
}

function compileAddFields(spec: Value, compiling: Compiling, stage: string): Reshape {
  if (!isDoc(spec))
    throw new StoreError(40272, `${stage} specification stage must be an object, got ${typeof spec}`);
  const tree = newPathTree<Leaf>();
  const visit = (prefix: string, value: Doc): void => {
    for (const [name, child] of value) {
      if (isDoc(child) && child.size > 0 && !isOperator(child)) visit(`${prefix}${name}.`, child);
      else insertPath(tree, prefix + name, compileExpression(child, compiling));
    }
  };
  visit('', spec);
  return (document, scope) => computed(new Map(document), tree, scope);
}

function compileUnset(spec: Value): Reshape {
  const paths = isArray(spec) ? spec : [spec];
  const tree = newPathTree<Leaf>();
  if (paths.length === 0)
    throw new StoreError(31119, '$unset specification must be a string or an array with at least one field');
  for (const path of paths) {
    if (typeof path !== 'string')
      throw new StoreError(
        31120,
        '$unset specification must be a string or an array containing only string values',
      );
    insertPath(tree, path, 'drop');
  }
  return (document) => excluded(document, tree);
}

function compileReplaceRoot(spec: Value, compiling: Compiling): Reshape {
  if (!isDoc(spec)) throw new StoreError(40229, 'expected an object as specification for $replaceRoot stage');
  for (const name of spec.keys())
    if (name !== 'newRoot')
      throw new StoreError(40415, `BSON field '$replaceRoot.${name}' is an unknown field.`);
  const given = spec.get('newRoot');
  if (given === undefined)
    throw new StoreError(40414, "BSON field '$replaceRoot.newRoot' is missing but a required field");
  const root = compileExpression(given, compiling);
  return (_document, scope) => {
    const result = root(scope);
    if (isDoc(result)) return result;
    throw new StoreError(
      40228,
      "'newRoot' expression must evaluate to an object, but resulting value was of another type",
    );
  };
}
