// $group: one pass, groups in memory, with a cap.
import { compareValues } from '../bson-compare';
import {
  Decimal128,
  type Doc,
  Int32,
  isDoc,
  isNullish,
  isNumber,
  type Maybe,
  type NumberValue,
  toDouble,
  type Value,
} from '../bson-values';
import { notSupported, StoreError } from '../errors';
import { encodeKey } from '../index-codec.server';
import { arithmetic, divide, toDecimal } from '../numbers';
import { type Compiling, compileExpression, type Expression, type Scope } from './expressions';
import { MemoryCap } from './memory-cap';

interface Accumulator {
  add(value: Maybe): void;
  result(): Value;
}
type MakeAccumulator = (cap: MemoryCap) => Accumulator;

interface Group {
  run(documents: Iterable<Doc>, scopeOf: (document: Doc) => Scope): Generator<Doc>;
}

export function compileGroup(spec: Value, compiling: Compiling): Group {
  if (!isDoc(spec)) throw new StoreError(15947, "a group's fields must be specified in an object");
  const idSpec = spec.get('_id');
  if (idSpec === undefined) throw new StoreError(15955, 'a group specification must include an _id');
  const id = compileExpression(idSpec, compiling);
  const fields = [...spec]
    .filter(([name]) => name !== '_id')
    .map(([name, value]) => compileField(name, value, compiling));
  return { run: (documents, scopeOf) => runGroup(id, fields, documents, scopeOf) };
}

interface Field {
  readonly name: string;
  readonly make: MakeAccumulator;
  readonly input: Expression;
}

function compileField(name: string, value: Value, compiling: Compiling): Field {
  if (name.includes('.')) throw new StoreError(40235, `The field name '${name}' cannot contain '.'`);
  if (name.startsWith('$'))
    throw new StoreError(40236, `The field name '${name}' cannot be an operator name`);
  const [entry] = isDoc(value) ? value : [];
  if (!isDoc(value) || !entry?.[0].startsWith('$')) {
    throw new StoreError(40234, `The field '${name}' must be an accumulator object`);
  }
  if (value.size !== 1) throw new StoreError(40238, `The field '${name}' must specify one accumulator`);
  const [operator, argument] = entry;
  const make = Object.hasOwn(ACCUMULATORS, operator) ? ACCUMULATORS[operator] : undefined;
  if (!make) throw notSupported(`accumulator ${operator}`, 15952);
  if (operator === '$count' && !(isDoc(argument) && argument.size === 0)) {
    throw new StoreError(14, '$count takes no arguments, i.e. $count:{}');
  }
  return {
    name,
    make,
    input: operator === '$count' ? () => new Int32(1) : compileExpression(argument, compiling),
  };
}

function* runGroup(
  id: Expression,
  fields: readonly Field[],
  documents: Iterable<Doc>,
  scopeOf: (document: Doc) => Scope,
): Generator<Doc> {
  const cap = new MemoryCap('$group');
  const groups = new Map<string, { id: Value; accumulators: Accumulator[] }>();
  for (const document of documents) {
    const scope = scopeOf(document);
    const value = id(scope);
    const key = encodeKey([value ?? null], [1]).toString('latin1');
    let group = groups.get(key);
    if (!group) {
      cap.add(key.length * 2 + 128 * (fields.length + 1));
      group = { id: value ?? null, accumulators: fields.map((field) => field.make(cap)) };
      groups.set(key, group);
    }
    for (let at = 0; at < fields.length; at += 1) {
      (group.accumulators[at] as Accumulator).add((fields[at] as Field).input(scope));
    }
  }
  for (const group of groups.values()) {
    const result: Doc = new Map([['_id', group.id]]);
    fields.forEach((field, at) => {
      result.set(field.name, (group.accumulators[at] as Accumulator).result());
    });
    yield result;
  }
}

/** Sums as MongoDB does: whole numbers exactly, doubles with a running correction, Decimal128 apart. */
class Sum {
  private whole = 0n;
  private high = 0;
  private low = 0;
  private decimal: Decimal128 | undefined;
  private sawDouble = false;
  private sawLong = false;
  count = 0;

  add(value: Maybe): void {
    if (!isNumber(value)) return;
    this.count += 1;
    if (value instanceof Int32) this.whole += BigInt(value.value);
    else if (typeof value === 'bigint') {
      this.whole += value;
      this.sawLong = true;
    } else if (value instanceof Decimal128) {
      this.decimal = arithmetic(
        'add',
        this.decimal ?? value,
        this.decimal ? value : new Int32(0),
      ) as Decimal128;
    } else {
      this.sawDouble = true;
      this.addDouble(value);
    }
  }

  private addDouble(value: number): void {
    const sum = this.high + value;
    const back = sum - this.high;
    if (Number.isFinite(sum)) this.low += this.high - (sum - back) + (value - back);
    this.high = sum;
  }

  total(): NumberValue {
    if (this.decimal) {
      const rest = this.sawDouble ? toDecimal(this.double()) : toDecimal(Number(this.whole));
      const exact = this.sawDouble ? rest : Decimal128.fromString(String(this.whole));
      return arithmetic('add', this.decimal, exact) as NumberValue;
    }
    if (this.sawDouble) return this.double();
    if (!this.sawLong && this.whole >= -2147483648n && this.whole <= 2147483647n)
      return new Int32(Number(this.whole));
    return this.whole >= -(2n ** 63n) && this.whole < 2n ** 63n ? this.whole : Number(this.whole);
  }

  private double(): number {
    if (!Number.isFinite(this.high)) return this.high;
    const copy = new Sum();
    copy.high = this.high;
    copy.low = this.low;
    copy.addDouble(Number(this.whole));
    return copy.high + copy.low;
  }
}

const ACCUMULATORS: Readonly<Record<string, MakeAccumulator>> = {
  $sum: () => {
    const sum = new Sum();
    return { add: (value) => sum.add(value), result: () => sum.total() };
  },
  $count: () => {
    const sum = new Sum();
    return { add: (value) => sum.add(value), result: () => sum.total() };
  },
  $avg: () => {
    const sum = new Sum();
    return { add: (value) => sum.add(value), result: () => average(sum) };
  },
  $min: () => extreme(-1),
  $max: () => extreme(1),
  $first: () => {
    let held: Maybe;
    let seen = false;
    return {
      add: (value) => {
        if (!seen) held = value;
        seen = true;
      },
      result: () => held ?? null,
    };
  },
  $last: () => {
    let held: Maybe;
    return {
      add: (value) => {
        held = value;
      },
      result: () => held ?? null,
    };
  },
  $push: (cap) => collector(cap, () => true),
  $addToSet: (cap) => {
    const seen = new Set<string>();
    return collector(cap, (value) => {
      const key = encodeKey([value], [1]).toString('latin1');
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
  },
};

function average(sum: Sum): Value {
  if (sum.count === 0) return null;
  const total = sum.total();
  return total instanceof Decimal128 ? divide(total, new Int32(sum.count)) : toDouble(total) / sum.count;
}

function extreme(sign: number): Accumulator {
  let held: Maybe;
  return {
    add: (value) => {
      if (isNullish(value)) return;
      if (held === undefined || compareValues(value, held) * sign > 0) held = value;
    },
    result: () => held ?? null,
  };
}

function collector(cap: MemoryCap, accepts: (value: Value) => boolean): Accumulator {
  const values: Value[] = [];
  return {
    add: (value) => {
      if (value === undefined || !accepts(value)) return;
      cap.addValue(value);
      values.push(value);
    },
    result: () => values,
  };
}
