// MongoDB's public list of operators, stages and commands: each is either in the subset, or refused by name.
import type { Document } from 'mongodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHarness, type StoreHarness } from './store-harness';

let harness: StoreHarness;
beforeAll(async () => {
  harness = await openHarness();
  await harness.db.collection<Document>('c').insertOne({ _id: 1, a: [1], n: 1 } as Document);
});
afterAll(() => harness.close());

const REFUSED = 'not supported by the embedded store';
/** What is said of a thing: refused by name, or something else (an answer, or a refusal of its argument). */
async function isRefused(work: () => Promise<unknown>, name: string): Promise<boolean> {
  try {
    await work();
    return false;
  } catch (error) {
    const { message } = error as Error;
    return message.includes(REFUSED) && message.includes(name);
  }
}
const collection = () => harness.db.collection<Document>('c');
const words = (text: string): string[] => text.trim().split(/\s+/);

type Try = (name: string) => Promise<unknown>;
const kinds: Record<string, { supported: string[]; refused: string[]; use: Try }> = {
  'query operator': {
    supported: words('$eq $ne $gt $gte $lt $lte $in $nin $exists $type $regex $elemMatch $all $size $not'),
    refused: words(`$mod $geoIntersects $geoWithin $near $nearSphere $bitsAllClear $bitsAllSet $bitsAnyClear
      $bitsAnySet $text $jsonSchema $where $box $center $polygon`),
    use: (name) =>
      collection()
        .find({ n: { [name]: 1 } })
        .toArray(),
  },
  'top level query operator': {
    supported: words('$and $or $nor $expr $comment'),
    refused: words('$where $text $jsonSchema $sampleRate $alwaysTrue $alwaysFalse'),
    use: (name) =>
      collection()
        .find({ [name]: [{ n: 1 }] })
        .toArray(),
  },
  'update operator': {
    supported: words(
      '$set $unset $setOnInsert $inc $mul $min $max $push $pull $pullAll $addToSet $pop $currentDate',
    ),
    refused: words('$rename $bit $pushAll $isolated'),
    use: (name) => collection().updateOne({ _id: 1 } as Document, { [name]: { x: 1 } }),
  },
  'aggregation stage': {
    supported: words(
      '$match $sort $skip $limit $project $addFields $set $unset $group $unwind $lookup $count $replaceRoot $replaceWith',
    ),
    refused:
      words(`$bucket $bucketAuto $changeStream $changeStreamSplitLargeEvent $collStats $densify $documents $facet
      $fill $geoNear $graphLookup $indexStats $listSessions $merge $out $planCacheStats $redact $sample $search
      $searchMeta $setWindowFields $sortByCount $unionWith $vectorSearch`),
    use: (name) =>
      collection()
        .aggregate([{ [name]: {} }])
        .toArray(),
  },
  expression: {
    supported:
      words(`$literal $eq $ne $gt $gte $lt $lte $and $or $not $cond $ifNull $add $subtract $multiply $divide
      $size $arrayElemAt $in $first $last $concat $toLower $substrCP $type $toString $toObjectId $dateToString $setField`),
    refused:
      words(`$abs $accumulator $acos $acosh $allElementsTrue $anyElementTrue $arrayToObject $asin $atan $avg
      $binarySize $bitAnd $bitNot $bitOr $bitXor $bsonSize $ceil $cmp $concatArrays $convert $cos $dateAdd $dateDiff
      $dateFromParts $dateFromString $dateSubtract $dateToParts $dateTrunc $dayOfMonth $dayOfWeek $dayOfYear
      $degreesToRadians $exp $filter $firstN $floor $function $getField $hour $indexOfArray $indexOfBytes $indexOfCP
      $isArray $isNumber $isoDayOfWeek $isoWeek $isoWeekYear $lastN $let $ln $log $log10 $ltrim $map $max $maxN
      $median $mergeObjects $meta $millisecond $min $minN $minute $mod $month $objectToArray $percentile $pow $push
      $radiansToDegrees $rand $range $rank $reduce $regexFind $regexFindAll $regexMatch $replaceAll $replaceOne
      $reverseArray $round $rtrim $second $setDifference $setEquals $setIntersection $setIsSubset $setUnion $sin $slice
      $sortArray $split $sqrt $stdDevPop $stdDevSamp $strcasecmp $strLenBytes $strLenCP $substr $substrBytes $sum
      $switch $tan $toBool $toDate $toDecimal $toDouble $toHashedIndexKey $toInt $toLong $toUpper $trim $trunc
      $tsIncrement $tsSecond $unsetField $week $year $zip`),
    use: (name) =>
      collection()
        .aggregate([{ $project: { x: { [name]: ['$n'] } } }])
        .toArray(),
  },
  accumulator: {
    supported: words('$sum $avg $min $max $first $last $push $addToSet $count'),
    refused: words(
      '$accumulator $bottom $bottomN $firstN $lastN $maxN $median $mergeObjects $minN $percentile $stdDevPop $stdDevSamp $top $topN',
    ),
    use: (name) =>
      collection()
        .aggregate([{ $group: { _id: null, x: { [name]: '$n' } } }])
        .toArray(),
  },
  command: {
    supported:
      words(`hello isMaster ping buildInfo insert find getMore killCursors update delete findAndModify aggregate
      count distinct createIndexes listIndexes dropIndexes create drop dropDatabase listCollections listDatabases
      endSessions explain serverStatus bulkWrite`),
    refused: words(`mapReduce collMod collStats dbStats renameCollection convertToCapped compact reIndex
      validate currentOp killOp killSessions startSession refreshSessions commitTransaction abortTransaction
      getParameter setParameter createUser usersInfo saslStart authenticate replSetGetStatus fsync dataSize profile
      planCacheClear cloneCollectionAsCapped connectionStatus whatsmyuri top logRotate shutdown`),
    use: (name) => harness.db.command({ [name]: 'absent' }),
  },
};

describe.each(Object.entries(kinds))('%s', (_kind, { supported, refused, use }) => {
  it.each(supported)('%s is known', async (name) => {
    expect(await isRefused(() => use(name), name)).toBe(false);
  });
  it.each(refused)('%s is refused by name', async (name) => {
    expect(await isRefused(() => use(name), name)).toBe(true);
  });
});

it.each([
  [
    'collation',
    () =>
      collection()
        .find({}, { collation: { locale: 'ru' } })
        .toArray(),
  ],
  [
    'min',
    () =>
      collection()
        .find({}, { min: { n: 1 }, hint: { n: 1 } })
        .toArray(),
  ],
  ['returnKey', () => collection().find({}, { returnKey: true }).toArray()],
  ['tailable', () => collection().find({}, { tailable: true }).toArray()],
  ['capped', () => harness.db.createCollection('x', { capped: true, size: 1000 })],
  ['timeseries', () => harness.db.createCollection('x', { timeseries: { timeField: 't' } })],
  ['validator', () => harness.db.createCollection('x', { validator: { a: 1 } })],
  ['index type text', () => collection().createIndex({ n: 'text' })],
  ['index type 2dsphere', () => collection().createIndex({ n: '2dsphere' })],
  ['index type hashed', () => collection().createIndex({ n: 'hashed' })],
  ['wildcard', () => collection().createIndex({ '$**': 1 })],
  ['collation', () => collection().createIndex({ n: 1 }, { collation: { locale: 'ru' } })],
  ['hidden', () => collection().createIndex({ n: 1 }, { hidden: true })],
])('option %s is refused by name', async (name, work) => {
  expect(await isRefused(work as () => Promise<unknown>, name)).toBe(true);
});

it.each([
  ['allowDiskUse', () => collection().find({}, { allowDiskUse: true }).toArray()],
  ['bypassDocumentValidation', () => collection().insertOne({}, { bypassDocumentValidation: true })],
])('option %s changes nothing here and is taken', async (_name, work) => {
  await (work as () => Promise<unknown>)();
});
