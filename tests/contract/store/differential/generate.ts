// Documents, filters, updates and pipelines inside the subset, of a fixed seed; small domains, so that they meet.
import { Decimal128, Double, Int32, Long, ObjectId } from 'bson';
import type { Document } from 'mongodb';

export type Random = () => number;
export const pick = <T>(random: Random, list: readonly T[]): T =>
  list[Math.floor(random() * list.length)] as T;
const times = <T>(random: Random, most: number, make: () => T): T[] =>
  Array.from({ length: Math.floor(random() * (most + 1)) }, make);

const SCALARS: ReadonlyArray<() => unknown> = [
  () => null,
  () => true,
  () => false,
  () => new Int32(0),
  () => new Int32(1),
  () => new Int32(2),
  () => new Int32(-3),
  () => Long.fromNumber(1),
  () => Long.fromString('9007199254740993'),
  () => new Double(1),
  () => new Double(1.5),
  () => new Double(-0),
  () => new Double(Number.NaN),
  () => Decimal128.fromString('1.0'),
  () => Decimal128.fromString('2.50'),
  () => 'a',
  () => 'ab',
  () => 'Б',
  () => '',
  () => new Date(1_700_000_000_000),
  () => new Date(0),
  () => new ObjectId('65a000000000000000000001'),
];

export function value(random: Random, depth = 0): unknown {
  const dice = random();
  if (depth < 2 && dice < 0.2) return times(random, 3, () => value(random, depth + 1));
  if (depth < 2 && dice < 0.4) return fields(random, depth + 1, ['b', 'c']);
  return pick(random, SCALARS)();
}

function fields(random: Random, depth: number, names: readonly string[]): Document {
  const made: Document = {};
  for (const name of names) if (random() < 0.7) made[name] = value(random, depth);
  return made;
}

export const documents = (random: Random, count: number): Document[] =>
  Array.from({ length: count }, (_, _id) => ({ _id: new Int32(_id), ...fields(random, 0, ['a', 'b', 'c']) }));

const PATHS = ['a', 'b', 'c', 'a.b', 'a.c', 'a.0', 'b.c', 'a.0.b', 'c.b'];

export function filter(random: Random, depth = 0): Document {
  const dice = random();
  if (depth < 2 && dice < 0.25) {
    const parts = [filter(random, depth + 1), filter(random, depth + 1)];
    return { [pick(random, ['$and', '$or', '$nor'])]: parts };
  }
  return { [pick(random, PATHS)]: condition(random, depth) };
}

function condition(random: Random, depth: number): unknown {
  const dice = random();
  if (dice < 0.25) return value(random, 1);
  if (dice < 0.5) return { [pick(random, ['$eq', '$ne', '$gt', '$gte', '$lt', '$lte'])]: value(random, 1) };
  if (dice < 0.6)
    return { [pick(random, ['$in', '$nin', '$all'])]: times(random, 3, () => value(random, 1)) };
  if (dice < 0.68) return { $exists: random() < 0.5 };
  if (dice < 0.76)
    return { $type: pick(random, ['number', 'string', 'array', 'object', 'null', 'int', 'bool']) };
  if (dice < 0.82) return { $size: pick(random, [0, 1, 2]) };
  if (dice < 0.86) return { $regex: pick(random, ['^a', 'b$', 'a', '^$']) };
  if (dice < 0.93 && depth < 2) return { $elemMatch: elementCondition(random, depth + 1) };
  return { $not: { [pick(random, ['$gt', '$lte', '$eq'])]: value(random, 1) } };
}

const elementCondition = (random: Random, depth: number): Document =>
  random() < 0.5
    ? { [pick(random, ['$gt', '$lt', '$eq', '$ne'])]: value(random, 2) }
    : { [pick(random, ['b', 'c'])]: condition(random, depth + 1) };

export const sort = (random: Random): Document => ({
  [pick(random, PATHS)]: pick(random, [1, -1]),
  _id: pick(random, [1, -1]),
});

export function projection(random: Random): Document {
  const include = random() < 0.5 ? 1 : 0;
  const paths = pick(random, [['a'], ['a.b'], ['a.b', 'c'], ['b', 'c'], ['a.c', 'b.c']]);
  return {
    ...Object.fromEntries(paths.map((path) => [path, include])),
    ...(random() < 0.3 && { _id: 0 }),
    ...(random() < 0.15 && { [paths.includes('c') ? 'a' : 'c']: { $slice: pick(random, [1, -1, [1, 1]]) } }),
  };
}

export interface UpdateCase {
  readonly u: Document;
  readonly arrayFilters?: Document[];
}

export function update(random: Random): UpdateCase {
  const path = () => pick(random, PATHS);
  const number = () => pick(random, SCALARS.slice(3, 15))();
  const one = pick<() => UpdateCase>(random, [
    () => ({ u: { $set: { [path()]: value(random, 1) } } }),
    () => ({ u: { $set: { [path()]: value(random, 1), d: value(random, 1) }, $unset: { [path()]: 1 } } }),
    () => ({ u: { $unset: { [path()]: 1 } } }),
    () => ({ u: { $inc: { [path()]: number() } } }),
    () => ({ u: { $mul: { [path()]: number() } } }),
    () => ({ u: { [pick(random, ['$min', '$max'])]: { [path()]: value(random, 1) } } }),
    () => ({ u: { $push: { [path()]: pushed(random) } } }),
    () => ({
      u: {
        $addToSet: {
          [path()]: random() < 0.5 ? value(random, 1) : { $each: times(random, 3, () => value(random, 1)) },
        },
      },
    }),
    () => ({ u: { $pop: { [path()]: pick(random, [1, -1]) } } }),
    () => ({ u: { $pull: { [path()]: random() < 0.6 ? value(random, 1) : { $gt: value(random, 2) } } } }),
    () => ({ u: { $pullAll: { [path()]: times(random, 3, () => value(random, 1)) } } }),
    () => ({ u: { $set: { [`${pick(random, ['a', 'b', 'c'])}.$[]`]: value(random, 1) } } }),
    () => ({
      u: { $set: { [`${pick(random, ['a', 'b', 'c'])}.$[x]`]: value(random, 1) } },
      arrayFilters: [{ x: condition(random, 2) }],
    }),
  ]);
  return one();
}

function pushed(random: Random): unknown {
  if (random() < 0.4) return value(random, 1);
  return {
    $each: times(random, 3, () => value(random, 1)),
    ...(random() < 0.4 && { $position: pick(random, [0, 1, -1, 9]) }),
    ...(random() < 0.4 && { $slice: pick(random, [0, 2, -2]) }),
    ...(random() < 0.4 && { $sort: pick(random, [1, -1, { b: 1 }]) }),
  };
}

const expression = (random: Random): unknown =>
  pick<() => unknown>(random, [
    () => `$${pick(random, ['a', 'b', 'c', 'a.b', 'b.c'])}`,
    () => ({ [pick(random, ['$eq', '$gt', '$lte', '$ne'])]: ['$a', value(random, 2)] }),
    () => ({ $ifNull: ['$a.b', '$b', 'none'] }),
    () => ({ $cond: [{ $gt: ['$a', '$b'] }, '$a', { $literal: 0 }] }),
    () => ({ $and: ['$a', '$b'] }),
    () => ({ $or: ['$a', { $not: ['$b'] }] }),
    () => ({ $type: pick(random, ['$a', '$a.b', '$c']) }),
    () => ({ [pick(random, ['$add', '$multiply'])]: ['$a', '$b'] }),
    () => ({ $subtract: ['$a', '$b'] }),
    () => ({ $arrayElemAt: ['$a', pick(random, [0, -1, 5])] }),
    () => ({ [pick(random, ['$first', '$last'])]: '$a' }),
    () => ({ $concat: ['$a', 'x'] }),
  ])();

export function pipeline(random: Random): Document[] {
  const stages: Document[] = [];
  if (random() < 0.6) stages.push({ $match: filter(random, 1) });
  const more = pick<() => Document[]>(random, [
    () => [{ $project: { x: expression(random), y: expression(random) } }, { $sort: { _id: 1 } }],
    () => [{ $addFields: { 'a.z': expression(random), d: expression(random) } }, { $sort: { _id: 1 } }],
    () => [
      { $sort: { _id: 1 } },
      {
        $group: {
          _id: expression(random),
          n: { $sum: 1 },
          s: { [pick(random, ['$sum', '$avg', '$min', '$max', '$first', '$last', '$push'])]: '$b' },
        },
      },
      { $sort: { _id: 1 } },
    ],
    () => [
      { $sort: { _id: 1 } },
      { $unwind: { path: pick(random, ['$a', '$b', '$a.b']), preserveNullAndEmptyArrays: random() < 0.5 } },
    ],
    () => [{ $sort: sort(random) }, { $skip: 1 }, { $limit: 5 }, { $unset: pick(random, ['a', 'a.b']) }],
    () => [{ $count: 'n' }],
  ]);
  return [...stages, ...more()];
}
