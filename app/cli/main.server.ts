// The command line: one table of commands, each in its own file and loaded only when asked for.
// Exit codes: 0 done, 1 refused with a clear error, 2 wrong usage. With --json stdout holds JSON alone.
import { isAppError } from '~/shared/app-error';
import type { CliCommand, CliEnvironment } from './cli-command';
import { UsageError } from './cli-command';

const COMMANDS: Record<string, { summary: string; load: () => Promise<{ command: CliCommand }> }> = {
  start: { summary: 'запустить сайт (http://127.0.0.1:3000)', load: () => import('./commands/start.server') },
  demo: {
    summary: 'показать главное на учебных данных; --serve оставит сайт работать',
    load: () => import('./commands/demo.server'),
  },
  check: {
    summary: 'проверить содержание, шаблоны, маршруты, настройки',
    load: () => import('./commands/check.server'),
  },
  render: {
    summary: 'render <вид>/<шаблон> <данные.yaml> <файл.pdf|.docx|.html|.json>',
    load: () => import('./commands/render.server'),
  },
  search: {
    summary: 'search <запрос>: найти в опубликованном',
    load: () => import('./commands/search.server'),
  },
  cite: {
    summary: 'cite <файл|-> [--json|--jsonl]: найти ссылки на акты',
    load: () => import('./commands/cite.server'),
  },
  act: {
    summary: 'act import <файл…> [--json]: загрузить акты; act show <акт> [<путь>] [--on ГГГГ-ММ-ДД]',
    load: () => import('./commands/act.server'),
  },
  read: {
    summary: 'read <файл> [--json]: прочитать DOCX, ODT, RTF, HTML, TXT как текст документа',
    load: () => import('./commands/read.server'),
  },
  reindex: { summary: 'построить поисковый индекс заново', load: () => import('./commands/reindex.server') },
  audit: { summary: 'audit verify: проверить журнал', load: () => import('./commands/audit.server') },
  backup: {
    summary: 'backup <файл> [--with-keys <файл>]: снять резервную копию, сайт может работать',
    load: () => import('./commands/backup.server'),
  },
  restore: {
    summary:
      'restore <файл> [--force] [--with-keys <файл>]: восстановить из резервной копии, сайт остановлен',
    load: () => import('./commands/restore.server'),
  },
  user: { summary: 'user add: добавить пользователя', load: () => import('./commands/user.server') },
};

function help(): string {
  const width = Math.max(...Object.keys(COMMANDS).map((name) => name.length));
  const lines = Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`);
  return [
    'Хартия: ./khartia <команда> [параметры]',
    '',
    ...lines,
    '',
    'Где печатаются данные, есть --json.',
  ].join('\n');
}

/** Runs one command and returns its exit code; expected failures are printed in Russian, never as a stack. */
export async function runCommand(
  [name = 'help', ...args]: string[],
  environment: CliEnvironment,
): Promise<number> {
  if (name === 'help' || name === '--help' || name === '-h') {
    console.log(help());
    return 0;
  }
  const entry = COMMANDS[name];
  if (!entry) {
    console.error(`Нет команды «${name}».\n\n${help()}`);
    return 2;
  }
  try {
    const { command } = await entry.load();
    return await command(args, environment);
  } catch (error) {
    if (error instanceof UsageError) {
      console.error(`${error.message}\n${entry.summary}`);
      return 2;
    }
    const wrong = wrongOption(error);
    if (wrong) {
      console.error(`${wrong}\n${entry.summary}`);
      return 2;
    }
    if (isAppError(error)) {
      console.error(`Ошибка: ${error.message}`);
      return 1;
    }
    console.error(error);
    return 1;
  }
}

/** What Node's own reader of options refused, in Russian; null for any other error. */
function wrongOption(error: unknown): string | null {
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code !== 'string' || !code.startsWith('ERR_PARSE_ARGS_')) return null;
  const option = /'(-[^' ]*)/.exec((error as Error).message)?.[1];
  if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') return `Параметр ${option ?? ''} записан неверно.`;
  return option ? `Нет параметра ${option}.` : 'Лишнее слово в команде.';
}
