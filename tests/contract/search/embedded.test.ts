import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createEmbeddedSearchIndex } from '~/platform/search/index.server';
import { startWorker } from '~/platform/workers/start-worker.server';
import { buildRecord } from '../../factories/search-record';
import { searchIndexSuite } from './search-index.suite';

async function open() {
  const folder = await mkdtemp(join(tmpdir(), 'khartia-search-'));
  const file = join(folder, 'search', 'index.db');
  const index = createEmbeddedSearchIndex({ file, startWorker });
  const close = async () => {
    await index.close();
    await rm(folder, { recursive: true });
  };
  return { index, file, close };
}

describe('embedded search index', () => {
  searchIndexSuite(open);
});

describe('the file of the embedded index', () => {
  const everything = { terms: [], acl: ['public'], limit: 10, offset: 0 };

  it('keeps what it holds over a restart', async () => {
    const { index, file, close } = await open();
    expect((await index.status()).needsRebuild).toBe(true);
    await index.rebuild([buildRecord({ id: 'a', text: 'запись' })]);
    await index.close();
    const again = createEmbeddedSearchIndex({ file, startWorker });
    expect(await again.status()).toEqual({ engine: 'embedded', records: 1, needsRebuild: false });
    await again.close();
    await close();
  });

  it('is made anew when it is damaged, and asks for a rebuild', async () => {
    const { index, file, close } = await open();
    await index.put([buildRecord({ id: 'a', text: 'запись' })]);
    await index.close();
    const used = join(dirname(file), await readFile(file, 'utf8'));
    await writeFile(used, 'not a database at all, only some text that is long enough to be looked at');
    const again = createEmbeddedSearchIndex({ file, startWorker });
    expect((await again.status()).needsRebuild).toBe(true);
    expect((await again.search(everything)).total).toBe(0);
    await again.close();
    await close();
  });

  it('is followed by one who had it open while another rebuilt it', async () => {
    const { index, file, close } = await open();
    await index.put([buildRecord({ id: 'old', text: 'прежняя' })]);
    const beside = createEmbeddedSearchIndex({ file, startWorker });
    expect((await beside.status()).records).toBe(1);
    await index.rebuild(['a', 'b'].map((id) => buildRecord({ id, source: id, text: 'новая' })));
    expect((await beside.search(everything)).total).toBe(2);
    for (const one of [beside, index, beside])
      await one.replaceSource('a', [buildRecord({ id: 'a', source: 'a' })]);
    await beside.put([buildRecord({ id: 'c', text: 'рядом' })]);
    expect((await index.status()).records).toBe(3);
    const generations = (await readdir(dirname(file))).filter((name) =>
      /^index\.db-\d+-[0-9a-f]+$/.test(name),
    );
    expect(generations).toEqual([await readFile(file, 'utf8')]);
    await beside.close();
    await close();
  });

  it('is made anew when its pointer says nothing sensible', async () => {
    const { index, file, close } = await open();
    await index.put([buildRecord({ id: 'a', text: 'запись' })]);
    await index.close();
    await writeFile(file, '../../etc/passwd');
    const again = createEmbeddedSearchIndex({ file, startWorker });
    expect(await again.status()).toMatchObject({ records: 0, needsRebuild: true });
    await again.close();
    await close();
  });

  it('answers again after its worker died', async () => {
    const { index, file, close } = await open();
    await index.put([buildRecord({ id: 'a', text: 'запись' })]);
    await index.close();
    let started = 0;
    const mortal = createEmbeddedSearchIndex({
      file,
      startWorker: (name, options) => {
        const worker = startWorker(name, options);
        if (started++ === 0) void worker.terminate();
        return worker;
      },
    });
    await expect(mortal.search(everything)).rejects.toMatchObject({ code: 'search/unavailable' });
    expect((await mortal.search(everything)).total).toBe(1);
    await mortal.close();
    await close();
  });
});
