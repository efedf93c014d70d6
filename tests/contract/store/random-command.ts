// Commands whose arguments may be anything: right names, wrong types. The server may refuse, never stumble.
import { Binary, Decimal128, Double, Int32, Long, MaxKey, MinKey, ObjectId, Timestamp } from 'bson';
import type { Document } from 'mongodb';

type Random = () => number;
const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

const words = (text: string): string[] => text.trim().split(/\s+/);
const OPERATORS =
  words(`$eq $ne $gt $gte $lt $lte $in $nin $exists $type $regex $options $elemMatch $all $size
  $not $and $or $nor $expr $set $unset $inc $mul $min $max $push $pull $pullAll $addToSet $pop $currentDate
  $setOnInsert $each $slice $sort $position $match $project $group $unwind $lookup $limit $skip $count $sum $avg
  $first $last $cond $ifNull $add $subtract $multiply $divide $concat $substrCP $toString $toObjectId
  $dateToString $arrayElemAt $replaceRoot $addFields $literal $toLower $setField $replaceWith`);
const FIELDS = words('a b a.b a.0 a.$ a.$[] a.$[x] _id x.y.z c. .d $a');

/** A value of any BSON type. */
export function anyValue(random: Random, depth = 0): unknown {
  const dice = random();
  if (dice < 0.3 && depth < 4) return anyDocument(random, depth + 1);
  if (dice < 0.45 && depth < 4)
    return Array.from({ length: Math.floor(random() * 4) }, () => anyValue(random, depth + 1));
  return pick<() => unknown>(random, [
    () => null,
    () => random() < 0.5,
    () => new Int32(Math.floor(random() * 7) - 3),
    () => new Double(pick(random, [0.5, -0, Number.NaN, Number.POSITIVE_INFINITY, 1e300, 2])),
    () => Long.fromString(pick(random, ['9223372036854775807', '-9223372036854775808', '4'])),
    () => Decimal128.fromString(pick(random, ['1.10', 'NaN', '-Infinity', '9E+6144', '0'])),
    () => pick(random, ['', 'text', '$a', '$$ROOT', 'a.b', '^x(', '№', '$']),
    () => /^a.*b$/i,
    () => new Date(Math.floor((random() - 0.5) * 1e13)),
    () => new ObjectId('65a000000000000000000001'),
    () => new Binary(Buffer.from([1, 2, 3]), pick(random, [0, 4, 5, 128])),
    () => new Timestamp({ t: 1, i: 1 }),
    () => new MinKey(),
    () => new MaxKey(),
  ])();
}

function anyDocument(random: Random, depth: number): Document {
  const made: Document = {};
  for (let fields = Math.floor(random() * 3); fields >= 0; fields -= 1)
    made[pick(random, random() < 0.55 ? OPERATORS : FIELDS)] = anyValue(random, depth);
  return made;
}

const SHAPES: Record<string, readonly string[]> = {
  find: words('filter sort projection hint skip limit batchSize singleBatch let'),
  aggregate: words('pipeline cursor hint let'),
  count: words('query limit skip hint'),
  distinct: words('key query'),
  findAndModify: words('query update sort fields new upsert remove arrayFilters hint let'),
  insert: words('documents ordered'),
  update: words('updates ordered let'),
  delete: words('deletes ordered let'),
  createIndexes: words('indexes'),
  dropIndexes: words('index'),
  getMore: words('collection batchSize'),
  killCursors: words('cursors'),
  explain: words('verbosity'),
  listCollections: words('filter nameOnly'),
};

/** A known command with arguments of any type; the statements of writes often have the right outline. */
export function anyCommand(random: Random): Document {
  const name = pick(random, Object.keys(SHAPES));
  const command: Document = { [name]: random() < 0.9 ? 'c' : anyValue(random) };
  for (const field of SHAPES[name] ?? []) if (random() < 0.5) command[field] = anyValue(random);
  if (random() < 0.7) outline(command, name, random);
  return command;
}

function outline(command: Document, name: string, random: Random): void {
  const any = () => anyDocument(random, 1);
  if (name === 'update')
    command.updates = [{ q: any(), u: any(), upsert: random() < 0.5, multi: random() < 0.3 }];
  if (name === 'delete') command.deletes = [{ q: any(), limit: random() < 0.5 ? 1 : 0 }];
  if (name === 'insert') command.documents = [any(), any()];
  if (name === 'find') command.filter = any();
  if (name === 'aggregate') Object.assign(command, { pipeline: [any(), any()], cursor: {} });
  if (name === 'createIndexes') command.indexes = [{ key: any(), name: 'i', ...(random() < 0.3 && any()) }];
  if (name === 'findAndModify') Object.assign(command, { query: any(), update: any() });
  if (name === 'explain') command.explain = { find: 'c', filter: any() };
}
