// Conditions of steps: JsonLogic, checked at load and strict at run time. JsonLogic itself is silent
// (`{"<": [missing, 100]}` is true), so operators and variables are checked first and an absent value is an error.
import jsonLogic from 'json-logic-js';
import { fail } from './errors';

/** What a template field looks like to a workflow; `path` uses `*` for entries of a list. */
export interface TemplateField {
  readonly path: string;
  readonly type: string;
  readonly repeated: boolean;
}

const OPERATORS: Readonly<Record<string, { min: number; max: number; word: string }>> = {
  and: { min: 1, max: 20, word: 'и' },
  or: { min: 1, max: 20, word: 'или' },
  '!': { min: 1, max: 1, word: 'не' },
  '==': { min: 2, max: 2, word: 'равно' },
  '===': { min: 2, max: 2, word: 'равно' },
  '!=': { min: 2, max: 2, word: 'не равно' },
  '!==': { min: 2, max: 2, word: 'не равно' },
  '>': { min: 2, max: 2, word: 'больше' },
  '>=': { min: 2, max: 2, word: 'не меньше' },
  '<': { min: 2, max: 2, word: 'меньше' },
  '<=': { min: 2, max: 2, word: 'не больше' },
  in: { min: 2, max: 2, word: 'среди' },
};
const MAX_DEPTH = 10;

type Node =
  | { kind: 'value'; value: unknown }
  | { kind: 'var'; path: string }
  | { kind: 'op'; op: string; args: Node[] };
type Parsed = { node: Node } | { fault: string };

const isPlain = (value: unknown): value is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof value);

function parseVar(argument: unknown): Parsed {
  const path = Array.isArray(argument) && argument.length === 1 ? argument[0] : argument;
  if (typeof path !== 'string') {
    return {
      fault: 'var — это имя поля без значения по умолчанию: отсутствующее значение считается ошибкой',
    };
  }
  return { node: { kind: 'var', path } };
}

function parseNode(raw: unknown, depth: number): Parsed {
  if (depth > MAX_DEPTH) return { fault: `условие вложено глубже ${MAX_DEPTH} уровней` };
  if (isPlain(raw)) return { node: { kind: 'value', value: raw } };
  if (Array.isArray(raw)) {
    return raw.every(isPlain)
      ? { node: { kind: 'value', value: raw } }
      : { fault: 'в списке значений допустимы только тексты, числа, true и false' };
  }
  if (typeof raw !== 'object' || raw === null) return { fault: 'условие не может быть пустым' };
  const keys = Object.keys(raw);
  const op = keys[0];
  if (keys.length !== 1 || op === undefined) return { fault: 'в каждой части условия ровно один оператор' };
  const argument = (raw as Record<string, unknown>)[op];
  if (op === 'var') return parseVar(argument);
  const known = Object.hasOwn(OPERATORS, op) ? OPERATORS[op] : undefined;
  if (!known)
    return { fault: `оператор «${op}» не поддерживается; есть: var, ${Object.keys(OPERATORS).join(', ')}` };
  const list = Array.isArray(argument) ? argument : [argument];
  if (list.length < known.min || list.length > known.max)
    return { fault: `у «${op}» неверное число значений` };
  const args: Node[] = [];
  for (const item of list) {
    const parsed = parseNode(item, depth + 1);
    if ('fault' in parsed) return parsed;
    args.push(parsed.node);
  }
  return { node: { kind: 'op', op, args } };
}

function varsOf(node: Node): string[] {
  if (node.kind === 'var') return [node.path];
  return node.kind === 'op' ? node.args.flatMap(varsOf) : [];
}

function fieldFault(path: string, fields: readonly TemplateField[]): string | null {
  if (!path.startsWith('fields.'))
    return `«${path}»: имя начинается с fields., например fields.coOrganisers.length`;
  const inner = path.slice('fields.'.length);
  const known = (name: string) => fields.find((field) => field.path === name && !field.repeated);
  if (known(inner))
    return known(inner)?.type === 'list' ? `«${path}» — список; сравнивайте ${path}.length` : null;
  const list = inner.endsWith('.length') ? known(inner.slice(0, -'.length'.length)) : undefined;
  if (list?.type === 'list') return null;
  const person = known(inner.slice(0, inner.lastIndexOf('.')));
  if (person && ['person', 'organisation'].includes(person.type)) return null;
  return `такого поля в шаблоне нет: «${inner.replace(/\.length$/, '')}»`;
}

/** Paths of the fields that a condition reads, without `fields.` and `.length`; empty for a broken one. */
export function conditionPaths(raw: unknown): string[] {
  const parsed = parseNode(raw, 0);
  if ('fault' in parsed) return [];
  const inner = (path: string) => path.replace(/^fields\./, '').replace(/\.length$/, '');
  return [...new Set(varsOf(parsed.node).map(inner))];
}

/** Faults of a condition, in Russian; `fields` absent = names of fields are not checked. */
export function checkCondition(raw: unknown, fields?: readonly TemplateField[]): string[] {
  const parsed = parseNode(raw, 0);
  if ('fault' in parsed) return [parsed.fault];
  const paths = varsOf(parsed.node);
  if (paths.length === 0) {
    return [
      jsonLogic.apply(raw as jsonLogic.RulesLogic)
        ? 'условие всегда истинно: уберите его'
        : 'условие никогда не выполняется: шаг недостижим',
    ];
  }
  const wrong = paths.filter((path) => !path.startsWith('fields.'));
  if (!fields) return wrong.map((path) => fieldFault(path, []) as string);
  return paths.flatMap((path) => fieldFault(path, fields) ?? []);
}

function readPath(fields: unknown, path: string): unknown {
  return path
    .slice('fields.'.length)
    .split('.')
    .reduce<unknown>((current, key) => {
      if (Array.isArray(current)) return key === 'length' ? current.length : undefined;
      if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key)) return undefined;
      return (current as Record<string, unknown>)[key];
    }, fields);
}

const COMPARING = new Set(['>', '>=', '<', '<=']);

/** Both sides of a comparison are numbers, or both are texts (ISO dates): JsonLogic would compare anything. */
function assertComparable(node: Node, fields: unknown, stepTitle: string): void {
  if (node.kind !== 'op') return;
  for (const arg of node.args) assertComparable(arg, fields, stepTitle);
  if (!COMPARING.has(node.op)) return;
  const types = node.args.map((arg) =>
    arg.kind === 'op' ? 'other' : typeof (arg.kind === 'var' ? readPath(fields, arg.path) : arg.value),
  );
  const [left, right] = types;
  if (left !== right || (left !== 'number' && left !== 'string')) {
    const path = node.args.find((arg) => arg.kind === 'var');
    throw fail('condition-type', { step: stepTitle, field: path?.kind === 'var' ? path.path : node.op });
  }
}

/**
 * Whether a step runs for these fields.
 * Throws workflows/condition-value-missing when a value is absent, workflows/condition-type on a wrong comparison.
 */
export function conditionHolds(raw: unknown, fields: unknown, stepTitle: string): boolean {
  const parsed = parseNode(raw, 0);
  if ('fault' in parsed) throw fail('condition-type', { step: stepTitle, field: parsed.fault });
  for (const path of varsOf(parsed.node)) {
    const value = readPath(fields, path);
    if (value === undefined || value === null) {
      throw fail('condition-value-missing', { step: stepTitle, field: path.slice('fields.'.length) });
    }
  }
  assertComparable(parsed.node, fields, stepTitle);
  return Boolean(jsonLogic.apply(raw as jsonLogic.RulesLogic, { fields }));
}

function sentence(node: Node, label: (path: string) => string): string {
  if (node.kind === 'value') return Array.isArray(node.value) ? node.value.join(', ') : valueWord(node.value);
  if (node.kind === 'var') return label(node.path.slice('fields.'.length));
  const word = OPERATORS[node.op]?.word ?? node.op;
  const parts = node.args.map((arg) => sentence(arg, label));
  return node.op === '!' ? `не (${parts[0]})` : parts.join(` ${word} `);
}

const valueWord = (value: unknown): string =>
  value === true ? 'да' : value === false ? 'нет' : typeof value === 'string' ? `«${value}»` : String(value);

/** The condition as a sentence for a person: «число записей «Соорганизаторы» больше 0». */
export function describeCondition(
  raw: unknown,
  labelOf: (fieldPath: string) => string = (path) => path,
): string {
  const parsed = parseNode(raw, 0);
  if ('fault' in parsed) return 'условие записано с ошибкой';
  return sentence(parsed.node, (path) =>
    path.endsWith('.length') ? `число записей «${labelOf(path.slice(0, -7))}»` : `«${labelOf(path)}»`,
  );
}
