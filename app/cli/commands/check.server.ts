import { parseArgs } from 'node:util';
import { checkContent } from '~/bootstrap/content-sync.server';
import { createTemplatesModule } from '~/modules/templates/index.server';
import { systemClock } from '~/platform/clock';
import { loadConfig } from '~/platform/config/load-config.server';
import { createMemoryReleaseStore } from '~/platform/content/index.server';
import { startWorker } from '~/platform/workers/start-worker.server';
import { formatProblem } from '~/shared/problem';
import type { CliCommand } from '../cli-command';
import { readContentFolder } from '../read-content-folder.server';

/** `./khartia check [folder] [--json]`: settings, templates, workflows, rules. Exit code 1 when anything is an error. */
export const command: CliCommand = async (args, { root }) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean' } },
  });
  loadConfig();
  const folder = positionals[0] ?? root;
  const templates = createTemplatesModule({
    releases: createMemoryReleaseStore({ clock: systemClock }),
    startWorker,
  });
  try {
    const { problems, checked } = await checkContent(readContentFolder(folder), templates.checkTemplate);
    const errors = problems.filter(({ severity }) => severity === 'error').length;
    if (values.json) console.log(JSON.stringify({ checked, errors, problems }));
    else {
      for (const problem of problems) console.log(formatProblem(problem));
      console.log(
        `Проверено записей: ${checked}, ошибок: ${errors}, предупреждений: ${problems.length - errors}`,
      );
    }
    return errors > 0 ? 1 : 0;
  } finally {
    await templates.close();
  }
};
