import { describe, expect, it } from 'vitest';
import { createMeilisearchIndex } from '~/platform/search/index.server';
import { pageCovering } from '~/platform/search/meilisearch/meilisearch-index.server';
import { type MeilisearchPeer, startMeilisearchPeer } from '../../fakes/meilisearch-peer';
import { searchIndexSuite } from './search-index.suite';

const real = process.env.MEILI_URL;
if (!real)
  console.log(
    'search contract: MEILI_URL is not set, the Meilisearch half runs against the scripted HTTP peer',
  );

let n = 0;
async function openReal(url: string) {
  const indexName = `khartia-test-${process.pid}-${n++}`;
  const index = createMeilisearchIndex({ url, apiKey: process.env.MEILI_MASTER_KEY, indexName });
  const close = async () => {
    await fetch(new URL(`/indexes/${indexName}`, url), {
      method: 'DELETE',
      headers: { authorization: `Bearer ${process.env.MEILI_MASTER_KEY ?? ''}` },
    });
  };
  return { index, close };
}

async function openPeer() {
  const peer = await startMeilisearchPeer();
  return { index: createMeilisearchIndex({ url: peer.url }), close: peer.close };
}

describe(real ? 'Meilisearch' : 'Meilisearch adapter against a scripted peer', () => {
  searchIndexSuite(real ? () => openReal(real) : openPeer);
});

describe('what the Meilisearch adapter asks', () => {
  const ask = async (
    work: (peer: MeilisearchPeer, index: ReturnType<typeof createMeilisearchIndex>) => Promise<void>,
  ) => {
    const peer = await startMeilisearchPeer();
    await work(peer, createMeilisearchIndex({ url: peer.url, requestTimeoutMs: 2000 }));
    await peer.close();
  };

  it('sets the index up once, with typo tolerance off', () =>
    ask(async (peer, index) => {
      await index.status();
      await index.status();
      const settings = peer.requests.filter(({ line }) => line === 'PATCH /indexes/khartia/settings');
      expect(settings).toHaveLength(1);
      expect(settings[0]!.body).toMatchObject({ typoTolerance: { enabled: false } });
      expect((await index.status()).needsRebuild).toBe(true);
    }));

  it('puts the access filter into every query', () =>
    ask(async (peer, index) => {
      await index.search({ terms: [{ stems: ['медиац'] }], acl: ['public'], limit: 5, offset: 0 });
      const body = peer.requests.at(-1)!.body as { q: string; filter: unknown[] };
      expect(body.q).toBe('"медиац"');
      expect(body.filter[0]).toEqual([`acl = "${Buffer.from('public').toString('hex')}"`]);
    }));

  it('says that the search does not answer, and recovers when it does', () =>
    ask(async (peer, index) => {
      await index.status();
      await peer.close();
      await expect(index.status()).rejects.toMatchObject({ code: 'search/unavailable', kind: 'unavailable' });
    }));

  it('covers any offset by a numbered page', () => {
    for (let offset = 0; offset < 40; offset += 1) {
      for (let limit = 1; limit < 12; limit += 1) {
        const { page, hitsPerPage } = pageCovering(offset, limit);
        expect((page - 1) * hitsPerPage).toBeLessThanOrEqual(offset);
        expect(page * hitsPerPage).toBeGreaterThanOrEqual(offset + limit);
      }
    }
  });
});
