// Server face: binds commands and queries to one connection.
import type { Connection } from 'mongoose';
import { ActDirectory } from './act-directory';
import { type ActsRepository, createActsRepository } from './acts.repository.server';
import { createBacklinksRepository } from './backlinks.repository.server';
import { changeForce } from './commands/change-force.server';
import { fixLine } from './commands/fix-line.server';
import { publishAct } from './commands/publish-act.server';
import { publishLocal } from './commands/publish-local.server';
import { forgetSource, refreshAct, remarkLapsed, scanSource } from './commands/scan-source.server';
import { discardImport, stageAct } from './commands/stage-act.server';
import { startPublishing } from './commands/start-publishing.server';
import { syncCards } from './commands/sync-cards.server';
import { createImportsRepository } from './imports.repository.server';
import type { KnowledgeDeps } from './knowledge.deps';
import { ensureKnowledgeIndexes, knowledgeModels } from './knowledge.model.server';
import { createPathIndexes } from './path-index.server';
import { createProvisionsRepository } from './provisions.repository.server';
import { compareEditions, getProvisionWords } from './queries/compare-editions.server';
import { getGuide, getTerm, listGuides, listTerms } from './queries/get-article.server';
import { getImport, getPublishing, listImports } from './queries/get-import.server';
import { getProvision } from './queries/get-provision.server';
import { getActContents, listActs } from './queries/list-acts.server';
import { listFaults, listStale, listTemplateFaults, searchPieces } from './queries/list-faults.server';
import { openResolver } from './queries/resolve-citations.server';

export type KnowledgeOptions = Omit<
  KnowledgeDeps,
  'acts' | 'provisions' | 'imports' | 'backlinks' | 'pathIndex' | 'directory'
> & {
  readonly connection: Connection;
};

/** Binds the module. Call `prepare()` once at start. */
export function createKnowledgeModule({ connection, ...outside }: KnowledgeOptions) {
  const models = knowledgeModels(connection);
  const provisions = createProvisionsRepository(models);
  const { acts, directory } = rememberDirectory(createActsRepository(models));
  const deps: KnowledgeDeps = {
    ...outside,
    acts,
    directory,
    provisions,
    pathIndex: createPathIndexes(provisions),
    imports: createImportsRepository(models),
    backlinks: createBacklinksRepository(models),
  };
  return {
    /** Makes the indexes; idempotent. */
    prepare: () => ensureKnowledgeIndexes(models),
    commands: {
      stageAct: stageAct(deps),
      fixLine: fixLine(deps),
      discardImport: discardImport(deps),
      publishAct: publishAct(deps),
      startPublishing: startPublishing(deps),
      changeForce: changeForce(deps),
      syncCards: syncCards(deps),
      publishLocal: publishLocal(deps),
    },
    queries: {
      listActs: listActs(deps),
      getActContents: getActContents(deps),
      getProvision: getProvision(deps),
      compareEditions: compareEditions(deps),
      getProvisionWords: getProvisionWords(deps),
      getImport: getImport(deps),
      getPublishing: getPublishing(deps),
      listImports: listImports(deps),
      listFaults: listFaults(deps),
      listStale: listStale(deps),
      listTerms: listTerms(deps),
      getTerm: getTerm(deps),
      listGuides: listGuides(deps),
      getGuide: getGuide(deps),
      listTemplateFaults: listTemplateFaults(deps),
    },
    /** «Кто ссылается»: what a source cites, replaced as a whole. */
    scanSource: scanSource(deps),
    forgetSource: forgetSource(deps),
    refreshAct: refreshAct(deps),
    /** Links to acts that have ended by a day; for a timer. */
    remarkLapsed: remarkLapsed(deps),
    /** Pieces of an act for the search index. */
    searchPieces: (actId: string) => searchPieces(deps, actId),
    listActIds: async () => (await acts.listCards()).map(({ _id }) => _id),
    /** Changes whenever what a citation leads to may have changed: new cards and editions, ends, a new day. */
    revision: async () => `${(await deps.directory()).revision}:${deps.today()}`,
    /** A resolver that has read the cards once; for one text or one scan. */
    openResolver: () => openResolver(deps),
  };
}
const REMEMBERED_MS = 3000;

/**
 * Every page resolves citations: the cards are read again only every few seconds, and at once after a change made by
 * this process (another process of the site is at most so much behind).
 */
function rememberDirectory(acts: ActsRepository) {
  let held: { at: number; value: Promise<ActDirectory> } | undefined;
  const forget = () => {
    held = undefined;
  };
  const directory = () => {
    if (held && performance.now() - held.at < REMEMBERED_MS) return held.value;
    const value = acts.listCards().then((cards) => new ActDirectory(cards));
    held = { at: performance.now(), value };
    value.catch(forget);
    return value;
  };
  const forgetting =
    <A extends unknown[], R>(write: (...input: A) => Promise<R>) =>
    (...input: A): Promise<R> =>
      write(...input).finally(forget);
  return {
    directory,
    acts: { ...acts, insertAct: forgetting(acts.insertAct), changeAct: forgetting(acts.changeAct) },
  };
}

export type KnowledgeModule = ReturnType<typeof createKnowledgeModule>;
export { type ArticleBook, type ArticleEntry, articleBook } from './articles/article-book';
export type { LocalAct } from './commands/publish-local.server';
export type { CitingSource, SourcePiece } from './commands/scan-source.server';
export { knowledgeError } from './errors';
export { linkHtml } from './link-html';
export type { CitationFault } from './queries/list-faults.server';
export type { ActFile } from './read-act-file.server';

/** Collections whose records carry an outbox. */
export const KNOWLEDGE_OUTBOX_COLLECTIONS = ['acts'] as const;

declare module '~/platform/http/load-context' {
  interface ServiceRegistry {
    readonly knowledge: KnowledgeModule;
  }
}
