// Form data -> plain object -> zod. Names are paths: `name.surname`, `rows.0.title`; a repeated name is a list.
// Field errors are values, all of them, keyed by the same paths, so each stands beside its input.
import type { z } from 'zod';
import { isAppError } from '~/shared/app-error';

/** Path of the field -> texts; the empty path is about the whole form. */
type FieldErrors = Readonly<Record<string, readonly string[]>>;
/** What was typed, by path, for showing the form again. Passwords and files are left out. */
type FormValues = Readonly<Record<string, string | readonly string[]>>;
export type FormResult<T> =
  | { readonly ok: true; readonly data: T }
  | { readonly ok: false; readonly errors: FieldErrors; readonly values: FormValues };

const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);
const MAX_DEPTH = 8;
const MAX_INDEX = 2000;

type Tree = Record<string, unknown>;

/** Plain object of a form. Empty inputs count as absent. Names that reach for prototypes are dropped. */
export function formToObject(form: FormData): Tree {
  const root: Tree = Object.create(null) as Tree;
  for (const name of new Set(form.keys())) {
    const path = name.split('.');
    if (path.length > MAX_DEPTH || path.some((key) => FORBIDDEN.has(key))) continue;
    const values = form
      .getAll(name)
      .filter((value) => (typeof value === 'string' ? value !== '' : value.size > 0));
    if (values.length > 0) place(root, path, values.length === 1 ? values[0] : values);
  }
  return toLists(root) as Tree;
}

function place(root: Tree, path: readonly string[], value: unknown): void {
  let node = root;
  for (const key of path.slice(0, -1)) {
    const next = node[key];
    if (next === undefined) node[key] = Object.create(null);
    else if (typeof next !== 'object' || Array.isArray(next)) return;
    node = node[key] as Tree;
  }
  node[path[path.length - 1] as string] = value;
}

// An object whose keys are all small numbers is a list in the order of the numbers.
function toLists(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || value instanceof Blob)
    return value;
  const keys = Object.keys(value);
  const entries = Object.entries(value).map(([key, item]) => [key, toLists(item)] as const);
  const isList = keys.length > 0 && keys.every((key) => /^\d{1,4}$/.test(key) && Number(key) < MAX_INDEX);
  if (!isList) return Object.fromEntries(entries);
  return [...entries].sort(([a], [b]) => Number(a) - Number(b)).map(([, item]) => item);
}

/** Checks a form by a schema. On failure every field's errors and what was typed come back as values. */
export function parseForm<S extends z.ZodType>(schema: S, form: FormData): FormResult<z.output<S>> {
  const parsed = schema.safeParse(formToObject(form), { error: russianIssue });
  if (parsed.success) return { ok: true, data: parsed.data };
  return { ok: false, errors: fieldErrors(parsed.error), values: formValues(form) };
}

/** A refused form: all errors beside what was typed. */
export type FormRefusal = Omit<Extract<FormResult<never>, { ok: false }>, 'ok'>;

/**
 * A command's refusal (wrong state, lockout, stale form) as an error of the whole form, so that nothing typed is
 * lost. Rethrows what is no AppError or is a defect.
 */
export function refuseForm(error: unknown, form: FormData): FormRefusal {
  if (!isAppError(error) || error.kind === 'internal') throw error;
  return { errors: { '': [error.message] }, values: formValues(form) };
}

/** Errors of a zod parse by path. */
function fieldErrors(error: z.ZodError): FieldErrors {
  const errors: Record<string, string[]> = {};
  for (const issue of error.issues) {
    const path = issue.path.map(String).join('.');
    errors[path] = [...(errors[path] ?? []), issue.message];
  }
  return errors;
}

/** What was typed, for showing again. */
export function formValues(form: FormData): FormValues {
  const values: Record<string, string | readonly string[]> = {};
  for (const name of new Set(form.keys())) {
    if (/password|csrf/i.test(name) || FORBIDDEN.has(name)) continue;
    const texts = form.getAll(name).filter((value): value is string => typeof value === 'string');
    if (texts.length > 0) values[name] = texts.length === 1 ? (texts[0] as string) : texts;
  }
  return values;
}

/** Russian text of a zod issue where the schema itself says nothing. */
function russianIssue(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'Заполните это поле.' : 'Значение не того вида. Проверьте его.';
    case 'too_small':
      if (issue.origin !== 'string') return `Не меньше ${issue.minimum}.`;
      return Number(issue.minimum) <= 1
        ? 'Заполните это поле.'
        : `Слишком коротко: нужно не меньше ${issue.minimum} знаков.`;
    case 'too_big':
      return issue.origin === 'string'
        ? `Слишком длинно: можно до ${issue.maximum} знаков.`
        : `Не больше ${issue.maximum}.`;
    case 'invalid_format':
      return issue.format === 'email'
        ? 'Нужен адрес вида name@example.org.'
        : 'Запись не подходит. Проверьте её.';
    case 'invalid_value':
      return issue.input === undefined ? 'Заполните это поле.' : 'Выберите одно из предложенных значений.';
    default:
      return 'Проверьте это значение.';
  }
}
