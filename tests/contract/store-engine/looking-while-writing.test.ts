// Who opens the folder looks its file over while its owner goes on writing: growth is not damage.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { assertIntactFile } from '~/platform/storage/embedded/damage.server';
import { DATA_FILE } from '~/platform/storage/embedded/engine.server';

const root = resolve(import.meta.dirname, '../../..');
const engine = pathToFileURL(join(root, 'app/platform/storage/embedded/engine.server.ts')).href;

const WRITER = (folder: string) => `
  const { Engine } = await import(${JSON.stringify(engine)});
  const engine = new Engine(${JSON.stringify(folder)});
  console.log('writing');
  for (let n = 0; n < 400; n++)
    engine.commit(() => {
      for (let m = 0; m < 5; m++) engine.put('documents', Buffer.from('key ' + n + ' ' + m), Buffer.alloc(9000 + 4096 * m, n));
    });
  process.exit(0);
`;

it('a file that grows while it is looked over is whole', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'khartia-growing-'));
  const writer = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', WRITER(folder)], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(writer.stdout, 'data');
  const ended = once(writer, 'exit');
  let looks = 0;
  while (writer.exitCode === null) {
    assertIntactFile(join(folder, DATA_FILE), Number.POSITIVE_INFINITY);
    looks += 1;
    await new Promise(setImmediate);
  }
  expect(await ended).toEqual([0, null]);
  expect(looks).toBeGreaterThan(3);
  await rm(folder, { recursive: true, force: true });
});
