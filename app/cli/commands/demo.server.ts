import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import type { App } from '~/bootstrap.server';
import { loadConfig } from '~/platform/config/load-config.server';
import type { CliCommand } from '../cli-command';
import { untilStopped } from '../until-stopped.server';

interface DemoDocument {
  id: string;
  title: string;
  kind: string;
  state: string;
  number: string | null;
  slug: string | null;
  verifyCode: string | null;
  /** Of the open page, where it is under discussion. */
  discussionCode: string | null;
  files: string[];
}

/**
 * `./khartia demo [--serve] [--json]`: the main job on sample data in a store of its own (`<data>/demo/site`, made
 * anew each time); papers go to `<data>/demo`. With --json stdout holds one JSON value, the steps go to stderr.
 */
export const command: CliCommand = async (args, { root, buildDirectory }) => {
  const { values } = parseArgs({ args, options: { serve: { type: 'boolean' }, json: { type: 'boolean' } } });
  const say = values.json
    ? (text: string) => void process.stderr.write(`${text}\n`)
    : (text: string) => console.log(text);
  const settings = loadConfig();
  const folder = join(settings.dataDir, 'demo');
  const dataDir = join(folder, 'site');
  await rm(dataDir, { recursive: true, force: true });
  await mkdir(dataDir, { recursive: true });
  const { bootstrap } = await import('~/bootstrap.server');
  const config = {
    ...settings,
    dataDir,
    mongodbUrl: null,
    meili: null,
    allowLoopbackUrl: true,
    logLevel: 'warn' as const,
  };
  const app = await bootstrap({ config, root });
  try {
    const site = values.serve ? await (await import('../serve.server')).serve(app, buildDirectory) : null;
    if (site) app.site.url = config.publicUrl ?? site.url;
    const started = performance.now();
    const { documents, accounts, password, found } = await runDemo(app, folder, say);
    const seconds = (performance.now() - started) / 1000;
    say(
      `\nГотово за ${seconds.toFixed(1)} с: документов ${documents.length}, файлы в ${relative(process.cwd(), folder) || folder}`,
    );
    const logins = accounts.map(({ email, name, roles }) => ({ login: email, password, name, roles }));
    if (values.json)
      console.log(JSON.stringify({ url: site?.url ?? null, seconds, documents, found, accounts: logins }));
    if (!site) return 0;
    await app.startBackground();
    say(`\nСайт: ${site.url}\nУчётные записи (пароль у всех: ${password}):`);
    for (const { login, name, roles } of logins) say(`  ${login.padEnd(34)} ${name} (${roles.join(', ')})`);
    await untilStopped();
    await site.close();
    return 0;
  } finally {
    await app.close();
  }
};

async function runDemo(app: App, folder: string, say: (text: string) => void) {
  const { liveOut, loadSamplePeople } = await import('~/bootstrap/sample-data.server');
  const { SAMPLE_LIVES } = await import('~/bootstrap/sample-lives');
  const step = stopwatch(say);
  await app.whenReady();
  step('шаблоны и маршруты проверены и выпущены');
  const { accounts, password } = await loadSamplePeople(app.samples, app.system('demo'));
  step(`учебные организации и люди: ${accounts.length}`);
  const documents: DemoDocument[] = [];
  for (const life of SAMPLE_LIVES) {
    say(`\n${life.title}`);
    const { documentId, number, slug } = await liveOut(app.samples, life, step);
    documents.push(await saveFiles(app, { documentId, number, slug }, folder));
    if (!life.stopAt) step('файлы записаны');
  }
  await app.settle();
  const found = await app.services.finding.search(app.system('demo'), { q: 'медиация' });
  say('');
  step(`журнал запечатан, поиск «медиация»: найдено ${found.total}`);
  const report = await app.audit.verify();
  if (!report.ok) throw new Error('проверка журнала не прошла');
  step(`журнал проверен: записей ${report.entries}`);
  return { documents, accounts, password, found: found.total };
}

async function saveFiles(
  app: App,
  lived: { documentId: string; number: string | null; slug: string | null },
  folder: string,
): Promise<DemoDocument> {
  const ctx = app.system('demo');
  const view = await app.services.documents.queries.getDocument(ctx, { id: lived.documentId });
  const files: string[] = [];
  for (const { name, sha256 } of view.files) {
    const { bytes } = await app.services.documents.queries.getIssuedFile(ctx, { sha256 });
    await writeFile(join(folder, name), bytes);
    files.push(name);
  }
  const { discussion } = await app.services.documents.queries.getDiscussion(ctx, {
    documentId: view.id,
    filter: {},
  });
  const verifyCode = view.verifyUrl?.split('/').at(-1) ?? null;
  return {
    id: view.id,
    title: view.title,
    kind: view.kind,
    state: view.state,
    number: lived.number,
    slug: lived.slug,
    verifyCode,
    discussionCode: discussion?.code ?? null,
    files,
  };
}

function stopwatch(say: (text: string) => void): (text: string) => void {
  let last = performance.now();
  return (text) => {
    const now = performance.now();
    say(`  ${((now - last) / 1000).toFixed(2).padStart(6)} с  ${text}`);
    last = now;
  };
}
