import { readFile, writeFile } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { renderFromTemplate } from '~/modules/documents/index.server';
import { loadRuleBook } from '~/modules/rules';
import { createTemplateRenderer, parseTemplate } from '~/modules/templates/index.server';
import { loadConfig } from '~/platform/config/load-config.server';
import { silentLogger } from '~/platform/log';
import { createPdfRenderer } from '~/platform/rendering/index.server';
import { startWorker } from '~/platform/workers/start-worker.server';
import { newId } from '~/shared/ids';
import { formatProblem } from '~/shared/problem';
import { type CliCommand, UsageError } from '../cli-command';
import { readContentFolder } from '../read-content-folder.server';

const FORMATS = { '.pdf': 'pdf', '.docx': 'docx', '.html': 'html', '.json': 'json' } as const;

/** `./khartia render <kind>/<template> <data.yaml> <out>`: one paper from a template and data, without a database. */
export const command: CliCommand = async (args, { root }) => {
  const { positionals } = parseArgs({ args, allowPositionals: true, options: {} });
  const [id, data, out] = positionals;
  const format = FORMATS[extname(out ?? '').toLowerCase() as keyof typeof FORMATS];
  if (!id || !data || !out || !format)
    throw new UsageError('Нужны шаблон, данные и файл результата .pdf, .docx, .html или .json.');
  const config = loadConfig();
  const seeds = readContentFolder(root);
  const paths = await seeds.list();
  const own = paths.filter((path) => path.startsWith(`templates/${id}/`));
  if (own.length === 0) throw new UsageError(`Нет шаблона «${id}». Есть: ${templateIds(paths).join(', ')}.`);
  const files = Object.fromEntries(
    await Promise.all(
      own.map(
        async (path) => [path.slice(path.lastIndexOf('/') + 1), (await seeds.read(path)) ?? ''] as const,
      ),
    ),
  );
  const { template, problems } = parseTemplate(files, { fileName: `templates/${id}`, release: 'seed' });
  for (const problem of problems) console.error(formatProblem(problem));
  if (!template) return 1;
  const rules = await readFile(join(root, 'content/rules/layout-profiles.yaml'), 'utf8');
  const { book } = loadRuleBook({ 'content/rules/layout-profiles.yaml': rules });
  const renderer = createTemplateRenderer({ startWorker });
  const pdf = createPdfRenderer({
    cacheDir: join(config.dataDir, 'cache', 'chromium'),
    log: silentLogger,
    programFolders: config.programFolders,
    ...(config.chromiumPath ? { chromiumPath: config.chromiumPath } : {}),
  });
  try {
    const fields = parse(await readFile(data, 'utf8')) as Record<string, unknown>;
    const input = {
      template,
      fields,
      format,
      layout: book.layoutProfile('gost-2025'),
      at: new Date(),
      newId,
    };
    await writeFile(out, await renderFromTemplate({ renderer, pdf }, input));
    console.log(resolve(out));
    return 0;
  } finally {
    await renderer.close();
    await pdf.close();
  }
};

function templateIds(paths: readonly string[]): string[] {
  return paths
    .filter((path) => path.endsWith('/template.yaml'))
    .map((path) => path.split('/').slice(1, 3).join('/'));
}
