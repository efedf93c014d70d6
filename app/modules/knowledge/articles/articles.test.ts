import { describe, expect, it } from 'vitest';
import { readBlocks } from './article';
import { articleBook } from './article-book';

const raw = import.meta.glob<string>('/content/{glossary,guides}/*.mdoc', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const book = articleBook(
  Object.entries(raw).map(([path, text]) => ({
    id: path.replace(/^\/?content\//, '').replace(/\.mdoc$/, ''),
    text,
  })),
);

describe('the starter base', () => {
  it('has sixty terms and three guides, each with a source', () => {
    expect(book.terms.length).toBeGreaterThanOrEqual(60);
    expect(book.guides).toHaveLength(3);
    for (const one of [...book.terms, ...book.guides]) {
      expect(one.sources.length, one.slug).toBeGreaterThan(0);
      expect(one.blocks.length, one.slug).toBeGreaterThan(0);
    }
    expect(new Set(book.terms.map(({ term }) => term)).size).toBe(book.terms.length);
  });

  it('finds terms in any case and does not take a code for a cooperative', () => {
    const found = book.termsIn(
      'Без кворума собственники общего имущества не решают о капитальном ремонте по ЖК РФ.',
    );
    expect(found.map(({ slug }) => slug)).toEqual(
      expect.arrayContaining(['kvorum', 'obshchee-imushchestvo', 'kapitalnyy-remont']),
    );
    expect(found.map(({ slug }) => slug)).not.toContain('zhilishchnyy-kooperativ');
    expect(book.termsIn('Погода хорошая.')).toEqual([]);
  });
});

describe('words of an article', () => {
  it('keep headings, lists, tables, bold and safe links; a script address is plain text', () => {
    const blocks = readBlocks(
      '# А\nТекст **важно** [акт](/acts) [x](javascript:1)\n\n- а\n- б\n\n| а | б |\n|---|---|\n| 1 | 2 |',
    );
    expect(blocks.map(({ kind }) => kind)).toEqual(['heading', 'paragraph', 'list', 'table']);
    expect(blocks[1]).toMatchObject({
      runs: [
        { text: 'Текст ' },
        { text: 'важно', strong: true },
        { text: ' ' },
        { text: 'акт', href: '/acts' },
        { text: ' ' },
        { text: 'x' },
      ],
    });
    expect(JSON.stringify(blocks[1])).not.toContain('javascript');
  });
});
