// Every shipped glossary and guide entry opens in the editor: an undeclared tag would make it unopenable.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createReader } from '@keystatic/core/reader';
import { describe, expect, it } from 'vitest';
import { assertOpens } from '../../../app/routes/api.keystatic.$/assert-opens.server';
import { parseEntryPath } from '../../../app/routes/api.keystatic.$/content-update';
import keystaticConfig from '../../../keystatic.config';

const root = process.cwd();
const paths = (['glossary', 'guides'] as const).flatMap((name) =>
  readdirSync(join(root, 'content', name)).map((file) => `content/${name}/${file}`),
);

describe('shipped content', () => {
  it.each(paths)('%s opens in the editor', async (path) => {
    await assertOpens(root, parseEntryPath(path));
  });

  it('has at least 20 terms with a source each and the three guides', async () => {
    const reader = createReader(root, keystaticConfig);
    const terms = await reader.collections.glossary.all();
    expect(terms.length).toBeGreaterThanOrEqual(20);
    for (const { slug, entry } of terms) {
      expect(entry.sources.length, slug).toBeGreaterThan(0);
      expect(new Set(entry.synonyms).size, slug).toBe(entry.synonyms.length);
    }
    const guides = await reader.collections.guides.all();
    expect(new Set(guides.map(({ entry }) => entry.audience))).toEqual(
      new Set(['organiser', 'inspector', 'parties']),
    );
  });

  it('never says that a norm «действует» as a fact of today', () => {
    for (const path of paths) {
      const text = readFileSync(join(root, path), 'utf8').replace('| норма действует |', '');
      expect(text, path).not.toMatch(
        /(норма|редакция|закон) действует|действующая редакция|актуальная редакция/i,
      );
    }
  });
});
