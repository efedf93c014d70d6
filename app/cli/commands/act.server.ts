import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import type { App } from '~/bootstrap.server';
import { isAppError } from '~/shared/app-error';
import { type CliCommand, UsageError } from '../cli-command';
import { withApp } from '../with-app.server';

const OPTIONS = {
  json: { type: 'boolean' },
  on: { type: 'string' },
  'valid-from': { type: 'string' },
  'short-name': { type: 'string' },
  title: { type: 'string' },
  number: { type: 'string' },
  date: { type: 'string' },
} as const;

/**
 * `./khartia act import <file…>` and `act show <act> <path>`. Import takes the card from the text; what the text does
 * not say is given by options. Exit code 1 when a file was refused; the others are imported all the same.
 */
export const command: CliCommand = async (args, environment) => {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: OPTIONS });
  const [action, ...rest] = positionals;
  if (action === 'import' && rest.length > 0)
    return withApp(environment, (app) => importAll(app, rest, values));
  if (action === 'show' && rest[0]) {
    const [actId, path = ''] = rest;
    return withApp(environment, (app) => show(app, actId, path, values));
  }
  throw new UsageError('Нужно: act import <файл…> или act show <акт> [<путь>] [--on ГГГГ-ММ-ДД].');
};

type Values = {
  [K in keyof typeof OPTIONS]?: (typeof OPTIONS)[K]['type'] extends 'boolean' ? boolean : string;
};

async function importAll(app: App, files: readonly string[], values: Values): Promise<number> {
  const results: Record<string, unknown>[] = [];
  for (const file of files) {
    try {
      results.push(await importOne(app, file, values));
    } catch (error) {
      if (!isAppError(error) && !(error instanceof Error && 'code' in error)) throw error;
      const message = error instanceof Error ? error.message : String(error);
      results.push({ file, error: message, ...(isAppError(error) ? { code: error.code } : {}) });
      console.error(`${file}: ${message}`);
    }
  }
  await app.settle();
  if (values.json) console.log(JSON.stringify({ imported: results }));
  return results.some((result) => 'error' in result) ? 1 : 0;
}

async function importOne(app: App, file: string, values: Values): Promise<Record<string, unknown>> {
  const ctx = app.system('import');
  const { commands, queries } = app.services.knowledge;
  const startedAt = performance.now();
  const { importId } = await commands.stageAct(ctx, { name: basename(file), bytes: await readFile(file) });
  const preview = await queries.getImport(ctx, importId);
  const card = {
    kind: preview.card.kind ?? 'local',
    number: values.number ?? preview.card.number ?? null,
    date: values.date ?? preview.card.date ?? null,
    title: values.title ?? preview.card.title ?? basename(file),
    issuer: preview.card.issuer ?? null,
    shortName: values['short-name'] ?? preview.card.shortName ?? preview.card.title ?? basename(file),
  } as const;
  const { actId, provisions } = await commands.publishAct(ctx, {
    importId,
    card,
    validFrom: values['valid-from'] ?? preview.validFrom,
    revisedOn: preview.revisedOn,
  });
  const ms = Math.round(performance.now() - startedAt);
  const articles = preview.counts.st ?? 0;
  if (!values.json) {
    console.log(
      `${file} → ${actId}: ${card.shortName}, единиц: ${provisions}, статей: ${articles}, ${ms} мс`,
    );
    for (const doubt of preview.doubts.slice(0, 10))
      console.log(`  строка ${doubt.line}: ${DOUBTS[doubt.rule]} — ${doubt.text}`);
  }
  return {
    file,
    actId,
    card,
    provisions,
    articles,
    notes: preview.counts.notes,
    doubts: preview.doubts.length,
    ms,
  };
}

const DOUBTS: Readonly<Record<string, string>> = {
  'repeated-number': 'номер повторяется',
  'number-goes-back': 'номер меньше предыдущего, принято за текст',
  'number-skipped': 'номер пропущен',
  'look-alike-letters': 'в слове буквы другого алфавита',
  'unreadable-sign': 'нечитаемый знак «�»',
  'level-skipped': 'перечень без вводных слов',
  'title-guessed': 'название угадано',
  'text-before-first-unit': 'текст до первой единицы',
};

async function show(app: App, actId: string, path: string, { on, json }: Values): Promise<number> {
  const ctx = app.system('show');
  const { queries } = app.services.knowledge;
  if (path === '') {
    const contents = await queries.getActContents(ctx, { actId, on });
    if (json) console.log(JSON.stringify(contents));
    else {
      console.log(contents.act.fullName);
      for (const row of contents.rows)
        console.log(`${'  '.repeat(row.depth)}${row.label} ${row.title.replace(/\n/g, ' ')} [${row.path}]`);
    }
    return 0;
  }
  const page = await queries.getProvision(ctx, { actId, path, on });
  if (json) console.log(JSON.stringify(page));
  else {
    console.log(page.copy.full);
    for (const unit of [page.unit, ...page.inside]) {
      console.log(
        `${'  '.repeat(unit.depth)}${[unit.label, unit.title, unit.text].filter(Boolean).join(' ')}`,
      );
      for (const note of unit.notes) console.log(`${'  '.repeat(unit.depth)}  ${note}`);
    }
    console.log(page.act.freshness);
  }
  return 0;
}
