import { setTimeout as wait } from 'node:timers/promises';
import { loadConfig } from '~/platform/config/load-config.server';
import type { CliCommand } from '../cli-command';
import { untilStopped } from '../until-stopped.server';

const SELF_TEST_AFTER_MS = 2000;

/** `./khartia start`: listens first, then publishes content and tests the renderer; stops cleanly on SIGINT and SIGTERM. */
export const command: CliCommand = async (_args, { root, buildDirectory }) => {
  const config = loadConfig();
  const { bootstrap } = await import('~/bootstrap.server');
  const opening = bootstrap({ config, root });
  // The pages load while the store's worker opens its files.
  const { loadPages, serve } = await import('../serve.server');
  const [app] = await Promise.all([opening, loadPages()]);
  const site = await serve(app, buildDirectory);
  app.site.url = config.publicUrl ?? site.url;
  console.log(`Хартия работает: ${site.url}`);
  const background = app.startBackground().then(async () => {
    // The first visitors come before the proof that papers can be printed.
    await wait(SELF_TEST_AFTER_MS, undefined, { ref: false });
    const { source } = await app.pdf.selfTest();
    app.log.info('rendering: self-test passed', { browser: source });
  });
  background.catch((error: unknown) => app.log.error('start: background work failed', { error }));
  await untilStopped();
  await site.close();
  await app.close();
  return 0;
};
