// YAML with positions: every finding about a file names its line. Used for rule tables and workflow files.
import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { Problem } from '~/shared/problem';

/** The YAML parser is quadratic in a long run of quotes: a file and a line are capped. */
const MAX_CHARS = 200_000;
const MAX_LINE_CHARS = 4000;
export type YamlPath = readonly (string | number)[];

export interface YamlSource {
  readonly file: string;
  /** The plain value; null when the text is no YAML at all. */
  readonly value: unknown;
  /** Errors of the YAML itself. */
  readonly problems: Problem[];
  /** Line (1-based) of a path, or of its nearest ancestor that exists. */
  lineOf(path: YamlPath): number;
  /** A finding at a path. */
  problem(path: YamlPath, message: string, severity?: Problem['severity']): Problem;
}

const YAML_ERRORS: Record<string, string> = {
  DUPLICATE_KEY: 'ключ повторяется; оставьте один',
  TAB_AS_INDENT: 'отступ сделан табуляцией; используйте пробелы',
  BAD_INDENT: 'неверный отступ или не закрыта скобка',
  MISSING_CHAR: 'не хватает закрывающей кавычки или скобки',
  BAD_ALIAS: 'неверная ссылка (*) на метку',
  MULTILINE_IMPLICIT_KEY: 'не закрыта скобка или кавычка: строка принята за ключ',
  BLOCK_AS_IMPLICIT_KEY: 'не закрыта скобка или кавычка, либо лишний отступ',
  BLOCK_IN_FLOW: 'внутри скобок не может стоять вложенный блок; закройте скобку',
  UNEXPECTED_TOKEN: 'лишний знак; возможно, текст нужно взять в кавычки',
  IMPOSSIBLE: 'текст не похож на YAML',
  MULTIPLE_DOCS: 'в файле несколько документов; нужен один',
};

type Parsed = ReturnType<typeof parseDocument>;

function lineAt(doc: Parsed, counter: LineCounter, path: YamlPath): number {
  for (let length = path.length; length > 0; length--) {
    const node = doc.getIn(path.slice(0, length), true) as { range?: [number, number, number] } | undefined;
    const offset = node && typeof node === 'object' ? node.range?.[0] : undefined;
    if (offset !== undefined) return counter.linePos(offset).line;
  }
  return 1;
}

/** Reads YAML text. Never throws: what cannot be read is in `problems`. Pure. */
export function readYaml(text: string, file: string): YamlSource {
  const counter = new LineCounter();
  const fail = (message: string, line = 0): YamlSource => {
    const problem: Problem = { file, line, message, severity: 'error' };
    return { file, value: null, problems: [problem], lineOf: () => line, problem: () => problem };
  };
  if (text.length > MAX_CHARS) return fail(`файл больше ${MAX_CHARS} знаков; разделите его`);
  const long = text.split('\n').findIndex((line) => line.length > MAX_LINE_CHARS);
  if (long >= 0) return fail(`строка ${long + 1} длиннее ${MAX_LINE_CHARS} знаков; разбейте её`, long + 1);
  let doc: Parsed;
  try {
    doc = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  } catch {
    return fail('YAML не читается: слишком глубокая вложенность');
  }
  // The first fault only: the parser's next ones are as a rule its consequences.
  const problems = doc.errors.slice(0, 1).map((error): Problem => {
    const at = counter.linePos(error.pos[0]);
    const reason = YAML_ERRORS[error.code] ?? `ошибка разметки YAML (${error.code})`;
    return { file, line: at.line, column: at.col, message: reason, severity: 'error' };
  });
  let value: unknown = null;
  if (problems.length === 0) {
    try {
      value = doc.toJS({ maxAliasCount: 50 });
    } catch {
      return fail('слишком много ссылок (*) на метки; файл похож на «бомбу»');
    }
  }
  const lineOf = (path: YamlPath) => lineAt(doc, counter, path);
  return {
    file,
    value,
    problems,
    lineOf,
    problem: (path, message, severity = 'error') => ({ file, line: lineOf(path), message, severity }),
  };
}

const TYPES: Record<string, string> = {
  string: 'текст',
  number: 'число',
  int: 'целое число',
  boolean: 'true или false',
  array: 'список',
  object: 'набор полей',
  record: 'набор полей',
};

type Issue = z.core.$ZodIssue;

function issueText(issue: Issue): string {
  const key = issue.path.length > 0 ? `«${issue.path.map(String).join('.')}»` : 'файл';
  switch (issue.code) {
    case 'invalid_type':
      return `${key}: ожидается ${TYPES[issue.expected] ?? issue.expected}`;
    case 'unrecognized_keys':
      return `неизвестное поле: ${issue.keys.map((name) => `«${name}»`).join(', ')}`;
    case 'invalid_value':
      return `${key}: допустимо ${issue.values.map(String).join(', ')}`;
    case 'invalid_format':
      return issue.message.startsWith('Invalid')
        ? `${key}: неверный вид значения`
        : `${key}: ${issue.message}`;
    case 'too_small':
      return `${key}: значение или список меньше допустимого (${issue.minimum})`;
    case 'too_big':
      return `${key}: значение или список больше допустимого (${issue.maximum})`;
    case 'invalid_union':
      return issue.message === 'Invalid input'
        ? `${key}: такая запись не предусмотрена`
        : `${key}: ${issue.message}`;
    default:
      return `${key}: ${issue.message}`;
  }
}

function valueAt(value: unknown, path: YamlPath): unknown {
  return path.reduce<unknown>(
    (current, key) => (current as Record<string | number, unknown> | undefined)?.[key],
    value,
  );
}

/** A zod error as Russian problems with lines. */
export function zodProblems(error: z.ZodError, source: YamlSource): Problem[] {
  return error.issues.map((issue) => {
    const path = issue.path.filter((key): key is string | number => typeof key !== 'symbol');
    const missing =
      issue.code !== 'unrecognized_keys' && path.length > 0 && valueAt(source.value, path) === undefined;
    if (missing) return source.problem(path, `не указано обязательное поле «${path.map(String).join('.')}»`);
    const at = issue.code === 'unrecognized_keys' ? [...path, issue.keys[0] as string] : path;
    return source.problem(at, issueText(issue));
  });
}
