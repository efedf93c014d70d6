// An article of the glossary or the guides: head and words as they are kept in content/*.mdoc. Pure; the few marks that
// the content editor writes (headings, lists, tables, bold, links) are read into a tree, so nothing can be smuggled in.
import { parse } from 'yaml';
import { z } from 'zod';

const SourceSchema = z.object({ reference: z.string(), edition: z.string().default('') });
const TermHeadSchema = z.object({
  term: z.string().min(1),
  synonyms: z.array(z.string()).default([]),
  sources: z.array(SourceSchema).default([]),
});
const GuideHeadSchema = z.object({
  title: z.string().min(1),
  summary: z.string().default(''),
  order: z.number().default(100),
  sources: z.array(SourceSchema).default([]),
});

export type ArticleSource = z.infer<typeof SourceSchema>;
export interface Run {
  readonly text: string;
  readonly strong?: true | undefined;
  readonly href?: string | undefined;
}
export type ArticleBlock =
  | { readonly kind: 'heading'; readonly runs: readonly Run[] }
  | { readonly kind: 'paragraph'; readonly runs: readonly Run[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Run[])[] }
  | { readonly kind: 'table'; readonly rows: readonly (readonly (readonly Run[])[])[] };

export interface Term {
  readonly slug: string;
  readonly term: string;
  readonly synonyms: readonly string[];
  readonly sources: readonly ArticleSource[];
  readonly blocks: readonly ArticleBlock[];
}
export interface Guide {
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
  readonly order: number;
  readonly sources: readonly ArticleSource[];
  readonly blocks: readonly ArticleBlock[];
}

const MARK = /\*\*([^*]+)\*\*|\[([^\]]+)\]\(([^)\s]+)\)/g;

/** Only addresses of this site and https are links. */
const isSafe = (href: string) => /^(?:\/(?!\/)|https:\/\/|#)/.test(href);

function runsOf(text: string): Run[] {
  const runs: Run[] = [];
  let at = 0;
  for (const found of text.matchAll(MARK)) {
    if (found.index > at) runs.push({ text: text.slice(at, found.index) });
    const [whole, strong, words = '', href = ''] = found;
    if (strong) runs.push({ text: strong, strong: true });
    else runs.push(isSafe(href) ? { text: words, href } : { text: words });
    at = found.index + whole.length;
  }
  if (at < text.length) runs.push({ text: text.slice(at) });
  return runs;
}

const cellsOf = (line: string) =>
  line
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => runsOf(cell.trim()));

function blockOf(lines: readonly string[]): ArticleBlock {
  const [first = ''] = lines;
  if (/^#+ /.test(first)) return { kind: 'heading', runs: runsOf(first.replace(/^#+ /, '')) };
  if (first.startsWith('|'))
    return { kind: 'table', rows: lines.filter((line) => !/^\|[-:| ]+\|$/.test(line)).map(cellsOf) };
  const item = /^(?:[-*]|\d+\.) /;
  if (!item.test(first)) return { kind: 'paragraph', runs: runsOf(lines.join(' ')) };
  const items: string[] = [];
  for (const line of lines) {
    if (item.test(line)) items.push(line.replace(item, ''));
    else items.push(`${items.pop() ?? ''} ${line.trim()}`);
  }
  return { kind: 'list', ordered: /^\d/.test(first), items: items.map(runsOf) };
}

export function readBlocks(text: string): ArticleBlock[] {
  const separate = text.replace(/\r/g, '').replace(/^(#+ .*)$/gm, '\n$1\n');
  return separate
    .split(/\n\s*\n/)
    .map((part) => part.split('\n').filter((line) => line.trim() !== ''))
    .filter((lines) => lines.length > 0)
    .map(blockOf);
}

function split(text: string): { head: unknown; body: string } {
  const found = /^---\n([\s\S]*?)\n---\n?([\s\S]*)$/.exec(text.replace(/\r/g, ''));
  return found ? { head: parse(found[1] ?? ''), body: found[2] ?? '' } : { head: null, body: text };
}

/** Null for what has no proper head: a broken entry never takes the others along. */
export function readTerm(slug: string, text: string): Term | null {
  const { head, body } = split(text);
  const parsed = TermHeadSchema.safeParse(head);
  return parsed.success ? { slug, ...parsed.data, blocks: readBlocks(body) } : null;
}

export function readGuide(slug: string, text: string): Guide | null {
  const { head, body } = split(text);
  const parsed = GuideHeadSchema.safeParse(head);
  return parsed.success ? { slug, ...parsed.data, blocks: readBlocks(body) } : null;
}
