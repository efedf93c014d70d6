// Every *.yaml of this folder is a list of cases; see README.md for the words.
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { CITATION_RULES, findCitations } from '~/modules/citations';
import { type CitationCase, markedSpans, unmark, writeCitation } from './written-case';

const files = import.meta.glob<string>('./*.yaml', { query: '?raw', import: 'default', eager: true });
const cases = Object.entries(files).map(
  ([file, text]) => [file.slice(2), parse(text) as CitationCase[]] as const,
);

for (const [file, list] of cases) {
  describe(file, () => {
    it.each(list.map((one) => [one.текст, one] as const))('%s', (_, one) => {
      const found = findCitations(unmark(one.текст));
      expect(found.map(({ raw }) => raw)).toEqual(markedSpans(one.текст));
      expect(found.map(writeCitation)).toEqual(one.ждём ?? []);
      if (found.length > 0) expect(found.map(({ rule }) => rule)).toContain(one.правило);
    });
  });
}

describe('the catalogue', () => {
  const all = cases.flatMap(([, list]) => list);
  const of = (positive: boolean) =>
    new Set(all.filter(({ ждём }) => (ждём !== undefined) === positive).map((one) => one.правило));

  it('has a case for and a case against every rule, and no case of an unknown rule', () => {
    const rules = new Set(Object.keys(CITATION_RULES));
    expect(of(true)).toEqual(rules);
    expect(of(false)).toEqual(rules);
  });
});
