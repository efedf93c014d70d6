// Installs packages when they are missing or differ from the lock file; the stamp is written last.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withLock } from './lock.mjs';

async function readJson(path) {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return null; // absent or half-written: both mean «install»
  }
}

/** True when node_modules already holds what the lock names (someone ran `npm ci` himself). */
async function matchesLock(root) {
  const lock = await readJson(join(root, 'package-lock.json'));
  const installed = await readJson(join(root, 'node_modules', '.package-lock.json'));
  if (!lock || !installed) return false;
  return Object.entries(lock.packages).every(([path, wanted]) => {
    if (path === '' || wanted.optional || wanted.link) return true;
    return installed.packages[path]?.version === wanted.version;
  });
}

function npmCi(root) {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  return new Promise((resolve, reject) => {
    // npm's words go to stderr: stdout of a command holds its data alone.
    const child = spawn(npm, ['ci', '--no-audit', '--no-fund', '--include=dev'], {
      cwd: root,
      stdio: ['ignore', process.stderr, process.stderr],
      shell: process.platform === 'win32',
    });
    child.on('error', reject);
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`npm ci завершился с кодом ${code}`)),
    );
  });
}

/** Idempotent. Refuses to install where KHARTIA_IMMUTABLE is set (a production image carries its packages). */
export async function ensureInstalled(root) {
  const lockText = await readFile(join(root, 'package-lock.json'));
  const wanted = createHash('sha256').update(lockText).update(process.versions.modules).digest('hex');
  const stamp = join(root, 'node_modules', '.khartia-stamp');
  const isStamped = async () => existsSync(stamp) && (await readFile(stamp, 'utf8')) === wanted;
  if (await isStamped()) return;
  if (process.env.KHARTIA_IMMUTABLE) {
    if (existsSync(join(root, 'node_modules'))) return;
    throw new Error('пакеты не установлены, а KHARTIA_IMMUTABLE запрещает установку: пересоберите образ');
  }
  await withLock(root, 'install', async () => {
    if (await isStamped()) return;
    if (!(await matchesLock(root))) {
      console.error('Устанавливаем пакеты (один раз)…');
      await npmCi(root);
    }
    await writeFile(stamp, wanted);
  });
}
