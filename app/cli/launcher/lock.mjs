// A lock folder under .khartia/: one process installs or builds, the others wait. A lock whose owner died is taken over.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

async function ownerOf(folder) {
  try {
    return Number(await readFile(join(folder, 'pid'), 'utf8'));
  } catch {
    return null; // being written, or just released
  }
}

/** Runs `work` while holding the named lock; waits for another holder and says so once on stderr. */
export async function withLock(root, name, work) {
  const folder = join(root, '.khartia', `${name}.lock`);
  await mkdir(join(root, '.khartia'), { recursive: true });
  let said = false;
  let ownerless = 0;
  for (;;) {
    try {
      await mkdir(folder);
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const owner = await ownerOf(folder);
    ownerless = owner === null ? ownerless + 1 : 0;
    if ((owner !== null && !isAlive(owner)) || ownerless > 20) {
      await rm(folder, { recursive: true, force: true });
      continue;
    }
    if (!said) console.error(`Ждём: другой процесс выполняет «${name}» (pid ${owner ?? '?'})…`);
    said = true;
    await wait(200);
  }
  try {
    await writeFile(join(folder, 'pid'), String(process.pid));
    return await work();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
