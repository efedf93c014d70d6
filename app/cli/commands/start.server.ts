import { loadConfig } from '~/platform/config/load-config.server';
import type { CliCommand } from '../cli-command';
import { untilStopped } from '../until-stopped.server';

/** `./khartia start`: listens first, then publishes content and tests the renderer; stops cleanly on SIGINT and SIGTERM. */
export const command: CliCommand = async (_args, { root, buildDirectory }) => {
  const config = loadConfig();
  const { bootstrap } = await import('~/bootstrap.server');
  const { serve } = await import('../serve.server');
  const app = await bootstrap({ config, root });
  const site = await serve(app, buildDirectory);
  app.site.url = config.publicUrl ?? site.url;
  console.log(`Хартия работает: ${site.url}`);
  const background = app.startBackground().then(async () => {
    const { source } = await app.pdf.selfTest();
    app.log.info('rendering: self-test passed', { browser: source });
  });
  background.catch((error: unknown) => app.log.error('start: background work failed', { error }));
  await untilStopped();
  await site.close();
  await app.close();
  return 0;
};
