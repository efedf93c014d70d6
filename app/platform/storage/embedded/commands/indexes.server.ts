// createIndexes, listIndexes and dropIndexes; long because the checks of a definition belong together.
import { sameValue } from '../bson-compare';
import {
  type Doc,
  doc,
  int,
  isArray,
  isDoc,
  isNumber,
  isTruthy,
  type Maybe,
  toDouble,
  toWhole,
  type Value,
} from '../bson-values';
import { type Collection, type Index, makeIndex } from '../catalog.server';
import { badValue, notSupported, StoreError } from '../errors';
import { parseFilter } from '../matcher';
import { showDoc } from '../show-value';
import { cursorReply, ID_INDEX } from './admin.server';
import { arrayOption, assertOptions, collectionName } from './arguments';
import { type Command, type CommandContext, reads, writes } from './command.server';

const ok = (entries: ReadonlyArray<[string, Value]> = []): Doc => doc([...entries, ['ok', 1]]);

function listIndexes({ store, db, body }: CommandContext): Doc {
  assertOptions('listIndexes', body, new Set(['cursor']));
  const name = collectionName(body, 'listIndexes');
  const collection = store.find(db, name);
  if (!collection) throw new StoreError('NamespaceNotFound', `ns does not exist: ${db}.${name}`);
  return cursorReply(`${db}.${name}`, [ID_INDEX, ...collection.indexes.map(describeIndex)]);
}

const describeIndex = (index: Index): Doc =>
  doc([['v', int(2)], ['key', index.key], ['name', index.name], ...index.options]);

const INDEX_OPTIONS = new Set(['unique', 'sparse', 'partialFilterExpression', 'expireAfterSeconds']);
const IGNORED_OPTIONS = new Set(['v', 'key', 'name', 'background', 'ns']);

function createIndexes({ store, db, body }: CommandContext): Doc {
  assertOptions('createIndexes', body, new Set(['indexes', 'commitQuorum']));
  const name = collectionName(body, 'createIndexes');
  const specs = arrayOption(body, 'indexes') ?? [];
  if (specs.length === 0) throw badValue('Must specify at least one index to create');
  const wanted = specs.map(parseIndexSpec);
  const existed = store.find(db, name) !== undefined;
  const collection = store.catalog.ensure(db, name);
  const before = collection.indexes.length + 1;
  const fresh = wanted.filter((spec) => !isKnown(collection, spec));
  const made: Index[] = [];
  try {
    for (const spec of fresh) {
      const index = makeIndex(store.catalog.takeId(), spec.name, spec.key, spec.options);
      made.push(index);
      store.records.build(collection, index);
      collection.indexes.push(index);
    }
  } catch (error) {
    // The transaction goes on with other commands: what this one wrote is taken back.
    for (const index of made) {
      store.records.clearIndex(index);
      const at = collection.indexes.indexOf(index);
      if (at >= 0) collection.indexes.splice(at, 1);
    }
    if (!existed) store.catalog.remove(collection);
    throw error;
  }
  store.catalog.save(collection);
  const reply: Array<[string, Value]> = [
    ['numIndexesBefore', int(before)],
    ['numIndexesAfter', int(collection.indexes.length + 1)],
    ['createdCollectionAutomatically', !existed],
  ];
  if (fresh.length === 0) reply.push(['note', 'all indexes already exist']);
  return ok(reply);
}

interface IndexSpec {
  readonly name: string;
  readonly key: Doc;
  readonly options: Doc;
}

function parseIndexSpec(given: Value): IndexSpec {
  if (!isDoc(given)) throw new StoreError('TypeMismatch', 'each index specification must be an object');
  const key = given.get('key');
  if (!isDoc(key) || key.size === 0) throw new StoreError('CannotCreateIndex', 'Index keys cannot be empty.');
  for (const [path, value] of key) assertKeyPart(path, value, key);
  const name = given.get('name');
  if (typeof name !== 'string' || name === '') {
    throw new StoreError(9, `The 'name' field is a required property of an index specification`);
  }
  const options = doc();
  for (const [option, value] of given) {
    if (IGNORED_OPTIONS.has(option)) continue;
    if (!INDEX_OPTIONS.has(option)) {
      if (value === false || value === null) continue;
      throw notSupported(`index option ${option}`, 'CannotCreateIndex');
    }
    assertIndexOption(option, value, key);
    if (value !== false) options.set(option, value);
  }
  if (options.has('sparse') && options.has('partialFilterExpression')) {
    throw new StoreError('CannotCreateIndex', 'cannot mix "partialFilterExpression" and "sparse" options');
  }
  return { name, key, options };
}

function assertKeyPart(path: string, value: Value, key: Doc): void {
  if (typeof value === 'string') throw notSupported(`index type ${value}`, 'CannotCreateIndex');
  if (!isNumber(value) || toDouble(value) === 0 || Number.isNaN(toDouble(value))) {
    throw new StoreError(
      'CannotCreateIndex',
      `Values in v:2 index key pattern must be numbers other than zero: ${showDoc(key)}`,
    );
  }
  const parts = path.split('.');
  if (parts.some((part) => part === ''))
    throw new StoreError('CannotCreateIndex', 'Index keys cannot contain an empty field.');
  if (parts.some((part) => part.startsWith('$') && !['$id', '$ref', '$db', '$**'].includes(part))) {
    throw new StoreError(
      'CannotCreateIndex',
      `Index key contains an illegal field name: field name starts with '$'.`,
    );
  }
  if (path.includes('$**')) throw notSupported('wildcard index', 'CannotCreateIndex');
}

const PARTIAL_OPERATORS = new Set([
  '$eq',
  '$exists',
  '$gt',
  '$gte',
  '$lt',
  '$lte',
  '$type',
  '$in',
  '$and',
  '$or',
]);

function assertIndexOption(option: string, value: Value, key: Doc): void {
  if (option === 'partialFilterExpression') {
    if (!isDoc(value))
      throw new StoreError('TypeMismatch', "The field 'partialFilterExpression' must be an object");
    assertPartial(value);
    parseFilter(value);
  } else if (option === 'expireAfterSeconds') {
    const seconds = toWhole(value);
    if (seconds === undefined || seconds < 0 || seconds > 2147483647) {
      throw new StoreError(
        'CannotCreateIndex',
        'TTL index expireAfterSeconds must be a whole number between 0 and 2147483647',
      );
    }
    if (key.size > 1)
      throw new StoreError(
        'CannotCreateIndex',
        'TTL indexes are single-field indexes, compound indexes do not support TTL.',
      );
    if (key.has('_id'))
      throw new StoreError(
        'CannotCreateIndex',
        'The field expireAfterSeconds is not valid for an _id index specification.',
      );
  } else if (typeof value !== 'boolean' && !isNumber(value)) {
    throw new StoreError(
      'TypeMismatch',
      `The field '${option}' has value ${option}, which is not convertible to bool`,
    );
  }
}

function assertPartial(filter: Doc): void {
  for (const [name, value] of filter) {
    if (name.startsWith('$') && !PARTIAL_OPERATORS.has(name)) {
      throw new StoreError('CannotCreateIndex', `Expression not supported in partial index: ${name}`);
    }
    if (name === '$exists' && !isTruthy(value)) {
      throw new StoreError('CannotCreateIndex', 'Expression not supported in partial index: $exists: false');
    }
    if (isDoc(value)) assertPartial(value);
    if (isArray(value) && (name === '$and' || name === '$or'))
      for (const each of value) if (isDoc(each)) assertPartial(each);
  }
}

/** True when the very same index is there; throws when one of the same name or keys differs. */
function isKnown(collection: Collection, spec: IndexSpec): boolean {
  const plainId = doc([['_id', int(1)]]);
  if (sameValue(spec.key, plainId)) return true;
  for (const index of collection.indexes) {
    const sameKey =
      sameValue(index.key, spec.key) &&
      sameValue(index.partialDoc ?? null, spec.options.get('partialFilterExpression') ?? null);
    const sameOptions = sameValue(sorted(index.options), sorted(spec.options));
    if (index.name === spec.name && sameKey && sameOptions) return true;
    if (index.name === spec.name) {
      throw new StoreError(
        'IndexKeySpecsConflict',
        `An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Please refer to our documentation. Requested index: ${showSpec(spec)}, existing index: ${showDoc(describeIndex(index))}`,
      );
    }
    if (sameKey) {
      throw new StoreError(
        'IndexOptionsConflict',
        `Index already exists with a different name: ${index.name}`,
      );
    }
  }
  return false;
}

const sorted = (options: Doc): Doc => doc([...options].sort(([a], [b]) => (a < b ? -1 : 1)));
const showSpec = (spec: IndexSpec): string =>
  showDoc(doc([['v', int(2)], ['key', spec.key], ['name', spec.name], ...spec.options]));

function dropIndexes({ store, db, body }: CommandContext): Doc {
  const command = body.has('dropIndexes') ? 'dropIndexes' : 'deleteIndexes';
  assertOptions(command, body, new Set(['index']));
  const name = collectionName(body, command);
  const collection = store.find(db, name);
  if (!collection) throw new StoreError('NamespaceNotFound', `ns not found ${db}.${name}`);
  const before = collection.indexes.length + 1;
  const wanted = body.get('index');
  const doomed =
    wanted === '*'
      ? [...collection.indexes]
      : (isArray(wanted) ? wanted : [wanted]).map((each) => findIndex(collection, each));
  for (const index of doomed) {
    store.records.clearIndex(index);
    collection.indexes.splice(collection.indexes.indexOf(index), 1);
  }
  store.catalog.save(collection);
  return ok([['nIndexesWas', int(before)]]);
}

function findIndex(collection: Collection, wanted: Maybe): Index {
  if (wanted === '_id_' || (isDoc(wanted) && sameValue(wanted, doc([['_id', int(1)]])))) {
    throw new StoreError('InvalidOptions', 'cannot drop _id index');
  }
  const index = collection.indexes.find((each) =>
    typeof wanted === 'string' ? each.name === wanted : sameValue(each.key, wanted),
  );
  if (index) return index;
  if (typeof wanted === 'string')
    throw new StoreError('IndexNotFound', `index not found with name [${wanted}]`);
  throw new StoreError(
    'IndexNotFound',
    `can't find index with key: ${isDoc(wanted) ? showDoc(wanted) : String(wanted)}`,
  );
}

export const indexCommands: Readonly<Record<string, Command>> = {
  listIndexes: reads(listIndexes),
  createIndexes: writes(createIndexes),
  dropIndexes: writes(dropIndexes),
  deleteIndexes: writes(dropIndexes),
};
