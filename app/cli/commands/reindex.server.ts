import type { CliCommand } from '../cli-command';
import { withApp } from '../with-app.server';

/** `./khartia reindex`: builds the search index anew; the old one answers until the new one is whole. */
export const command: CliCommand = (_args, environment) =>
  withApp(environment, async (app) => {
    const count = await app.reindex();
    console.log(`Записей в индексе: ${count}`);
    return 0;
  });
