import { readFile } from 'node:fs/promises';
import { text as readAll } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { type Citation, describeCitation, findCitations } from '~/modules/citations';
import type { ResolutionStatus } from '~/modules/knowledge';
import { type CliCommand, type CliEnvironment, UsageError } from '../cli-command';
import { withApp } from '../with-app.server';

/**
 * `./khartia cite <file|-> [--json|--jsonl]`: the citations of a text. --json prints `{citations}`; with --jsonl every
 * input line `{id, text}` gives one line `{id, citations}`. --resolve [--on day] looks them up in the base of acts: each
 * citation then has `resolutions`. Exit code 1 when the file or a line cannot be read.
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
  if (values.on !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(values.on))
    throw new UsageError('День после --on пишется как ГГГГ-ММ-ДД.');
  if (values.on !== undefined && !values.resolve)
    throw new UsageError('--on нужен только вместе с --resolve.');
  if (values.resolve) return printResolved(environment, text, values);
  if (values.jsonl) return printLines(text, findCitations);
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

/** Each citation with what it leads to: in words, or with --json and --jsonl as `{…citation, resolutions}`. */
async function printResolved(
  environment: CliEnvironment,
  text: string,
  { json, jsonl, on }: { json?: boolean; jsonl?: boolean; on?: string },
): Promise<number> {
  return withApp(environment, async (app) => {
    await app.whenReady();
    const resolver = await app.services.knowledge.openResolver();
    const resolveAll = async (words: string) =>
      (await resolver.resolveText(words, { on })).map(({ citation, resolutions }) => ({
        ...citation,
        resolutions,
      }));
    if (jsonl) return printLines(text, resolveAll);
    const found = await resolveAll(text);
    if (json) {
      await print(JSON.stringify({ citations: found }));
      return 0;
    }
    if (found.length === 0) {
      await print(NONE_FOUND);
      return 0;
    }
    const lineOf = lineCounter(text);
    const rows = found.flatMap(({ start, raw, resolutions }) => {
      const line = lineOf(start);
      return resolutions.map(({ status, url, note }) =>
        [
          `${line}:`,
          raw.replace(/\s+/g, ' '),
          '→',
          STATUSES[status],
          url,
          note && note !== 'утратил силу' ? `(${note})` : '',
        ]
          .filter(Boolean)
          .join(' '),
      );
    });
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

async function printLines(
  text: string,
  citationsOf: (text: string) => Citation[] | Promise<Citation[]>,
): Promise<number> {
  const out: string[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const record = parseRecord(line);
    if (!record) {
      console.error(`Строка ${index + 1}: нужен объект JSON с полями id и text.`);
      return 1;
    }
    out.push(JSON.stringify({ id: record.id, citations: await citationsOf(record.text) }));
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

const NONE_FOUND = 'Ссылок на правовые акты не найдено.';

/** Line numbers of places that only go forward. */
function lineCounter(text: string): (place: number) => number {
  let line = 1;
  let at = 0;
  return (place) => {
    for (; at < place; at += 1) if (text.charCodeAt(at) === 10) line += 1;
    return line;
  };
}

function humanLines(text: string, citations: Citation[]): string {
  if (citations.length === 0) return NONE_FOUND;
  const lineOf = lineCounter(text);
  const rows = citations.map((citation) => {
    const doubt = citation.doubts
      ? ` [проверьте: ${citation.doubts.map((one) => DOUBTS[one]).join('; ')}]`
      : '';
    return `${lineOf(citation.start)}: ${citation.raw.replace(/\s+/g, ' ')} → ${describeCitation(citation)}${doubt}`;
  });
  return [...rows, `Найдено ссылок: ${citations.length}`].join('\n');
}

const DOUBTS: Record<NonNullable<Citation['doubts']>[number], string> = {
  'uk-or-company': '«УК» — Уголовный кодекс или управляющая компания',
  'part-not-named': 'часть статьи не указана',
  'host-or-previous': 'этот документ или названный выше акт',
};
