// What each update operator does to one place of a document; long because it is the closed list of them.
import { compareValues, sameValue } from './bson-compare';
import {
  BSONRegExp,
  DateValue,
  type Doc,
  doc,
  Int32,
  isArray,
  isDoc,
  isNumber,
  isTruthy,
  type Maybe,
  type NumberValue,
  Timestamp,
  toDouble,
  toWhole,
  typeName,
  type Value,
} from './bson-values';
import { badValue, failedToParse, type StoreError, typeMismatch } from './errors';
import { matches, parseFilter } from './matcher';
import { arithmetic } from './numbers';
import { showDoc, showValue } from './show-value';
import { compareBySpec, parseSort } from './sort';
import type { Slot, WhenBlocked } from './update-path';

/** One operator with its argument checked, ready for any document. */
export interface Modifier {
  readonly whenBlocked: WhenBlocked;
  apply(slot: Slot, where: Where): void;
}
export interface Where {
  readonly path: string;
  readonly root: Doc;
  readonly now: Date;
}

const idOf = (where: Where): string => `{_id: ${showValue(where.root.get('_id'))}}`;
const copy = (value: Value): Value => {
  if (isDoc(value)) return new Map([...value].map(([name, child]) => [name, copy(child)]));
  return isArray(value) ? value.map(copy) : value;
};

type ModifierMaker = (path: string, argument: Value) => Modifier;

const modifier = (apply: Modifier['apply'], whenBlocked: WhenBlocked = 'refuse'): Modifier => ({
  whenBlocked,
  apply,
});

export const MODIFIERS: Readonly<Record<string, ModifierMaker>> = {
  $set: (_, argument) => modifier((slot) => slot.set(copy(argument))),
  $setOnInsert: (_, argument) => modifier((slot) => slot.set(copy(argument))),
  $unset: () => modifier((slot) => slot.unset(), 'skip'),
  $inc: (path, argument) => arithmeticModifier('$inc', path, argument),
  $mul: (path, argument) => arithmeticModifier('$mul', path, argument),
  $min: (_, argument) => extremeModifier(argument, -1),
  $max: (_, argument) => extremeModifier(argument, 1),
  $push: pushModifier,
  $addToSet: addToSetModifier,
  $pop: popModifier,
  $pull: pullModifier,
  $pullAll: pullAllModifier,
  $currentDate: currentDateModifier,
};

function arithmeticModifier(name: '$inc' | '$mul', path: string, argument: Value): Modifier {
  if (!isNumber(argument)) {
    const verb = name === '$inc' ? 'increment' : 'multiply';
    throw typeMismatch(`Cannot ${verb} with non-numeric argument: {${path}: ${showValue(argument)}}`);
  }
  return modifier((slot, where) => {
    const current = slot.get();
    if (current === undefined) {
      slot.set(name === '$inc' ? argument : (arithmetic('multiply', argument, new Int32(0)) as NumberValue));
      return;
    }
    if (!isNumber(current)) {
      throw typeMismatch(
        `Cannot apply ${name} to a value of non-numeric type. ${idOf(where)} has the field '${where.path.split('.').at(-1)}' of non-numeric type ${typeName(current)}`,
      );
    }
    const result = arithmetic(name === '$inc' ? 'add' : 'multiply', current, argument);
    if (result === undefined) {
      throw badValue(
        `Failed to apply ${name} operations to current value ((NumberLong)${showValue(current)}) for document ${idOf(where)}`,
      );
    }
    slot.set(result);
  });
}

function extremeModifier(argument: Value, sign: number): Modifier {
  return modifier((slot) => {
    const current = slot.get();
    if (current === undefined || compareValues(argument, current) * sign > 0) slot.set(copy(argument));
  });
}

function arrayAt(slot: Slot, where: Where): Value[] {
  const current = slot.get();
  if (current === undefined) return [];
  if (isArray(current)) return current;
  throw badValue(
    `The field '${where.path}' must be an array but is of type ${typeName(current)} in document ${idOf(where)}`,
  );
}

interface PushClauses {
  readonly values: readonly Value[];
  readonly position: number | undefined;
  readonly slice: number | undefined;
  readonly order: ((a: Value, b: Value) => number) | undefined;
}

function pushModifier(_path: string, argument: Value): Modifier {
  const clauses = isDoc(argument) && argument.has('$each') ? parsePush(argument) : undefined;
  return modifier((slot, where) => {
    const values = [...arrayAt(slot, where)];
    if (!clauses) {
      slot.set([...values, copy(argument)]);
      return;
    }
    const { position = values.length, slice, order } = clauses;
    const at = position < 0 ? Math.max(0, values.length + position) : position;
    values.splice(at, 0, ...clauses.values.map(copy));
    if (order) values.sort(order);
    slot.set(slice === undefined ? values : slice >= 0 ? values.slice(0, slice) : values.slice(slice));
  });
}

function parsePush(argument: Doc): PushClauses {
  for (const name of argument.keys()) {
    if (!['$each', '$slice', '$sort', '$position'].includes(name)) {
      throw badValue(`Unrecognized clause in $push: ${name}`);
    }
  }
  const each = argument.get('$each');
  if (!isArray(each)) {
    throw badValue(`The argument to $each in $push must be an array but it was of type: ${typeName(each)}`);
  }
  const sort = argument.get('$sort');
  return {
    values: each,
    position: wholeClause(argument.get('$position'), '$position'),
    slice: wholeClause(argument.get('$slice'), '$slice'),
    order: sort === undefined ? undefined : pushOrder(sort),
  };
}

function wholeClause(value: Maybe, name: string): number | undefined {
  if (value === undefined) return undefined;
  const whole = toWhole(value);
  if (whole === undefined) {
    throw badValue(`The value for ${name} must be an integer value but was given type: ${typeName(value)}`);
  }
  return whole;
}

function pushOrder(sort: Value): (a: Value, b: Value) => number {
  if (isDoc(sort)) {
    const spec = parseSort(sort);
    const none = doc();
    return (a, b) => compareBySpec(spec, isDoc(a) ? a : none, isDoc(b) ? b : none);
  }
  const direction = isNumber(sort) ? toDouble(sort) : 0;
  if (direction !== 1 && direction !== -1) {
    throw badValue('The $sort element value must be either 1 or -1');
  }
  return (a, b) => direction * compareValues(a, b);
}

function addToSetModifier(_path: string, argument: Value): Modifier {
  let values: readonly Value[] = [argument];
  if (isDoc(argument) && argument.keys().next().value === '$each') {
    const each = argument.get('$each');
    if (!isArray(each)) {
      throw typeMismatch(
        `The argument to $each in $addToSet must be an array but it was of type ${typeName(each)}`,
      );
    }
    if (argument.size > 1)
      throw badValue(`Found unexpected fields after $each in $addToSet: ${showDoc(argument)}`);
    values = each;
  }
  return modifier((slot, where) => {
    const current = slot.get();
    if (current !== undefined && !isArray(current)) {
      throw badValue(
        `Cannot apply $addToSet to non-array field. Field named '${where.path.split('.').at(-1)}' has non-array type ${typeName(current)}`,
      );
    }
    const result = [...(current ?? [])];
    for (const value of values) if (!result.some((held) => sameValue(held, value))) result.push(copy(value));
    slot.set(result);
  });
}

function popModifier(_path: string, argument: Value): Modifier {
  const end = isNumber(argument) ? toDouble(argument) : Number.NaN;
  if (Number.isNaN(end)) throw failedToParse(`Expected a number in: $pop: ${showValue(argument)}`);
  if (end !== 1 && end !== -1) throw failedToParse(`$pop expects 1 or -1, found: ${showValue(argument)}`);
  return modifier((slot, where) => {
    const current = slot.get();
    if (current === undefined) return;
    if (!isArray(current)) {
      throw typeMismatch(`Path '${where.path}' contains an element of non-array type '${typeName(current)}'`);
    }
    slot.set(end === 1 ? current.slice(0, -1) : current.slice(1));
  });
}

function pullFrom(slot: Slot, drop: (value: Value) => boolean): void {
  const current = slot.get();
  if (current === undefined) return;
  if (!isArray(current)) throw badValue('Cannot apply $pull to a non-array value');
  slot.set(current.filter((value) => !drop(value)));
}

function pullModifier(_path: string, argument: Value): Modifier {
  const drop = pullTest(argument);
  return modifier((slot) => pullFrom(slot, drop), 'skip');
}

function pullTest(argument: Value): (value: Value) => boolean {
  if (isDoc(argument) && !isOperators(argument)) {
    const filter = parseFilter(argument);
    return (value) => isDoc(value) && matches(filter, value);
  }
  if (isDoc(argument) || argument instanceof BSONRegExp) {
    // As a field of a document, so that an element that is itself an array is opened, as in MongoDB.
    const filter = parseFilter(doc([['element', argument]]));
    return (value) => matches(filter, doc([['element', value]]));
  }
  return (value) => sameValue(value, argument);
}

const isOperators = (value: Doc): boolean => {
  const first = value.keys().next().value;
  return first?.startsWith('$') === true && !['$and', '$or', '$nor', '$ref', '$id', '$db'].includes(first);
};

function pullAllModifier(_path: string, argument: Value): Modifier {
  if (!isArray(argument)) {
    throw badValue(`$pullAll requires an array argument but was given a ${typeName(argument)}`);
  }
  return modifier(
    (slot) => pullFrom(slot, (value) => argument.some((held) => sameValue(held, value))),
    'skip',
  );
}

function currentDateModifier(_path: string, argument: Value): Modifier {
  let kind: Maybe = 'date';
  if (isDoc(argument)) {
    for (const name of argument.keys())
      if (name !== '$type') throw badValue(`Unrecognized $currentDate option: ${name}`);
    kind = argument.get('$type');
    if (kind !== 'date' && kind !== 'timestamp') {
      throw badValue(
        "The '$type' string field is required to be 'date' or 'timestamp': {$currentDate: {field : {$type: 'date'}}}",
      );
    }
  } else if (typeof argument !== 'boolean' && !isTruthy(argument)) {
    throw badDate(argument);
  } else if (typeof argument !== 'boolean') throw badDate(argument);
  return modifier((slot, where) => {
    const ms = where.now.getTime();
    slot.set(kind === 'date' ? new DateValue(ms) : new Timestamp({ t: Math.floor(ms / 1000), i: 1 }));
  });
}

const badDate = (argument: Value): StoreError =>
  badValue(
    `${typeName(argument)} is not valid type for $currentDate. Please use a boolean ('true') or a $type expression ({$type: 'timestamp/date'}).`,
  );
