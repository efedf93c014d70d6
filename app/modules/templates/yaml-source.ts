// YAML with places: every value of a file can be asked for its line and column, every fault is a Problem in Russian.
import { isAlias, isMap, isNode, isScalar, LineCounter, type Node, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import type { Problem } from '~/shared/problem';
import { TEMPLATE_LIMITS } from './template.schema';

export interface Place {
  line: number;
  column?: number | undefined;
}
export type Path = readonly (string | number)[];

export interface YamlSource {
  readonly value: unknown;
  readonly problems: Problem[];
  /** Place of the value at a path, or of its nearest present parent. */
  at(path: Path): Place;
  /** Place of a key of the mapping at a path. */
  atKey(path: Path, key: string): Place;
}

const REASONS: Record<string, string> = {
  TAB_AS_INDENT: 'отступ сделан табуляцией; в YAML отступы ставятся пробелами',
  BAD_INDENT: 'неверный отступ',
  DUPLICATE_KEY: 'ключ повторяется',
  MISSING_CHAR: 'не хватает знака: закройте кавычку или скобку, поставьте двоеточие после ключа',
  MULTILINE_IMPLICIT_KEY: 'ключ занял несколько строк; возможно, пропущено двоеточие или кавычка',
  UNEXPECTED_TOKEN: 'лишний или неуместный знак',
  BAD_SCALAR_START: 'значение начинается с особого знака; возьмите его в кавычки',
  BLOCK_AS_IMPLICIT_KEY:
    'вложенный ключ стоит на одной строке с внешним; возьмите значение с двоеточием в кавычки',
  BLOCK_IN_FLOW: 'внутри скобок { } или [ ] нельзя начинать новый блок',
  BAD_DQ_ESCAPE: 'неизвестная последовательность после \\ в двойных кавычках',
  MULTIPLE_DOCS: 'в файле несколько документов YAML, нужен один',
};

/** Never throws: a file that cannot be read has `value: undefined` and at least one problem. */
export function readYaml(text: string, file: string): YamlSource {
  if (text.length > TEMPLATE_LIMITS.fileLength) {
    return unreadable(
      file,
      `файл слишком большой: ${text.length} знаков при пределе ${TEMPLATE_LIMITS.fileLength}`,
    );
  }
  const long = text.split('\n').findIndex((line) => line.length > TEMPLATE_LIMITS.lineLength);
  if (long >= 0) {
    return unreadable(file, `строка ${long + 1} длиннее ${TEMPLATE_LIMITS.lineLength} знаков: разбейте её`);
  }
  const lines = new LineCounter();
  try {
    const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
    const place = (offset: number): Place => {
      const { line, col } = lines.linePos(offset);
      return { line, column: col };
    };
    const problems = document.errors.map((error) =>
      problem(
        file,
        place(error.pos[0]),
        `YAML не читается: ${REASONS[error.code] ?? 'нарушен порядок записи'}`,
      ),
    );
    visit(document, {
      Alias: (_key, node) => {
        const at = place(node.range?.[0] ?? 0);
        problems.push(problem(file, at, 'ссылки YAML (*имя) не поддерживаются: повторите значение'));
      },
    });
    const root = document.contents as Node | null;
    const at = (path: Path) => placeOf(root, path, place);
    return {
      value: problems.length > 0 ? undefined : document.toJS({ maxAliasCount: 0 }),
      problems,
      at,
      atKey: (path, key) => placeOfKey(root, path, key, place) ?? at(path),
    };
  } catch {
    return unreadable(file, 'YAML не читается: слишком глубокая вложенность');
  }
}

/** Faults of a zod check as problems at their places in the file. */
export function schemaProblems(error: z.ZodError, source: YamlSource, file: string): Problem[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.filter((part) => typeof part !== 'symbol') as (string | number)[];
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) =>
        problem(file, source.atKey(path, key), `${where(path)}неизвестный ключ «${key}»`),
      );
    }
    if (issue.code === 'invalid_key') {
      const key = String(path.at(-1) ?? '');
      const reason = issue.issues[0]?.message ?? 'недопустимое имя';
      return [problem(file, source.atKey(path.slice(0, -1), key), `«${key}»: ${reason}`)];
    }
    return [problem(file, source.at(path), `${where(path)}${reasonOf(issue)}`)];
  });
}

function reasonOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? 'значение обязательно'
        : `ожидается ${TYPE_WORDS[issue.expected] ?? issue.expected}`;
    case 'invalid_union':
      return issue.discriminator === undefined
        ? 'значение не подходит ни под один вид'
        : `неизвестный вид (${issue.discriminator}); возможны: ${UNION_OPTIONS[issue.discriminator] ?? 'см. README модуля'}`;
    case 'invalid_value':
      return `возможны только: ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return issue.origin === 'string' ? 'значение не должно быть пустым' : `не меньше ${issue.minimum}`;
    case 'too_big':
      return `не больше ${issue.maximum}`;
    default:
      return issue.message;
  }
}

const TYPE_WORDS: Record<string, string> = {
  string: 'строка',
  number: 'число',
  int: 'целое число',
  boolean: 'true или false',
  array: 'список (строки с «- »)',
  object: 'набор ключей',
  record: 'набор ключей',
};
const UNION_OPTIONS: Record<string, string> = {
  type: 'text, longText, date, time, number, boolean, choice, person, organisation, url, list, group',
};

export function problem(
  file: string,
  at: Place,
  message: string,
  severity: Problem['severity'] = 'error',
): Problem {
  return {
    file,
    line: at.line,
    ...(at.column === undefined ? {} : { column: at.column }),
    message,
    severity,
  };
}

function where(path: Path): string {
  return path.length === 0 ? '' : `${path.join('.')}: `;
}

function unreadable(file: string, message: string): YamlSource {
  const nowhere = () => ({ line: 1 });
  return { value: undefined, problems: [problem(file, { line: 1 }, message)], at: nowhere, atKey: nowhere };
}

function placeOf(root: Node | null, path: Path, place: (offset: number) => Place): Place {
  let node: unknown = root;
  let offset = 0;
  for (const part of path) {
    if (!isMap(node)) {
      const next: unknown =
        isNode(node) && 'items' in node ? (node.items as unknown[])[Number(part)] : undefined;
      if (!isNode(next)) break;
      node = next;
    } else {
      const pair = node.items.find((item) => isScalar(item.key) && item.key.value === part);
      if (!pair) break;
      offset = (isScalar(pair.key) ? pair.key.range?.[0] : undefined) ?? offset;
      node = pair.value;
      if (!isNode(node)) break;
    }
    if (isNode(node) && !isAlias(node) && node.range && !isMap(node)) offset = node.range[0];
  }
  return place(offset);
}

function placeOfKey(
  root: Node | null,
  path: Path,
  key: string,
  place: (offset: number) => Place,
): Place | null {
  let node: unknown = root;
  for (const part of path) {
    if (isMap(node)) node = node.get(part, true);
    else if (isNode(node) && 'items' in node) node = (node.items as unknown[])[Number(part)];
    else return null;
  }
  if (!isMap(node)) return null;
  const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === key);
  const offset = pair && isScalar(pair.key) ? pair.key.range?.[0] : undefined;
  return offset === undefined ? null : place(offset);
}
