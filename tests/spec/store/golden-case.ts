// The golden set's file format. Values are MongoDB's Extended JSON; a whole number is an int32, any other plain
// number a double. A group gives its cases their documents; a case that writes gets a collection of its own.
import { readdirSync, readFileSync } from 'node:fs';
import { EJSON } from 'bson';
import { parse } from 'yaml';
import { z } from 'zod';

const Plain = z.record(z.string(), z.unknown());
const Index = z.object({ key: Plain }).catchall(z.unknown());
const ExpectedError = z.object({
  code: z.number().int(),
  codeName: z.string().optional(),
  keyPattern: Plain.optional(),
  keyValue: Plain.optional(),
  message: z.string().optional(),
});

export const OPERATIONS = [
  'find',
  'update',
  'delete',
  'insert',
  'findAndModify',
  'aggregate',
  'count',
  'distinct',
  'createIndexes',
  'dropIndexes',
  'listIndexes',
  'command',
] as const;

const CaseSchema = z
  .object({
    name: z.string(),
    source: z.string().optional(),
    docs: z.array(Plain).optional(),
    indexes: z.array(Index).optional(),
    /** Default: find, or what the group says. */
    op: z.enum(OPERATIONS).optional(),
    /** Arguments of the operation, by the names of MongoDB's command (of its statement for update and delete). */
    args: Plain.optional(),
    /** find: short for args.filter. */
    filter: Plain.optional(),
    /** update and findAndModify: short for args.u and args.update. */
    update: z.union([Plain, z.array(z.unknown())]).optional(),
    /** aggregate: short for args.pipeline. */
    pipeline: z.array(Plain).optional(),
    /** Read: the documents in order. */
    expect: z.unknown().optional(),
    /** Read: only the _id values, in order of the ids unless args.sort is given. */
    ids: z.array(z.unknown()).optional(),
    /** Read: the documents in any order. */
    anyOrder: z.array(z.unknown()).optional(),
    /** Fields the reply has at least. */
    reply: Plain.optional(),
    /** The whole collection afterwards, by _id. */
    after: z.array(Plain).optional(),
    expectError: ExpectedError.optional(),
  })
  .strict();

const FileSchema = z
  .object({
    topic: z.string(),
    groups: z.array(
      z
        .object({
          name: z.string(),
          source: z.string(),
          op: z.enum(OPERATIONS).optional(),
          docs: z.array(Plain).optional(),
          indexes: z.array(Index).optional(),
          cases: z.array(CaseSchema).min(1),
        })
        .strict(),
    ),
  })
  .strict();

export type GoldenCase = z.infer<typeof CaseSchema> & {
  readonly topic: string;
  readonly group: string;
  readonly source: string;
  readonly op: (typeof OPERATIONS)[number];
};

const EXTENDED = new Set(
  `$oid $numberInt $numberLong $numberDouble $numberDecimal $date $timestamp $binary $regularExpression $minKey
  $maxKey $code $symbol $undefined`.split(/\s+/),
);

/** BSON values of Extended JSON written in YAML; its legacy `$regex`, `$type` and `$ref` stay what a query says. */
export function bsonOf<T>(value: unknown): T {
  if (Array.isArray(value)) return value.map((each) => bsonOf(each)) as T;
  if (typeof value === 'number') return wrapped(value) as T;
  if (typeof value !== 'object' || value === null) return value as T;
  if (Object.keys(value).some((key) => EXTENDED.has(key))) return wrapped(value) as T;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, bsonOf(each)])) as T;
}
const wrapped = (value: unknown): unknown => EJSON.deserialize({ value }, { relaxed: false }).value;

/** One text for one BSON value, types and order of keys included. */
export const canonical = (value: unknown): string => EJSON.stringify(value, { relaxed: false });

const FOLDER = new URL('./golden/', import.meta.url);

/** All cases, each with what its group gives. Throws with the file's name when one does not fit the format. */
export function readGoldenCases(): GoldenCase[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .flatMap((file) => {
      const text = readFileSync(new URL(file, FOLDER), 'utf8');
      const parsed = FileSchema.safeParse(parse(text));
      if (!parsed.success) throw new Error(`${file}: ${z.prettifyError(parsed.error)}`);
      const { topic, groups } = parsed.data;
      return groups.flatMap(({ name: group, source, op, docs, indexes, cases }) =>
        cases.map((each) => ({
          ...each,
          topic,
          group,
          source: each.source ?? source,
          op: each.op ?? op ?? 'find',
          docs: each.docs ?? docs ?? [],
          indexes: each.indexes ?? indexes ?? [],
        })),
      );
    });
}
