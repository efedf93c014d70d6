// The linter of Handlebars sources: only declared fields, known helpers and escaped output in well-formed places.
// What it lets through is still rendered in a worker with a deadline and a memory cap.
// One walk over one syntax tree, kept together: that is why the file is a little over 250 lines.
import Handlebars from 'handlebars';
import type { Problem } from '~/shared/problem';
import { formatFault } from './formats';
import { HELPERS, type HelperShape } from './helpers';
import { type HtmlCursor, readHtml, startCursor } from './lint-html';
import {
  helperName,
  type LintInput,
  parseProblem,
  report,
  resolvePath,
  typeOf,
  type Walk,
} from './lint-walk';
import { resolveIn, type Scope, scopeOfList } from './scope';
import { TEMPLATE_LIMITS } from './template.schema';

const MAX_NESTING = TEMPLATE_LIMITS.nesting;

/** All faults of one source with file, line and reason; an empty list means it may be compiled. */
export function lintSource(input: LintInput): Problem[] {
  const walk: Walk = {
    input,
    scopes: [{ fields: input.fields, entry: false }],
    cursor: input.mode === 'body' ? startCursor() : null,
    problems: [],
  };
  if (nesting(input.source) > MAX_NESTING) {
    report(walk, undefined, `вложенность блоков больше ${MAX_NESTING}`);
    return walk.problems;
  }
  if (input.each !== undefined && !enterCardList(walk, input.each)) return walk.problems;
  let program: hbs.AST.Program;
  try {
    program = Handlebars.parse(input.source);
  } catch (error) {
    return [parseProblem(input, error)];
  }
  lintProgram(walk, program);
  if (walk.cursor && walk.cursor.state !== 'text') {
    report(walk, program.loc.end, 'шаблон обрывается внутри тега или комментария');
  }
  return walk.problems;
}

/** Depth of blocks by their tags alone: the parser itself takes minutes over ten thousand levels. */
function nesting(source: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [, sign] of source.matchAll(/\{\{~?\s*([#^/])/g)) {
    depth += sign === '/' ? -1 : 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

function enterCardList(walk: Walk, path: string): boolean {
  const resolved = resolveIn(walk.scopes[0] as Scope, path.split('.'));
  if (resolved?.kind === 'field' && resolved.declaration.type === 'list') {
    walk.scopes.push(scopeOfList(resolved.declaration));
    return true;
  }
  report(walk, { line: 1, column: 0 }, `each: «${path}» — не объявленный список`);
  return false;
}

function lintProgram(walk: Walk, program: hbs.AST.Program | undefined, depth = 0): undefined {
  if (!program) return;
  if (program.blockParams?.length) report(walk, program.loc?.start, 'имена «as |x|» не поддерживаются');
  if (depth > MAX_NESTING)
    return report(walk, program.loc?.start, `вложенность блоков больше ${MAX_NESTING}`);
  for (const statement of program.body) lintStatement(walk, statement, depth);
}

function lintStatement(walk: Walk, statement: hbs.AST.Statement, depth: number): undefined {
  switch (statement.type) {
    case 'ContentStatement':
      return lintContent(walk, statement as hbs.AST.ContentStatement);
    case 'CommentStatement':
      return;
    case 'MustacheStatement':
      return lintMustache(walk, statement as hbs.AST.MustacheStatement);
    case 'BlockStatement':
      return lintBlock(walk, statement as hbs.AST.BlockStatement, depth);
    case 'PartialStatement':
    case 'PartialBlockStatement':
      return report(
        walk,
        statement.loc.start,
        'части {{> …}} не поддерживаются: шаблон целиком лежит в body.hbs',
      );
    default:
      return report(walk, statement.loc.start, 'такая запись Handlebars не поддерживается');
  }
}

function lintContent(walk: Walk, statement: hbs.AST.ContentStatement): undefined {
  if (!walk.cursor) return;
  // `original` keeps the text that whitespace control strips from `value`; the typings call it StripFlags.
  const text = String(statement.original);
  for (const fault of readHtml(walk.cursor, text)) {
    const before = text.slice(0, fault.offset).split('\n');
    const column =
      before.length === 1 ? statement.loc.start.column + fault.offset : (before.at(-1)?.length ?? 0);
    report(walk, { line: statement.loc.start.line + before.length - 1, column }, fault.message);
  }
}

function lintMustache(walk: Walk, statement: hbs.AST.MustacheStatement): undefined {
  const at = statement.loc.start;
  if (!statement.escaped) return report(walk, at, 'вывод без экранирования ({{{…}}} или {{&…}}) запрещён');
  const name = helperName(statement.path);
  const shape = name === null ? undefined : HELPERS[name];
  const state = walk.cursor?.state ?? 'text';
  if (state === 'tag' && !shape?.inTag) {
    return report(walk, at, 'подстановка в теге должна стоять внутри кавычек: атрибут="{{…}}"');
  }
  if (shape && name !== null) {
    if (shape.block) return report(walk, at, `«${name}» — блок: {{#${name} …}}…{{/${name}}}`);
    if (state === 'value' && (name === 'field' || name === 'placeholder')) {
      return report(walk, at, `«${name}» нельзя ставить внутрь атрибута`);
    }
    return lintCall(walk, name, shape, statement);
  }
  if (statement.params.length > 0 || statement.hash?.pairs.length) {
    return report(walk, at, `неизвестная функция «${name ?? '…'}»; есть: ${Object.keys(HELPERS).join(', ')}`);
  }
  lintPrinted(walk, statement.path as hbs.AST.PathExpression, state);
}

/** A plain {{path}}: declared, of a printable type, and an address only where it is a url. */
function lintPrinted(walk: Walk, path: hbs.AST.PathExpression, state: string): undefined {
  if (path.type !== 'PathExpression') return report(walk, path.loc.start, 'ожидается имя поля');
  const resolved = resolvePath(walk, path);
  if (!resolved || resolved === 'data') return;
  const type = typeOf(resolved);
  if (walk.cursor?.attribute === 'href' && state === 'value' && walk.cursor.value === '' && type !== 'url') {
    return report(
      walk,
      path.loc.start,
      `в href можно подставить только поле вида url, а «${path.original}» — ${type}`,
    );
  }
  if (['person', 'organisation', 'group', 'list', 'boolean', 'choice'].includes(type)) {
    const advice = type === 'choice' ? '{{choice "…"}}' : '{{field "…" "формат"}} или его часть';
    return report(
      walk,
      path.loc.start,
      `поле «${path.original}» вида ${type} так не печатается: используйте ${advice}`,
    );
  }
  if (type === 'date' && state === 'text' && walk.cursor) {
    report(
      walk,
      path.loc.start,
      `дату «${path.original}» печатайте с форматом: {{field "${path.original}" "date-long"}}`,
    );
  }
}

function lintBlock(walk: Walk, block: hbs.AST.BlockStatement, depth: number): undefined {
  const name = helperName(block.path);
  const shape = name === null ? undefined : HELPERS[name];
  if (!shape?.block || name === null) {
    return report(walk, block.loc.start, `неизвестный блок «${name ?? '…'}»; есть: if, unless, each, lines`);
  }
  const before = walk.cursor ? { ...walk.cursor } : null;
  if (before?.state === 'tag' && !shape.inTag)
    report(walk, block.loc.start, `блок «${name}» нельзя ставить внутрь тега`);
  lintCall(walk, name, shape, block);
  const scope =
    name === 'each' ? eachScope(walk, block) : name === 'lines' ? ({ line: true } as const) : undefined;
  if (scope === null) return;
  if (scope) walk.scopes.push(scope);
  lintProgram(walk, block.program, depth + 1);
  if (scope) walk.scopes.pop();
  closeBranch(walk, before, block);
  lintProgram(walk, block.inverse, depth + 1);
  closeBranch(walk, before, block);
}

function eachScope(walk: Walk, block: hbs.AST.BlockStatement): Scope | null {
  const param = block.params[0];
  if (param?.type !== 'PathExpression') {
    if (param) report(walk, param.loc.start, 'each обходит список: {{#each имяСписка}}');
    return null;
  }
  const resolved = resolvePath(walk, param as hbs.AST.PathExpression, true);
  if (resolved && resolved !== 'data' && resolved.kind === 'field' && resolved.declaration.type === 'list') {
    return scopeOfList(resolved.declaration);
  }
  if (resolved)
    report(
      walk,
      param.loc.start,
      `each обходит список, а «${(param as hbs.AST.PathExpression).original}» — нет`,
    );
  return null;
}

/** Each branch must end where it began: else the HTML depends on the data. */
function closeBranch(walk: Walk, before: HtmlCursor | null, block: hbs.AST.BlockStatement): undefined {
  if (!walk.cursor || !before) return;
  if (walk.cursor.state !== before.state) report(walk, block.loc.start, 'блок разрывает тег или кавычки');
  Object.assign(walk.cursor, before);
}

type Call = { params: hbs.AST.Expression[]; hash: hbs.AST.Hash; loc: hbs.AST.SourceLocation };

function lintCall(walk: Walk, name: string, shape: HelperShape, call: Call): undefined {
  const at = call.loc.start;
  if (!walk.cursor && !shape.card) report(walk, at, `«${name}» в карточке не используется`);
  const [min, max] = shape.params;
  if (call.params.length < min || call.params.length > max) {
    report(walk, at, `«${name}» принимает аргументов: ${min === max ? min : `${min}–${max}`}`);
    return;
  }
  for (const pair of call.hash?.pairs ?? []) {
    if (!shape.hash?.includes(pair.key))
      report(walk, pair.loc.start, `«${name}»: неизвестный параметр ${pair.key}`);
    lintExpression(walk, pair.value);
  }
  if (shape.path) return lintFieldCall(walk, name, call);
  for (const param of call.params) lintExpression(walk, param);
  if (name === 'format') lintFormat(walk, call);
}

function lintExpression(walk: Walk, expression: hbs.AST.Expression): undefined {
  if (expression.type === 'PathExpression') {
    resolvePath(walk, expression as hbs.AST.PathExpression);
    return;
  }
  if (expression.type !== 'SubExpression') return;
  const call = expression as hbs.AST.SubExpression;
  const name = helperName(call.path);
  const shape = name === null ? undefined : HELPERS[name];
  if (!shape || name === null || shape.block || shape.params[1] === 0 || (walk.cursor && name === 'field')) {
    return report(walk, call.loc.start, `функцию «${name ?? '…'}» нельзя вызвать внутри выражения`);
  }
  lintCall(walk, name, shape, call);
}

function lintFieldCall(walk: Walk, name: string, call: Call): undefined {
  const [first, second] = call.params;
  if (first?.type !== 'StringLiteral')
    return report(walk, call.loc.start, `${name}: имя поля пишется в кавычках`);
  const path = (first as hbs.AST.StringLiteral).value;
  const scope = path.startsWith('/') ? walk.scopes[0] : walk.scopes.at(-1);
  const resolved = scope ? resolveIn(scope, path.replace(/^\//, '').split('.')) : null;
  if (!resolved || resolved.kind === 'key')
    return report(walk, first.loc.start, `поле «${path}» не объявлено в template.yaml`);
  const type = typeOf(resolved);
  if (name === 'choice') {
    if (type !== 'choice')
      report(walk, first.loc.start, `choice печатает поле вида choice, а «${path}» — ${type}`);
    return;
  }
  if (type === 'group' || type === 'boolean' || type === 'choice') {
    return report(walk, first.loc.start, `поле «${path}» вида ${type} нельзя напечатать через field`);
  }
  if (second && second.type !== 'StringLiteral')
    return report(walk, second.loc.start, 'формат пишется в кавычках');
  const format = second ? (second as hbs.AST.StringLiteral).value : 'text';
  const fault = formatFault(format, type);
  if (fault) report(walk, (second ?? first).loc.start, fault);
}

function lintFormat(walk: Walk, call: Call): undefined {
  const [value, format] = call.params;
  if (format?.type !== 'StringLiteral') return report(walk, call.loc.start, 'формат пишется в кавычках');
  if (value?.type !== 'PathExpression') return;
  const resolved = resolvePath(walk, value as hbs.AST.PathExpression, true);
  if (!resolved || resolved === 'data') return;
  const fault = formatFault((format as hbs.AST.StringLiteral).value, typeOf(resolved));
  if (fault) report(walk, format.loc.start, fault);
}
