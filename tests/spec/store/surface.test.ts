// Walks MongoDB's public surface (surface.yaml): what is supported is in the golden set, the rest is refused by name.
import { readFileSync } from 'node:fs';
import type { Db, Document } from 'mongodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { testDatabase } from '../../setup/store';
import { bsonOf, readGoldenCases } from './golden-case';

interface Kind {
  readonly use: unknown;
  readonly supported: string;
  readonly supportedElsewhere?: string;
  readonly refused: string;
}

const file = readFileSync(new URL('./surface.yaml', import.meta.url), 'utf8');
const SURFACE = parse(file, { uniqueKeys: false }) as Record<string, Kind>;
const GOLDEN = JSON.stringify(readGoldenCases());
const names = new Set(GOLDEN.match(/\$?[A-Za-z]+/g));
const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');

let db: Db;
beforeAll(async () => {
  ({ db } = await testDatabase());
  await db.command({ insert: 'c', documents: [{ _id: 1, n: 1 }] });
}, 60_000);

const keyOf = (key: string, name: string): string =>
  key === 'name' || key === '$name' ? name : key === 'indexName' ? 'name' : key;

/** The template with its `name`, `$name` or `$$name` replaced. */
function filled(template: unknown, name: string): unknown {
  if (template === 'name') return name;
  if (template === '$$name') return `$$${name}`;
  if (Array.isArray(template)) return template.map((each) => filled(each, name));
  if (typeof template !== 'object' || template === null) return template;
  return Object.fromEntries(
    Object.entries(template).map(([key, value]) => [keyOf(key, name), filled(value, name)]),
  );
}

async function answer(template: unknown, name: string): Promise<string> {
  try {
    const reply = await db.command(bsonOf<Document>(filled(template, name)));
    return reply.writeErrors?.[0]?.errmsg ?? 'done';
  } catch (error) {
    return (error as Error).message;
  }
}

const REFUSED = 'not supported by the embedded store: ';
// Against a real MongoDB (MONGODB_URL) there is nothing to refuse.
const walk = process.env.MONGODB_URL ? describe.skip : describe;

walk.each(Object.entries(SURFACE))('%s', (_kind, { use, supported, supportedElsewhere = '', refused }) => {
  it.each(words(refused))('%s is refused by name', async (name) => {
    const said = await answer(use, name);
    expect(said).toContain(REFUSED);
    expect(said).toContain(name);
  });
  it.each(words(supported))('%s is supported and in the golden set', async (name) => {
    expect(await answer(use, name)).not.toContain(REFUSED);
    expect(names.has(name) || GOLDEN.includes(`$$${name}`)).toBe(true);
  });
  it.each(words(supportedElsewhere))('%s is supported', async (name) => {
    expect(await answer(use, name)).not.toContain(REFUSED);
  });
});

it('no name is both supported and refused', () => {
  for (const { supported, supportedElsewhere = '', refused } of Object.values(SURFACE)) {
    const all = words(`${supported} ${supportedElsewhere} ${refused}`);
    expect(all.filter((name, at) => all.indexOf(name) !== at)).toEqual([]);
  }
});
