// What the knowledge module needs from outside; bootstrap binds it.
import type { FileStore } from '~/platform/files';
import type { ActDirectory } from './act-directory';
import type { ActsRepository } from './acts.repository.server';
import type { ArticleBook } from './articles/article-book';
import type { BacklinksRepository } from './backlinks.repository.server';
import type { ImportsRepository } from './imports.repository.server';
import type { PathIndexes } from './path-index.server';
import type { ProvisionsRepository } from './provisions.repository.server';
import type { ActReaders } from './read-act-file.server';

export interface KnowledgeDeps extends ActReaders {
  readonly acts: ActsRepository;
  readonly provisions: ProvisionsRepository;
  readonly imports: ImportsRepository;
  readonly backlinks: BacklinksRepository;
  /** Cards of all acts, a few seconds old at most. */
  readonly directory: () => Promise<ActDirectory>;
  /** Paths of an edition in memory. */
  readonly pathIndex: PathIndexes;
  /** The source file is kept by its hash: an edition can always be read again. */
  readonly files: FileStore;
  /** Glossary and guides of the published content. */
  readonly articles: () => Promise<ArticleBook>;
  /** ISO day of now: what has lapsed by it. */
  readonly today: () => string;
  /** «Something was just written»: the dispatcher looks at once. */
  readonly nudgeOutbox: () => void;
}
