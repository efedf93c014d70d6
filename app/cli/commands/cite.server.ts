import { readFile } from 'node:fs/promises';
import { text as readAll } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { type Citation, describeCitation, findCitations } from '~/modules/citations';
import type { ResolutionStatus } from '~/modules/knowledge';
import { type CliCommand, type CliEnvironment, UsageError } from '../cli-command';
import { withApp } from '../with-app.server';

/**
 * `./khartia cite <file|-> [--json|--jsonl]`: the citations of a text. --json prints `{citations}`; with --jsonl every
 * input line `{id, text}` gives one line `{id, citations}`. --resolve [--on day] looks them up in the base of acts. Exit code 1 when the file or a line cannot be read.
 */
export const command: CliCommand = async (args, environment) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      json: { type: 'boolean' },
      jsonl: { type: 'boolean' },
      resolve: { type: 'boolean' },
      on: { type: 'string' },
    },
  });
  const [source] = positionals;
  if (!source || positionals.length > 1)
    throw new UsageError('Нужен один файл с текстом или «-» (стандартный ввод).');
  const text = await readSource(source);
  if (text === null) return 1;
  if (values.jsonl) return printLines(text);
  if (values.resolve) return printResolved(environment, text, values);
  const citations = findCitations(text);
  if (values.json) await print(JSON.stringify({ citations }));
  else await print(humanLines(text, citations));
  return 0;
};

async function readSource(source: string): Promise<string | null> {
  try {
    return source === '-' ? await readAll(process.stdin) : await readFile(source, 'utf8');
  } catch (error) {
    console.error(
      `Не удалось прочитать «${source}»: ${error instanceof Error ? error.message : String(error)}`,
    );
    return null;
  }
}

/** A pipe takes large output in pieces: the process must not end before the last one is written. */
const print = (text: string): Promise<void> =>
  new Promise((resolve, reject) => {
    process.stdout.write(`${text}\n`, (error) => (error ? reject(error) : resolve()));
  });

/** Each citation with what it leads to: in words, or with --json as `{citations: [{…citation, resolutions}]}`. */
async function printResolved(
  environment: CliEnvironment,
  text: string,
  { json, on }: { json?: boolean; on?: string },
): Promise<number> {
  return withApp(environment, async (app) => {
    await app.whenReady();
    const resolver = await app.services.knowledge.openResolver();
    const found = await resolver.resolveText(text, { on });
    if (json) {
      const citations = found.map(({ citation, resolutions }) => ({ ...citation, resolutions }));
      await print(JSON.stringify({ citations }));
      return 0;
    }
    const rows = found.flatMap(({ citation, resolutions }) =>
      resolutions.map(({ status, url, note }) =>
        [citation.raw.replace(/\s+/g, ' '), '→', STATUSES[status], url ?? '', note ? `(${note})` : '']
          .filter(Boolean)
          .join(' '),
      ),
    );
    await print([...rows, `Найдено ссылок: ${found.length}`].join('\n'));
    return 0;
  });
}

const STATUSES: Record<ResolutionStatus, string> = {
  resolved: 'найдено',
  'no-such-unit': 'такой нормы нет',
  lapsed: 'утратило силу',
  'act-unknown': 'акт неизвестен',
  'not-loaded': 'известна только карточка акта',
  ambiguous: 'неоднозначно',
  'before-editions': 'раньше загруженных редакций',
};

async function printLines(text: string): Promise<number> {
  const out: string[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const record = parseRecord(line);
    if (!record) {
      console.error(`Строка ${index + 1}: нужен объект JSON с полями id и text.`);
      return 1;
    }
    out.push(JSON.stringify({ id: record.id, citations: findCitations(record.text) }));
  }
  if (out.length > 0) await print(out.join('\n'));
  return 0;
}

function parseRecord(line: string): { id: unknown; text: string } | null {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== 'object' || value === null || !('id' in value) || !('text' in value)) return null;
    return typeof value.text === 'string' ? { id: value.id, text: value.text } : null;
  } catch {
    return null;
  }
}

function humanLines(text: string, citations: Citation[]): string {
  if (citations.length === 0) return 'Ссылок на правовые акты не найдено.';
  let line = 1;
  let at = 0;
  const rows = citations.map((citation) => {
    for (; at < citation.start; at += 1) if (text.charCodeAt(at) === 10) line += 1;
    const doubt = citation.doubts
      ? ` [проверьте: ${citation.doubts.map((one) => DOUBTS[one]).join('; ')}]`
      : '';
    return `${line}: ${citation.raw.replace(/\s+/g, ' ')} → ${describeCitation(citation)}${doubt}`;
  });
  return [...rows, `Найдено ссылок: ${citations.length}`].join('\n');
}

const DOUBTS: Record<NonNullable<Citation['doubts']>[number], string> = {
  'uk-or-company': '«УК» — Уголовный кодекс или управляющая компания',
  'part-not-named': 'часть статьи не указана',
  'host-or-previous': 'этот документ или названный выше акт',
};
