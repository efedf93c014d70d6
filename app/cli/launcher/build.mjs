// Builds the site into build.<hash of sources> and renames it when whole: a running server keeps its own folder.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withLock } from './lock.mjs';

const SOURCES = [
  'app',
  'public',
  'package-lock.json',
  'vite.config.ts',
  'tsconfig.json',
  'keystatic.config.ts',
];
const KEPT_BUILDS = 2;

async function* filesBelow(path) {
  const entries = await readdir(path, { withFileTypes: true }).catch((error) =>
    error.code === 'ENOTDIR' ? null : [],
  );
  if (entries === null) {
    yield path;
    return;
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.isDirectory()) yield* filesBelow(join(path, entry.name));
    else yield join(path, entry.name);
  }
}

/** Names, sizes and times of all sources: while they are the same, the remembered hash is right. */
async function fingerprintSources(root) {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    for await (const file of filesBelow(join(root, source))) {
      const { size, mtimeMs, ino } = await stat(file);
      hash.update(`${file.slice(root.length)}\0${size}\0${mtimeMs}\0${ino}\0`);
    }
  }
  return hash.digest('hex');
}

async function hashSources(root) {
  const memory = join(root, '.khartia', 'sources.json');
  const fingerprint = await fingerprintSources(root);
  const known = await readFile(memory, 'utf8').then(JSON.parse, () => null);
  if (known?.fingerprint === fingerprint) return known.hash;
  const hash = await hashContents(root);
  await mkdir(join(root, '.khartia'), { recursive: true });
  await writeFile(memory, JSON.stringify({ fingerprint, hash }));
  return hash;
}

async function hashContents(root) {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    for await (const file of filesBelow(join(root, source))) {
      if (/\.test\.tsx?$|\.md$/.test(file)) continue;
      hash
        .update(file.slice(root.length))
        .update('\0')
        .update(await readFile(file))
        .update('\0');
    }
  }
  return hash.digest('hex').slice(0, 12);
}

function runVite(root, directory) {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [join(root, 'node_modules/@remix-run/dev/dist/cli.js'), 'vite:build'],
      {
        cwd: root,
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...process.env, KHARTIA_BUILD_DIR: directory, NODE_ENV: 'production' },
      },
    );
    let said = '';
    child.stdout.on('data', (chunk) => (said += chunk));
    child.stderr.on('data', (chunk) => (said += chunk));
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code === 0) return resolve();
      reject(new Error(`сборка не удалась (код ${code}):\n${said.slice(-4000)}`));
    });
  });
}

/** Worker threads are bundled apart: each is one file beside the server bundle. */
async function buildWorkers(root, directory) {
  const { build } = await import('esbuild');
  const source = await readFile(join(root, 'app/platform/workers/start-worker.server.ts'), 'utf8');
  const entries = [...source.matchAll(/^ {2}'?([\w-]+)'?: '([^']+\.ts)',$/gm)];
  await build({
    entryPoints: Object.fromEntries(entries.map(([, name, path]) => [name, join(root, 'app', path)])),
    outdir: join(directory, 'server', 'workers'),
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'silent',
  });
}

/** Older builds go, but for the last ones and those a living server runs from (.in-use-<pid>). */
async function sweep(root, current) {
  const folders = (await readdir(root)).filter((name) => name.startsWith('build.') && name !== current);
  const aged = await Promise.all(
    folders.map(async (name) => ({ name, at: (await stat(join(root, name))).mtimeMs })),
  );
  aged.sort((a, b) => b.at - a.at);
  for (const { name } of aged.slice(KEPT_BUILDS - 1)) {
    const users = (await readdir(join(root, name))).filter((file) => file.startsWith('.in-use-'));
    const used = users.some((file) => {
      try {
        process.kill(Number(file.slice('.in-use-'.length)), 0);
        return true;
      } catch {
        return false;
      }
    });
    if (!used) await rm(join(root, name), { recursive: true, force: true });
  }
}

/** Returns the folder of a whole build of the present sources, building it when there is none. */
export async function ensureBuilt(root) {
  if (process.env.KHARTIA_BUILD) return process.env.KHARTIA_BUILD;
  const name = `build.${await hashSources(root)}`;
  const folder = join(root, name);
  if (existsSync(folder)) return folder;
  return withLock(root, 'build', async () => {
    if (existsSync(folder)) return folder;
    const started = performance.now();
    console.error('Собираем сайт…');
    const temporary = `build.tmp-${process.pid}`;
    await rm(join(root, temporary), { recursive: true, force: true });
    await runVite(root, temporary);
    await buildWorkers(root, join(root, temporary));
    await rename(join(root, temporary), folder);
    await sweep(root, name);
    console.error(`Сборка готова за ${((performance.now() - started) / 1000).toFixed(1)} с`);
    return folder;
  });
}
