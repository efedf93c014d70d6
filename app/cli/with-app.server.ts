import type { App } from '~/bootstrap.server';
import { loadConfig } from '~/platform/config/load-config.server';
import type { CliEnvironment } from './cli-command';

/** Opens the installation's data for one command and closes it whatever happens. A running site shares its store. */
export async function withApp(
  environment: CliEnvironment,
  run: (app: App) => Promise<number>,
): Promise<number> {
  const { bootstrap } = await import('~/bootstrap.server');
  const config = loadConfig();
  const app = await bootstrap({ config: { ...config, logLevel: 'warn' }, root: environment.root });
  try {
    return await run(app);
  } finally {
    await app.close();
  }
}
