// `./khartia cite --resolve`: what a citation leads to, in words and as data; wrong usage is told before anything opens.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { UsageError } from '~/cli/cli-command';
import { command as act } from '~/cli/commands/act.server';
import { command as cite } from '~/cli/commands/cite.server';

const root = resolve(import.meta.dirname, '../../..');
const environment = { root, buildDirectory: root };
let folder: string;
let said: string[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'khartia-cite-'));
  vi.stubEnv('DATA_DIR', folder);
  vi.stubEnv('MONGODB_URL', '');
  said = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void said.push(line));
  vi.spyOn(process.stdout, 'write').mockImplementation(((chunk: string, done?: (error?: Error) => void) => {
    said.push(String(chunk).trimEnd());
    done?.();
    return true;
  }) as never);
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

const LAW = `ФЕДЕРАЛЬНЫЙ ЗАКОН
О дворовых калитках
от 3 марта 2015 г. N 911-ФЗ
Статья 1. Основные понятия
1. Калиткой считается:
1) дверь во двор.
2. Калитка не запирается.
`;
const act911 = 'Федерального закона от 03.03.2015 № 911-ФЗ';
const TEXT = `По п. 1 ч. 1 ст. 1 ${act911},
по п. 1 ч. 2 ст. 1 ${act911}
и по ст. 5 Федерального закона от 01.01.1999 № 999-ФЗ.
`;

describe('cite --resolve', () => {
  it('tells line by line and as data where citations lead', async () => {
    const file = (name: string) => join(folder, name);
    await writeFile(file('zakon.txt'), LAW);
    await writeFile(file('text.txt'), TEXT);
    await writeFile(file('lines.jsonl'), `${JSON.stringify({ id: 7, text: TEXT })}\n`);
    expect(await act(['import', file('zakon.txt')], environment)).toBe(0);
    said.length = 0;
    expect(await cite([file('text.txt'), '--resolve'], environment)).toBe(0);
    expect(said.join('\n').replaceAll('\u00a0', ' ').split('\n')).toEqual([
      `1: п. 1 ч. 1 ст. 1 ${act911} → найдено /acts/fz-911-2015/st-1/ch-1/p-1`,
      `2: п. 1 ч. 2 ст. 1 ${act911} → такой нормы нет (единица с таким номером: п. 1 ч. 1 ст. 1)`,
      '3: ст. 5 Федерального закона от 01.01.1999 № 999-ФЗ → акт неизвестен',
      'Найдено ссылок: 3',
    ]);
    said.length = 0;
    expect(await cite([file('lines.jsonl'), '--resolve', '--jsonl'], environment)).toBe(0);
    const { id, citations } = JSON.parse(said.join('')) as {
      id: number;
      citations: { resolutions: { status: string }[] }[];
    };
    expect(id).toBe(7);
    expect(citations.map(({ resolutions }) => resolutions[0]?.status)).toEqual([
      'resolved',
      'no-such-unit',
      'act-unknown',
    ]);
  });

  it('refuses a day that is no day, and a day without --resolve', async () => {
    await writeFile(join(folder, 'text.txt'), TEXT);
    const file = join(folder, 'text.txt');
    await expect(cite([file, '--resolve', '--on', '01.02.2024'], environment)).rejects.toBeInstanceOf(
      UsageError,
    );
    await expect(cite([file, '--on', '2024-02-01'], environment)).rejects.toBeInstanceOf(UsageError);
  });
});
