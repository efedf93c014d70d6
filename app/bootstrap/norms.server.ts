// What documents ask of the knowledge base: citations of a text looked up, citations as links, what has lapsed.
import type { CitedNorm, NormsPort } from '~/modules/documents/index.server';
import { type KnowledgeModule, linkHtml } from '~/modules/knowledge/index.server';

type Found = Awaited<ReturnType<Awaited<ReturnType<KnowledgeModule['openResolver']>>['resolveText']>>[number];

const STATUS = {
  resolved: 'found',
  lapsed: 'lapsed',
  'no-such-unit': 'missing',
  'not-loaded': 'card-only',
  'before-editions': 'found',
  ambiguous: 'found',
  'act-unknown': 'unknown',
} as const;

const present = ({ citation, resolutions }: Found): CitedNorm[] =>
  resolutions.map(({ status, note, actName }) => ({
    start: citation.start,
    raw: citation.raw,
    status: STATUS[status],
    act: actName ?? '',
    note: note ?? '',
  }));

export function createNorms(knowledge: KnowledgeModule): NormsPort {
  return {
    revision: () => knowledge.revision(),
    async resolve(texts) {
      const resolver = await knowledge.openResolver();
      const out = new Map<string, CitedNorm[]>();
      for (const text of texts) out.set(text, (await resolver.resolveText(text)).flatMap(present));
      return out;
    },
    async linkHtml(html) {
      const resolver = await knowledge.openResolver();
      return linkHtml(html, (text) => resolver.resolveText(text));
    },
    async countLapsed(documentIds) {
      const faults = await knowledge.queries.listFaults(
        documentIds.map((id) => ({ type: 'document' as const, id })),
      );
      const counts = new Map<string, number>();
      for (const { source, status } of faults)
        if (status === 'lapsed') counts.set(source.id, (counts.get(source.id) ?? 0) + 1);
      return counts;
    },
    async listTemplateFaults() {
      const counts = new Map<string, string[]>();
      for (const { source, raw, note } of await knowledge.queries.listTemplateFaults())
        counts.set(source.id, [...(counts.get(source.id) ?? []), note ? `${raw} (${note})` : raw]);
      return counts;
    },
  };
}
