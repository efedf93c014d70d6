// Reading a command's arguments: every option is named in its command's list or refused by name.
import { compileExpression, Dependencies } from '../aggregate/expressions';
import {
  type Doc,
  doc,
  isArray,
  isDoc,
  isTruthy,
  type Maybe,
  toWhole,
  typeName,
  type Value,
} from '../bson-values';
import { badValue, notSupported, StoreError, typeMismatch } from '../errors';
import type { Variables } from '../matcher';

/** What any command may carry. */
const COMMON = new Set([
  '$db',
  'lsid',
  '$clusterTime',
  '$readPreference',
  'comment',
  'maxTimeMS',
  'readConcern',
  'writeConcern',
]);

export function assertOptions(command: string, body: Doc, accepted: ReadonlySet<string>): void {
  for (const [name, value] of body) {
    if (name === command || COMMON.has(name) || accepted.has(name)) continue;
    if (name === 'txnNumber' || name === 'startTransaction' || name === 'autocommit') {
      throw new StoreError(
        'IllegalOperation',
        'Transaction numbers are only allowed on a replica set member or mongos',
      );
    }
    // An option that is switched off asks for nothing.
    if (value === false || value === null) continue;
    throw notSupported(`option ${name} of ${command}`, 'IDLUnknownField');
  }
  assertConcerns(body);
}

function assertConcerns(body: Doc): void {
  const read = body.get('readConcern');
  if (isDoc(read)) {
    for (const [name, value] of read) {
      if (name !== 'level' || (value !== 'local' && value !== 'majority' && value !== 'available')) {
        throw notSupported(`readConcern ${name}: ${String(value)}`, 'InvalidOptions');
      }
    }
  }
  const write = body.get('writeConcern');
  if (isDoc(write)) assertWriteConcern(write);
}

function assertWriteConcern(write: Doc): void {
  for (const [name, value] of write) {
    if (name === 'j' || name === 'wtimeout' || name === 'fsync') continue;
    if (name !== 'w') throw notSupported(`writeConcern ${name}`, 'FailedToParse');
    if (value === 'majority' || toWhole(value) === 0 || toWhole(value) === 1) continue;
    throw badValue("cannot use 'w' > 1 when a host is not replicated");
  }
}

/** The collection a command names. */
export function collectionName(body: Doc, command: string): string {
  const name = body.get(command);
  if (typeof name !== 'string') {
    throw new StoreError('InvalidNamespace', `collection name has invalid type ${typeName(name)}`);
  }
  if (name === '')
    throw new StoreError('InvalidNamespace', `Invalid namespace specified '${databaseName(body)}.'`);
  return name;
}

export function databaseName(body: Doc): string {
  const db = body.get('$db');
  return typeof db === 'string' ? db : 'test';
}

export function docOption(body: Doc, name: string): Doc | undefined {
  const value = body.get(name);
  if (value === undefined || value === null) return undefined;
  if (isDoc(value)) return value;
  throw wrongType(name, value, 'object');
}

export function arrayOption(body: Doc, name: string): Value[] | undefined {
  const value = body.get(name);
  if (value === undefined) return undefined;
  if (isArray(value)) return value;
  throw wrongType(name, value, 'array');
}

/** A whole number not below zero. */
export function countOption(body: Doc, name: string): number | undefined {
  const value = body.get(name);
  if (value === undefined || value === null) return undefined;
  const whole = toWhole(value);
  if (whole === undefined) throw wrongType(name, value, 'number');
  if (whole < 0)
    throw new StoreError(51024, `BSON field '${name}' value must be >= 0, actual value '${whole}'`);
  return whole;
}

/** The variables of `let`: constant expressions, evaluated once. */
export function variablesOption(body: Doc): Variables {
  const given = docOption(body, 'let') ?? doc();
  const needs = new Dependencies();
  const result = new Map<string, Value>();
  for (const [name, value] of given) {
    const expression = compileExpression(value, { variables: new Set(), needs });
    if (needs.whole || needs.fields.size > 0) {
      throw new StoreError(
        4890500,
        'Command let Expression tried to access a field, but this is not allowed',
      );
    }
    result.set(name, expression({ root: doc(), variables: result }) ?? null);
  }
  return result;
}

export const flagOption = (body: Doc, name: string): boolean => isTruthy(body.get(name) as Maybe);

const wrongType = (name: string, value: Value, wanted: string): StoreError =>
  typeMismatch(`BSON field '${name}' is the wrong type '${typeName(value)}', expected type '${wanted}'`);

/** maxTimeMS as a moment of performance.now(). */
export function deadlineOf(body: Doc): number | undefined {
  const limit = countOption(body, 'maxTimeMS');
  return limit === undefined || limit === 0 ? undefined : performance.now() + limit;
}

export function hintOf(body: Doc): Value | undefined {
  const hint = body.get('hint');
  if (hint === undefined || hint === null || (isDoc(hint) && hint.size === 0)) return undefined;
  if (typeof hint !== 'string' && !isDoc(hint)) {
    throw typeMismatch(
      `BSON field 'hint' is the wrong type '${typeName(hint)}', expected types '[string, object]'`,
    );
  }
  return hint;
}
