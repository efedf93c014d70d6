// What the linter carries along and asks of it: scopes, the place in the HTML, the list of problems.
import type { Problem } from '~/shared/problem';
import type { FieldMap, FieldType } from './field.schema';
import { HELPERS } from './helpers';
import type { HtmlCursor } from './lint-html';
import { type Resolved, resolveIn, type Scope } from './scope';

export interface LintInput {
  readonly source: string;
  readonly fields: FieldMap;
  readonly file: string;
  /** body: HTML with escaping; card: one line of plain text. */
  readonly mode: 'body' | 'card';
  /** Line of the file on which the source begins. */
  readonly firstLine: number;
  /** List whose entry is the context, for a card line repeated with `each`. */
  readonly each?: string | undefined;
}

export interface Walk {
  readonly input: LintInput;
  readonly scopes: Scope[];
  readonly cursor: HtmlCursor | null;
  readonly problems: Problem[];
}

/** `quiet` only resolves: the path was or will be reported elsewhere. */
export function resolvePath(
  walk: Walk,
  path: hbs.AST.PathExpression,
  quiet = false,
): Resolved | 'data' | null {
  if (path.data) {
    const [head, ...rest] = path.parts;
    if (head === 'root') return declared(walk, resolveIn(walk.scopes[0] as Scope, rest), path, quiet);
    if (head && ['index', 'first', 'last'].includes(head) && walk.scopes.length > 1) return 'data';
    return declared(walk, null, path, quiet);
  }
  const scope = walk.scopes[walk.scopes.length - 1 - path.depth];
  return declared(walk, scope ? resolveIn(scope, path.parts) : null, path, quiet);
}

function declared(
  walk: Walk,
  found: Resolved | null,
  path: hbs.AST.PathExpression,
  quiet: boolean,
): Resolved | null {
  if (!found && !quiet) report(walk, path.loc.start, `поле «${path.original}» не объявлено в template.yaml`);
  return found;
}

export function typeOf(resolved: Resolved): FieldType {
  if (resolved.kind === 'field') return resolved.declaration.type;
  if (resolved.kind === 'scalar') return resolved.list.of?.type ?? 'text';
  return 'text';
}

export function helperName(path: hbs.AST.Expression): string | null {
  const parts = path.type === 'PathExpression' ? (path as hbs.AST.PathExpression) : null;
  if (!parts || parts.data || parts.depth > 0 || parts.parts.length !== 1) return null;
  return parts.parts[0] !== undefined && Object.hasOwn(HELPERS, parts.parts[0])
    ? parts.parts[0]
    : parts.original;
}

export function report(
  walk: Walk,
  at: { line: number; column: number } | undefined,
  message: string,
): undefined {
  const { file, firstLine } = walk.input;
  walk.problems.push({
    file,
    line: firstLine + (at?.line ?? 1) - 1,
    ...(walk.input.mode === 'body' && at ? { column: at.column + 1 } : {}),
    message,
    severity: 'error',
  });
}

export function parseProblem(input: LintInput, error: unknown): Problem {
  const text = error instanceof Error ? error.message : String(error);
  const line = Number(/line (\d+)/i.exec(text)?.[1] ?? /- (\d+):\d+$/.exec(text)?.[1] ?? 1);
  const mismatch = /^(\S+) doesn't match (\S+)/.exec(text);
  const reason = mismatch
    ? `блок {{#${mismatch[1]}}} закрыт как {{/${mismatch[2]}}}`
    : 'не закрыта или лишняя фигурная скобка, или блок не закрыт';
  return {
    file: input.file,
    line: input.firstLine + line - 1,
    message: `разметка Handlebars не читается: ${reason}`,
    severity: 'error',
  };
}
