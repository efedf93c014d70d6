// Values in error messages, written as MongoDB's shell-like text: { a: 1, b: "x", c: ObjectId('…') }.
import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  DateValue,
  type Doc,
  Int32,
  MaxKey,
  type Maybe,
  MinKey,
  ObjectId,
  Timestamp,
} from './bson-values';

export function showValue(value: Maybe): string {
  if (value === undefined || value === null) return 'null';
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') return showDouble(value);
  if (typeof value === 'bigint' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[ ${value.map(showValue).join(', ')} ]`;
  if (value instanceof Map) return showDoc(value);
  if (value instanceof Int32) return String(value.value);
  if (value instanceof ObjectId) return `ObjectId('${value.toHexString()}')`;
  if (value instanceof DateValue) return `new Date(${value.ms})`;
  if (value instanceof Binary)
    return `BinData(${value.sub_type}, ${Buffer.from(value.value()).toString('hex').toUpperCase()})`;
  if (value instanceof BSONRegExp) return `/${value.pattern}/${value.options}`;
  if (value instanceof BSONSymbol) return `"${value.value}"`;
  if (value instanceof Timestamp)
    return `Timestamp(${value.getHighBitsUnsigned()}, ${value.getLowBitsUnsigned()})`;
  if (value instanceof MinKey) return 'MinKey';
  if (value instanceof MaxKey) return 'MaxKey';
  if (value instanceof Code) return String(value.code);
  return String(value);
}

const showDouble = (value: number): string =>
  Number.isInteger(value) && Math.abs(value) < 1e15 ? value.toFixed(1) : String(value);

export function showDoc(value: Doc): string {
  if (value.size === 0) return '{}';
  return `{ ${[...value].map(([name, child]) => `${name}: ${showValue(child)}`).join(', ')} }`;
}
