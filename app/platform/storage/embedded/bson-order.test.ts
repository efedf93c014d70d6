import { deserialize, serialize } from 'bson';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareValues } from './bson-compare';
import { decode } from './bson-decode';
import { encode } from './bson-encode';
import {
  Binary,
  BSONRegExp,
  Code,
  DateValue,
  Decimal128,
  type Doc,
  Int32,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
  type Value,
} from './bson-values';
import { encodeKey } from './index-codec.server';

const scalar: fc.Arbitrary<Value> = fc.oneof(
  fc.double(),
  fc.integer().map((value) => new Int32(value)),
  fc.integer({ min: -5, max: 5 }).map((value) => new Int32(value)),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.bigInt({ min: 2n ** 53n - 3n, max: 2n ** 53n + 3n }),
  fc.integer({ min: 2 ** 53 - 3, max: 2 ** 53 + 3 }).map(Number),
  fc
    .tuple(fc.bigInt({ min: -(10n ** 33n), max: 10n ** 33n }), fc.integer({ min: -330, max: 330 }))
    .map(([digits, exponent]) => Decimal128.fromString(`${digits}E${exponent}`)),
  fc
    .constantFrom(
      '0',
      '-0',
      '0.1',
      '1.5',
      '-2',
      '1E-6000',
      '-1E400',
      '1E6000',
      'Infinity',
      '-Infinity',
      'NaN',
    )
    .map((text) => Decimal128.fromString(text)),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
  fc.constantFrom('', 'a', 'a\0', 'a\0b', 'b', '\uffff', '😀', 'ж'),
  fc.boolean(),
  fc.constant(null),
  fc.integer().map((ms) => new DateValue(ms)),
  fc.uint8Array({ maxLength: 4 }).map((bytes) => new Binary(bytes, bytes.length % 3)),
  fc.uint8Array({ minLength: 12, maxLength: 12 }).map((bytes) => new ObjectId(bytes)),
  fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map((value) => new Timestamp(value)),
  fc.constantFrom(new BSONRegExp('a', 'i'), new BSONRegExp('a'), new Code('x'), new MinKey(), new MaxKey()),
);
const { value } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { weight: 6, arbitrary: scalar },
    { weight: 1, arbitrary: fc.array(tie('value'), { maxLength: 3 }) },
    {
      weight: 1,
      arbitrary: fc
        .array(fc.tuple(fc.constantFrom('a', 'b', '1', '0', ''), tie('value')), { maxLength: 3 })
        .map((entries): Value => new Map(entries)),
    },
  ),
}));

describe('BSON', () => {
  it('comes back as it went, byte for byte', () => {
    fc.assert(
      fc.property(value, (each) => {
        const bytes = encode(new Map([['v', each]]));
        expect(encode(decode(bytes)).equals(bytes)).toBe(true);
      }),
      { numRuns: 1000, seed: 1 },
    );
  });

  it('reads and writes what the bson package writes and reads', () => {
    const options = { promoteValues: false, bsonRegExp: true };
    fc.assert(
      fc.property(scalar, (each) => {
        const bytes = encode(new Map([['v', each]]));
        expect(Buffer.from(serialize(deserialize(bytes, options)))).toEqual(bytes);
      }),
      { numRuns: 500, seed: 2 },
    );
  });

  it('skips unwanted fields and never reads past the end', () => {
    const document: Doc = new Map<string, Value>([
      ['a', [1, new Map([['x', 'y']])]],
      ['b', new Binary(Buffer.from([1]), 0)],
      ['c', 'last'],
    ]);
    const bytes = encode(document);
    expect(decode(bytes, new Set(['c']))).toEqual(new Map([['c', 'last']]));
    fc.assert(
      fc.property(fc.nat({ max: bytes.length - 1 }), fc.integer({ min: 0, max: 255 }), (at, byte) => {
        const broken = Buffer.from(bytes);
        broken[at] = byte;
        try {
          decode(broken);
        } catch (error) {
          expect((error as { codeName?: string }).codeName).toMatch(/InvalidBSON|Overflow/);
        }
      }),
      { numRuns: 2000, seed: 3 },
    );
  });
});

describe('order', () => {
  it('of keys is the order of values', () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        const byValue = Math.sign(compareValues(a, b));
        const byKey = Buffer.compare(encodeKey([a], [1]), encodeKey([b], [1]));
        expect(byKey).toBe(byValue);
        expect(Buffer.compare(encodeKey([a], [-1]), encodeKey([b], [-1]))).toBe(byValue === 0 ? 0 : -byValue);
      }),
      { numRuns: 5000, seed: 4 },
    );
  });

  it('of compound keys goes field by field', () => {
    fc.assert(
      fc.property(scalar, scalar, scalar, scalar, (a, b, c, d) => {
        const expected = Math.sign(compareValues(a, c)) || Math.sign(-compareValues(b, d)) || 0;
        expect(Buffer.compare(encodeKey([a, b], [1, -1]), encodeKey([c, d], [1, -1]))).toBe(expected + 0);
      }),
      { numRuns: 2000, seed: 5 },
    );
  });
});
