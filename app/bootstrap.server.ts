// The composition root: settings → adapters → modules → services. The only file that names concrete adapters.
import { join } from 'node:path';
import { articlesOf } from './bootstrap/articles.server';
import { mailAuditHead } from './bootstrap/audit-head.server';
import { createBackground } from './bootstrap/background.server';
import { createDirectory, createSharing } from './bootstrap/directory.server';
import { editionsListener } from './bootstrap/editions.server';
import { describeEvent, EVENT_GROUPS } from './bootstrap/event-words.server';
import {
  allActRecords,
  createCitationRescan,
  knowledgeListeners,
  RESCAN_JOB,
  remarkLapsedDaily,
  scanTemplates,
  syncActCards,
} from './bootstrap/knowledge-feed.server';
import { lazyContent } from './bootstrap/lazy-content.server';
import { openMail } from './bootstrap/mail.server';
import { createNorms } from './bootstrap/norms.server';
import { publishing } from './bootstrap/publishing.server';
import { openRouteEditor } from './bootstrap/route-editor.server';
import {
  NOTICE_JOB,
  noticeJob,
  OUTCOME_JOB,
  outcomeJob,
  routeNoticesListener,
  routeOutcomesListener,
} from './bootstrap/route-notices.server';
import { loadSampleData, runSampleJob, SAMPLE_JOB } from './bootstrap/sample-data.server';
import { allRecords, searchListener } from './bootstrap/search-feed.server';
import { type AuditModule, createAuditModule, loadAuditKey } from './modules/audit/index.server';
import {
  createDocumentsModule,
  DOCUMENT_OUTBOX_COLLECTIONS,
  tellRevision,
} from './modules/documents/index.server';
import { createFindingModule, type FindingModule } from './modules/finding/index.server';
import { tokensOfActor } from './modules/identity';
import {
  createIdentityModule,
  IDENTITY_OUTBOX_COLLECTIONS,
  identityError,
  zoneOfActor,
} from './modules/identity/index.server';
import { createKnowledgeModule, KNOWLEDGE_OUTBOX_COLLECTIONS } from './modules/knowledge/index.server';
import { createRulesModule } from './modules/rules/index.server';
import { createTemplatesModule } from './modules/templates/index.server';
import { createWorkflowsModule, type RouteEditor } from './modules/workflows/index.server';
import { assertNoUnfinishedRestore } from './platform/backup/unfinished.server';
import { type Clock, systemClock } from './platform/clock';
import { assertPublishableUrl, type Config } from './platform/config';
import { createMongoReleaseStore } from './platform/content/mongo-release-store.server';
import { createDiskFileStore } from './platform/files/index.server';
import { createHttpPort } from './platform/http/index.server';
import type { ServiceRegistry } from './platform/http/load-context';
import { createSealer, loadKeyFile } from './platform/keys/index.server';
import { createLogger, type Logger } from './platform/log';
import { createMongoFeeds, createStreams, type OpenStream } from './platform/realtime/index.server';
import { createPdfRenderer } from './platform/rendering/index.server';
import { createEmbeddedSearchIndex, createMeilisearchIndex } from './platform/search/index.server';
import { createSecretBox } from './platform/secrets/index.server';
import { openStorage } from './platform/storage/index.server';
import { createOutboxDispatcher } from './platform/storage/outbox.server';
import { startWorker } from './platform/workers/start-worker.server';
import { type Context, systemActor } from './shared/context';
import { type IdSource, newId as randomId } from './shared/ids';

export interface BootstrapOptions {
  readonly config: Config;
  /** The project's folder with the seeds `content/`, `workflows/`, `templates/`. */
  readonly root: string;
  readonly clock?: Clock;
  readonly newId?: IdSource;
}

export type App = Awaited<ReturnType<typeof bootstrap>>;

declare module './platform/http/load-context' {
  interface ServiceRegistry {
    readonly audit: Pick<AuditModule, 'exportJournal' | 'headHash' | 'listJournal' | 'eventGroups'>;
    readonly finding: FindingModule;
    readonly openStream: OpenStream;
    readonly routeEditor: RouteEditor;
    /** Zone by which this person's days begin and end. */
    readonly zoneOfActor: (ctx: Context) => Promise<string>;
  }
}

/** Opens everything the site and the commands use. Nothing listens yet and no browser runs. */
export async function bootstrap({ config, root, clock = systemClock, newId = randomId }: BootstrapOptions) {
  const log = createLogger({ level: config.logLevel, format: process.stderr.isTTY ? 'pretty' : 'json' });
  const [key, sealer, storage] = await Promise.all([
    loadAuditKey(join(config.dataDir, 'keys', 'audit.key')),
    loadSealer(join(config.dataDir, 'keys', 'totp.key')),
    openStorage({
      dataDir: config.dataDir,
      startWorker,
      ...(config.mongodbUrl ? { mongodbUrl: config.mongodbUrl } : {}),
    }),
  ]);
  const { connection } = storage;
  const db = connection.getClient().db(connection.name);
  await assertNoUnfinishedRestore({ dataDir: config.dataDir, db });
  const folder = join(config.dataDir, 'content');
  const content = lazyContent(folder, async () => {
    const { openContentStore } = await import('./platform/content/index.server');
    return openContentStore({ folder, seeds: root, clock, log });
  });
  const releases = createMongoReleaseStore({ db, clock });
  const templates = createTemplatesModule({ releases, startWorker });
  const workflows = createWorkflowsModule({ releases });
  const files = createDiskFileStore({ folder: join(config.dataDir, 'files') });
  /** Where the site answers; known once it listens. */
  const site = { url: config.publicUrl ?? `http://${config.host}:${config.port}` };
  const mail = openMail(config, { db, clock, newId, log });
  const identity = createIdentityModule({
    connection,
    sessionTimes: config.session,
    ...mail.identity,
    sealer,
    files,
    siteUrl: () => site.url,
  });
  const audit = createAuditModule({
    ...{ db, key, clock, newId },
    describe: describeEvent,
    eventGroups: EVENT_GROUPS,
  });
  const index = openIndex(config);
  const finding = createFindingModule({ index, tokensOfActor, facetNames: ['kind'] });
  const pdf = openRenderer(config, log);
  const directory = createDirectory(identity);
  const rules = createRulesModule({ releases });

  const knowledge = createKnowledgeModule({
    connection,
    files,
    readPdfText: async (bytes) => (await import('./platform/office/index.server')).readPdfText(bytes),
    articles: articlesOf(releases),
    today: () => clock.now().toISOString().slice(0, 10),
    nudgeOutbox: () => outbox.nudge(),
  });
  const streams = createStreams({ total: 500, perPerson: 12 });
  const feeds = await createMongoFeeds({ db, clock, log });

  const outside = {
    connection,
    templates,
    workflows,
    files,
    pdf,
    mail: mail.identity.mailer,
    secrets: createSecretBox(join(config.dataDir, 'keys', 'personal.key')),
    ...directory,
    sharing: createSharing(identity),
    norms: createNorms(knowledge),
    calendar: async () => (await rules.getRules()).calendar,
    layoutProfile: async () => (await rules.getRules()).layoutProfile('gost-2025'),
    siteUrl: () => site.url,
    auditHead: async () => {
      let head = await audit.headHash();
      if (!head) {
        // A sheet made before the first seal would carry no head: what waits is sealed first.
        await outbox.drain();
        head = await audit.headHash();
      }
      return head && `${head.seq}:${head.hash}`;
    },
    history: (
      id: string,
      page: { before?: number | undefined; limit: number; types?: readonly string[] | undefined },
    ) => audit.listEntries(system('history'), { aggregate: { type: 'document', id }, ...page }),
    exportHistory: (id: string, format: 'csv' | 'json') =>
      audit.exportEntries(system('history'), { aggregate: { type: 'document', id }, format }),
    feeds,
    draftChanged: tellRevision(feeds, (error) => log.error('feed: a revision was not told', { error })),
    nudgeOutbox: () => outbox.nudge(),
  };
  const publishableUrl = () =>
    assertPublishableUrl({
      ...config,
      ...(config.allowLoopbackUrl && !config.publicUrl ? { publicUrl: site.url } : {}),
    });
  const documents = createDocumentsModule({ ...outside, publishableUrl });
  const knowledgeFeed = {
    knowledge,
    documents,
    finding,
    system: (name: string) => system(name),
    scanTemplates: () => scanTemplates(templates, releases, knowledge),
  };
  const rescan = createCitationRescan(knowledgeFeed, () => background.queue);
  const outbox = createOutboxDispatcher({
    db,
    collections: [
      ...DOCUMENT_OUTBOX_COLLECTIONS,
      ...IDENTITY_OUTBOX_COLLECTIONS,
      ...KNOWLEDGE_OUTBOX_COLLECTIONS,
    ],
    listeners: [
      audit.listener,
      searchListener(documents, finding),
      ...knowledgeListeners(knowledgeFeed, rescan),
      editionsListener({ documents, system: (name) => system(name) }),
      routeNoticesListener({
        documents,
        queue: () => background.queue,
        system: (name) => system(name),
      }),
      routeOutcomesListener({
        documents,
        queue: () => background.queue,
        system: (name) => system(name),
      }),
    ],
    log,
    clock,
  });
  const system = (name: string) => ({
    actor: systemActor(name),
    now: clock.now,
    newId,
    requestId: newId('req'),
    locale: 'ru' as const,
  });

  await Promise.all([
    identity.prepare(),
    documents.prepare(),
    knowledge.prepare(),
    audit.prepare(),
    outbox.prepare(),
  ]);

  const syncContent = async () => {
    const { publishContent } = await import('./bootstrap/content-sync.server');
    const report = await publishContent(content, releases, templates.checkTemplate);
    for (const problem of report.problems) log.warn('content: not published', { ...problem });
    await syncActCards(releases, knowledge, system('content'), log);
    await scanTemplates(templates, releases, knowledge);
    return report;
  };
  let ready: Promise<unknown> | undefined;
  /** Content published as releases; the first call does it, others wait for the same. */
  const whenReady = () => (ready ??= syncContent());

  // Sample papers are fictional: their codes may lead to this machine.
  const sampleDocuments = createDocumentsModule({
    ...outside,
    publishableUrl: () => config.publicUrl ?? site.url,
  });
  const samples = {
    identity,
    documents: sampleDocuments,
    templates,
    workflows,
    content,
    clock,
    newId,
    whenReady,
  };

  const background = createBackground({
    db,
    clock,
    newId,
    log,
    audit,
    documents,
    system,
    mailAuditHead: (ctx) => mailAuditHead({ audit, identity, mail: mail.identity.mailer }, ctx),
    remarkLapsed: remarkLapsedDaily(knowledge, () => clock.now().toISOString().slice(0, 10)),
    handlers: {
      [SAMPLE_JOB]: (job) => runSampleJob(samples, job),
      [NOTICE_JOB]: noticeJob({ documents, system }),
      [OUTCOME_JOB]: outcomeJob({ documents, system }),
      [RESCAN_JOB]: rescan.job,
    },
  });
  await background.prepare();

  /** All that may be found, for building the index anew. */
  async function* everything() {
    yield* allRecords(documents);
    yield* allActRecords(knowledge);
  }

  const published = publishing(content, syncContent);
  const services: ServiceRegistry = {
    http: createHttpPort({
      sessions: identity,
      now: clock.now,
      newId,
      publicOrigin: config.publicUrl,
      report: (error, info) => log.error('http: unexpected error', { error, ...info }),
    }),
    identity,
    audit,
    content: published,
    routeEditor: openRouteEditor({
      content: published,
      record: audit.record,
      releases,
      templates,
      identity,
      rules,
      timeZone: directory.timeZone,
    }),
    zoneOfActor: (ctx) => zoneOfActor(directory, ctx),
    documents,
    knowledge,
    rules,
    finding,
    openStream: streams.open,
    loadSampleData: (ctx) => loadSampleData(samples, background.queue, ctx),
  };

  return {
    config,
    log,
    services,
    storage,
    audit,
    templates,
    workflows,
    pdf,
    samples,
    system,
    site,
    whenReady,
    jobs: background.queue,
    reindex: () => finding.reindex(everything()),
    /** Hands over every waiting event: afterwards audit, search and citations hold all that was acknowledged. */
    settle: async () => {
      await outbox.drain();
      await rescan.runIfAsked();
      await audit.seal();
    },
    /** What runs beside the requests: publishing of content, dispatching, a missing index, the renderer's self-test. */
    async startBackground() {
      outbox.start();
      background.start();
      mail.start();
      await whenReady();
      if ((await finding.status()).needsRebuild) await finding.reindex(everything());
    },
    async close() {
      await mail.stop();
      await background.stop();
      await outbox.stop();
      streams.close();
      await feeds.stop();
      await Promise.all([pdf.close(), templates.close(), index.close()]);
      await storage.close();
    },
  };
}

async function loadSealer(file: string) {
  return createSealer(
    await loadKeyFile(file, (reason, cause) => identityError('key-unreadable', { file, reason }, cause)),
  );
}

function openIndex(config: Config) {
  if (!config.meili)
    return createEmbeddedSearchIndex({ file: join(config.dataDir, 'search', 'index.db'), startWorker });
  return createMeilisearchIndex({
    url: config.meili.url,
    ...(config.meili.key ? { apiKey: config.meili.key } : {}),
  });
}

function openRenderer(config: Config, log: Logger) {
  return createPdfRenderer({
    cacheDir: join(config.dataDir, 'cache', 'chromium'),
    log,
    pages: config.renderPages,
    programFolders: config.programFolders,
    ...(config.chromiumPath ? { chromiumPath: config.chromiumPath } : {}),
  });
}
