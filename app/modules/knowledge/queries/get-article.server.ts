import type { ArticleBlock, Guide, Term } from '../articles/article';
import { knowledgeError } from '../errors';
import type { KnowledgeDeps } from '../knowledge.deps';

/** A term or a guide in a list. */
export interface ArticleLink {
  readonly slug: string;
  readonly title: string;
  readonly about: string;
}

const firstWords = (blocks: readonly ArticleBlock[]): string => {
  const [first] = blocks;
  const words = first && 'runs' in first ? first.runs.map(({ text }) => text).join('') : '';
  return words.split(/(?<=[.!?])\s/)[0] ?? '';
};

export const linkOfTerm = ({ slug, term, blocks }: Term): ArticleLink => ({
  slug,
  title: term,
  about: firstWords(blocks),
});

export const listTerms = (deps: KnowledgeDeps) => async (): Promise<ArticleLink[]> =>
  (await deps.articles()).terms.map(linkOfTerm);

export const listGuides = (deps: KnowledgeDeps) => async (): Promise<ArticleLink[]> =>
  (await deps.articles()).guides.map(({ slug, title, summary }) => ({ slug, title, about: summary }));

/** Throws knowledge/article-not-found. */
export const getTerm =
  (deps: KnowledgeDeps) =>
  async (slug: string): Promise<Term> => {
    const found = (await deps.articles()).terms.find((one) => one.slug === slug);
    if (!found) throw knowledgeError('article-not-found', { slug });
    return found;
  };

/** Throws knowledge/article-not-found. */
export const getGuide =
  (deps: KnowledgeDeps) =>
  async (slug: string): Promise<Guide> => {
    const found = (await deps.articles()).guides.find((one) => one.slug === slug);
    if (!found) throw knowledgeError('article-not-found', { slug });
    return found;
  };
