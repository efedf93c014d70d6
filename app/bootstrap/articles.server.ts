// Glossary and guides from the published content, read again every few seconds at most.
import { type ArticleBook, type ArticleEntry, articleBook } from '~/modules/knowledge/index.server';
import type { ReleaseStore } from '~/platform/content';

const REMEMBERED_MS = 5000;

export function articlesOf(releases: Pick<ReleaseStore, 'list'>): () => Promise<ArticleBook> {
  let held: { at: number; value: Promise<ArticleBook> } | undefined;
  const read = async () => {
    const entries = (await releases.list('content'))
      .filter(({ id }) => /^(?:glossary|guides)\//.test(id))
      .flatMap(({ id, files }) => Object.values(files).map((text): ArticleEntry => ({ id, text })));
    return articleBook(entries);
  };
  return () => {
    if (held && performance.now() - held.at < REMEMBERED_MS) return held.value;
    const value = read();
    held = { at: performance.now(), value };
    value.catch(() => {
      held = undefined;
    });
    return value;
  };
}
