// Keeps the knowledge base in step: who cites what, acts in the search index, published own documents as local acts.
import { parse } from 'yaml';
import type { DocumentsModule } from '~/modules/documents/index.server';
import type { FindingModule, SourceRecord } from '~/modules/finding/index.server';
import { ActCardTableSchema } from '~/modules/knowledge';
import type { KnowledgeModule } from '~/modules/knowledge/index.server';
import type { TemplatesModule } from '~/modules/templates/index.server';
import type { ReleaseStore } from '~/platform/content';
import type { JobHandler, JobQueue } from '~/platform/jobs/index.server';
import type { Logger } from '~/platform/log';
import type { Context } from '~/shared/context';
import type { EventListener } from '~/shared/domain-event';

/** Everything that may cite an act is read again: one job, however many acts came at once. */
export const RESCAN_JOB = 'rescan-citations';

export interface CitationRescan {
  /** Documents and templates written before an act was known may cite it. */
  ask(): Promise<void>;
  /** Does what was asked for since the last time; nothing else waits for it. */
  runIfAsked(): Promise<void>;
  readonly job: JobHandler;
}

export function createCitationRescan(deps: KnowledgeFeedDeps, queue: () => JobQueue): CitationRescan {
  let asked = false;
  const run = async () => {
    asked = false;
    for (const id of await deps.documents.listIds()) await scanDocument(deps, id);
    await deps.scanTemplates();
  };
  return {
    async ask() {
      asked = true;
      const { job, created } = await queue().enqueue({ kind: RESCAN_JOB, payload: {}, key: 'all' });
      // The one at work may be past what the new act changes.
      if (!created && job.status === 'running')
        await queue().enqueue({ kind: RESCAN_JOB, payload: {}, key: 'next' });
    },
    async runIfAsked() {
      if (asked) await run();
    },
    job: run,
  };
}

export interface KnowledgeFeedDeps {
  readonly knowledge: KnowledgeModule;
  readonly documents: DocumentsModule;
  readonly finding: Pick<FindingModule, 'indexSource' | 'removeSource'>;
  /** Templates are scanned again. */
  readonly scanTemplates: () => Promise<void>;
  readonly system: (name: string) => Context;
}

/** Kinds that are norms for those who adopted them; a resolution or a protocol is cited as a document. */
const LOCAL_KINDS = ['regulation', 'ethics-code'];

const actSource = (actId: string) => `act:${actId}`;

/** Records of an act for the index: everybody may find them. */
async function actRecords(knowledge: KnowledgeModule, actId: string): Promise<SourceRecord[]> {
  const records: SourceRecord[] = [];
  for await (const piece of knowledge.searchPieces(actId)) {
    records.push({
      ...piece,
      source: actSource(actId),
      type: 'act',
      acl: ['public'],
      facets: {},
      date: '',
    });
  }
  return records;
}

/** All acts, for building the index anew. */
export async function* allActRecords(knowledge: KnowledgeModule): AsyncGenerator<SourceRecord> {
  for (const id of await knowledge.listActIds()) yield* await actRecords(knowledge, id);
}

/** What a document cites, by its current version; private kinds have no search source and leave no link. */
async function scanDocument({ documents, knowledge }: KnowledgeFeedDeps, id: string): Promise<void> {
  const found = await documents.getSearchSource(id);
  if (!found) return knowledge.forgetSource({ type: 'document', id });
  const [head] = found.records;
  await knowledge.scanSource({
    source: { type: 'document', id },
    title: head?.title ?? '',
    acl: found.acl,
    pieces: found.records.slice(1).map(({ id: place, number, text, url }) => ({
      place,
      label: number && number !== '–' ? `п. ${number.replace(/\.$/, '')}` : '',
      text,
      url,
    })),
  });
}

async function publishOwn({ documents, knowledge, system }: KnowledgeFeedDeps, id: string): Promise<void> {
  const local = await documents.getLocalAct(id);
  if (local && LOCAL_KINDS.includes(local.kind))
    await knowledge.commands.publishLocal(system('knowledge'), local);
}

/** Events after which a text may cite an act that it did not before; the others change what the links say. */
const NEW_NAMES = ['act.card-added', 'act.card-changed'];

export function knowledgeListeners(deps: KnowledgeFeedDeps, rescan: CitationRescan): EventListener[] {
  const { knowledge, finding, system } = deps;
  return [
    {
      name: 'citations',
      events: [
        'document.created',
        'document.version-saved',
        'document.withdrawn',
        'document.rejected',
        'document.adopted',
        'document.published',
        'document.visibility-changed',
        'document.participant-added',
        'document.participant-removed',
      ],
      handle: ({ aggregate }) => scanDocument(deps, aggregate.id),
    },
    {
      name: 'local acts',
      events: ['document.published'],
      handle: ({ aggregate }) => publishOwn(deps, aggregate.id),
    },
    {
      name: 'acts',
      events: ['act.*'],
      async handle({ aggregate, type }) {
        await knowledge.refreshAct(aggregate.id, system('knowledge').now().toISOString().slice(0, 10));
        const records = await actRecords(knowledge, aggregate.id);
        await finding.indexSource({ source: actSource(aggregate.id), records });
        if (NEW_NAMES.includes(type)) await rescan.ask();
      },
    },
  ];
}

/** Once a day, by the site's own clock: what ended at midnight warns in the morning. Safe in several processes. */
export function remarkLapsedDaily(
  knowledge: Pick<KnowledgeModule, 'remarkLapsed'>,
  today: () => string,
): () => Promise<void> {
  let done = '';
  return async () => {
    const day = today();
    if (day === done) return;
    await knowledge.remarkLapsed(day);
    done = day;
  };
}

/** Words of a template as they will be printed: without tags and places for values. */
const templateWords = (source: string): string[] =>
  source
    .replace(/{{!--[\s\S]*?--}}/g, '')
    .replace(/{{[\s\S]*?}}/g, ' ')
    .split(/<[^>]*>/)
    .map((words) => words.replace(/\s+/g, ' ').trim())
    .filter((words) => words.length > 4);

/** What the current templates cite: a template that leads to what has lapsed warns whoever chooses it. Idempotent. */
export async function scanTemplates(
  templates: Pick<TemplatesModule, 'listTemplates'>,
  releases: Pick<ReleaseStore, 'list'>,
  knowledge: KnowledgeModule,
): Promise<void> {
  const bodies = new Map(
    (await releases.list('template')).map(({ id, files }) => [id, files['body.hbs'] ?? '']),
  );
  for (const { id, title } of await templates.listTemplates()) {
    const url = `/documents/new/${id}`;
    await knowledge.scanSource({
      source: { type: 'template', id },
      title,
      acl: ['installation'],
      pieces: templateWords(bodies.get(id) ?? '').map((text, index) => ({
        place: String(index),
        label: '',
        text,
        url,
      })),
    });
  }
}

/** Cards of the starter base from the published content (content/acts/*.yaml). A broken table is told and skipped. */
export async function syncActCards(
  releases: Pick<ReleaseStore, 'list'>,
  knowledge: KnowledgeModule,
  ctx: Context,
  log: Logger,
): Promise<void> {
  for (const release of await releases.list('content')) {
    if (!release.id.startsWith('acts/')) continue;
    for (const text of Object.values(release.files)) {
      const table = ActCardTableSchema.safeParse(parse(text));
      if (table.success) await knowledge.commands.syncCards(ctx, table.data.rows);
      else log.warn('content: cards of acts not read', { id: release.id, problem: table.error.message });
    }
  }
}
