import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { bodyToText, type ImportedText } from '~/modules/documents';
import { type ReadUpload, readUpload } from '~/modules/documents/index.server';
import { newId } from '~/shared/ids';
import { count } from '~/shared/russian';
import { type CliCommand, UsageError } from '../cli-command';

/**
 * `./khartia read <file> [--json]`: a file as a document's text: outline, what stands apart, doubts. --json prints the
 * whole result. Nothing is stored. Exit code 1 when the file cannot be read.
 */
export const command: CliCommand = async (args) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean' } },
  });
  const [path] = positionals;
  if (!path || positionals.length > 1) throw new UsageError('Нужен один файл.');
  const bytes = await readBytes(path);
  if (!bytes) return 1;
  const result = readUpload({ name: basename(path), bytes }, newId);
  await print(values.json ? JSON.stringify(result, null, 2) : describe(result));
  return 0;
};

async function readBytes(path: string): Promise<Uint8Array | null> {
  try {
    return await readFile(path);
  } catch (error) {
    console.error(`Не удалось открыть «${path}»: ${error instanceof Error ? error.message : String(error)}`);
    return null;
  }
}

const print = (text: string): Promise<void> =>
  new Promise((resolve, reject) => {
    process.stdout.write(`${text}\n`, (error) => (error ? reject(error) : resolve()));
  });

const APART: Record<ImportedText['apart'][number]['kind'], string> = {
  stamp: 'пометка',
  'header-line': 'шапка',
  title: 'заголовок',
  'date-place': 'дата и место',
  mark: 'гриф',
  signature: 'подпись',
  debris: 'мусор',
  contents: 'оглавление',
  'running-head': 'колонтитул',
};

function describe({ title, source, stats, apart, body, doubts }: ReadUpload): string {
  const counts = [
    count(stats.sections, 'раздел', 'раздела', 'разделов'),
    count(stats.addressees, 'адресат', 'адресата', 'адресатов'),
    count(stats.items, 'пункт', 'пункта', 'пунктов'),
    count(stats.tables, 'таблица', 'таблицы', 'таблиц'),
    count(stats.words, 'слово', 'слова', 'слов'),
  ].join(', ');
  const lost = stats.lost.length === 0 ? 'ничего не потеряно' : `ПОТЕРЯНО: ${stats.lost.join(' ')}`;
  return [
    `${title || 'Без заголовка'} (${source.format}: ${counts}; ${lost})`,
    '',
    ...apart.map(({ kind, text }) => `[${APART[kind]}] ${text.replace(/\s+/g, ' ').trim()}`),
    '',
    bodyToText(body),
    '',
    `Сомнений: ${doubts.length}`,
    ...doubts.map(({ message, sample }) => `- ${message}${sample ? `: ${sample}` : ''}`),
  ].join('\n');
}
