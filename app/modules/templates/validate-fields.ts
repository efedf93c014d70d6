// Field values against their declarations: every fault at once, as values with paths and Russian texts. Pure.
import type { FieldDeclaration, FieldMap, GroupField, ListField } from './field.schema';
import { FIELD_LIMITS } from './field-limits';
import { isFilled, measure, whenHolds } from './field-values';
import { checkScalar, checkScalarItem } from './validate-value';

export interface FieldError {
  /** Dotted, list entries by index: `coOrganisers.0.organisation.name`; '' for the whole. */
  readonly path: string;
  readonly message: string;
}

interface Check {
  readonly root: unknown;
  readonly errors: FieldError[];
}

/** The key of a list entry: stable while the entry moves, part of slots and field paths (three fit into one id). */
const ENTRY_KEY = /^[a-z][A-Za-z0-9-]{0,31}$/;

/** All faults of the values; an empty list means they may be rendered. Never throws, whatever the values are. */
export function validateFields(fields: FieldMap, values: unknown): FieldError[] {
  const size = measure(values);
  if (size.fault) return [{ path: '', message: size.fault }];
  if (!isRecord(values)) return [{ path: '', message: 'Ожидается набор полей документа.' }];
  const check: Check = { root: values, errors: [] };
  checkMap(check, fields, values, '', false);
  return check.errors;
}

function checkMap(
  check: Check,
  fields: FieldMap,
  values: Record<string, unknown>,
  prefix: string,
  entry: boolean,
): undefined {
  for (const name of Object.keys(values)) {
    if (Object.hasOwn(fields, name) || (entry && name === 'key')) continue;
    check.errors.push({
      path: join(prefix, name),
      message: `Поле «${shorten(name)}» не предусмотрено шаблоном: удалите его или исправьте имя.`,
    });
  }
  for (const [name, declaration] of Object.entries(fields)) {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    const needed = whenHolds(declaration.when, values, check.root);
    checkOne(check, declaration, value, join(prefix, name), needed);
  }
}

function checkOne(
  check: Check,
  declaration: FieldDeclaration,
  value: unknown,
  path: string,
  needed: boolean,
): undefined {
  const say = (message: string) => check.errors.push({ path, message });
  if (declaration.type === 'group' && (value === undefined || value === null)) {
    // An absent required group names its own missing fields, not itself.
    if (needed && declaration.required) checkMap(check, declaration.fields, {}, path, false);
    return;
  }
  if (!isFilled(value)) {
    if (value !== undefined && value !== null && !isEmptyOf(declaration, value)) {
      say(`«${declaration.label}»: значение не того вида.`);
    } else if (needed && declaration.required) {
      say(`Заполните поле «${declaration.label}». ${declaration.hint}`);
    } else if (needed && declaration.type === 'list' && declaration.repeat.min > 0) {
      say(atLeast(declaration));
    }
    return;
  }
  if (declaration.type === 'group') return checkGroup(check, declaration, value, path);
  if (declaration.type === 'list') return checkList(check, declaration, value, path);
  for (const fault of checkScalar(declaration, value, check.root)) {
    check.errors.push({
      path: fault.part ? join(path, fault.part) : path,
      message: `«${declaration.label}»: ${fault.message}`,
    });
  }
}

function checkGroup(check: Check, group: GroupField, value: unknown, path: string): undefined {
  if (!isRecord(value)) {
    check.errors.push({ path, message: `«${group.label}»: ожидается набор полей.` });
    return;
  }
  checkMap(check, group.fields, value, path, false);
}

function checkList(check: Check, list: ListField, value: unknown, path: string): undefined {
  if (!Array.isArray(value)) {
    check.errors.push({ path, message: `«${list.label}»: ожидается список.` });
    return;
  }
  if (value.length > list.repeat.max) {
    check.errors.push({
      path,
      message: `«${list.label}»: не больше ${list.repeat.max}, а указано ${value.length}.`,
    });
    return;
  }
  if (value.length < list.repeat.min) check.errors.push({ path, message: atLeast(list) });
  const keys = new Set<string>();
  value.forEach((entry: unknown, index) => {
    const at = join(path, String(index));
    if (list.of) {
      const label = `${list.label}, ${list.entryLabel} ${index + 1}`;
      for (const fault of checkScalarItem(list.of, entry))
        check.errors.push({ path: at, message: `«${label}»: ${fault.message}` });
    } else if (isRecord(entry)) {
      checkKey(check, list, entry.key, at, keys);
      checkMap(check, list.fields ?? {}, entry, at, true);
    } else {
      check.errors.push({
        path: at,
        message: `«${list.label}», ${list.entryLabel} ${index + 1}: ожидается набор полей.`,
      });
    }
  });
}

function checkKey(check: Check, list: ListField, key: unknown, at: string, keys: Set<string>): undefined {
  if (key === undefined) return;
  if (typeof key !== 'string' || !ENTRY_KEY.test(key)) {
    check.errors.push({ path: join(at, 'key'), message: `«${list.label}»: неверный ключ записи.` });
  } else if (keys.has(key)) {
    check.errors.push({
      path: join(at, 'key'),
      message: `«${list.label}»: ключ записи «${key}» повторяется.`,
    });
  } else keys.add(key);
}

function atLeast(list: ListField): string {
  return `«${list.label}»: нужно не меньше ${list.repeat.min} (${list.entryLabel}). ${list.hint}`;
}

/** '' and [] are «not filled», not faults, where the type allows them. */
function isEmptyOf(declaration: FieldDeclaration, value: unknown): boolean {
  if (declaration.type === 'list') return Array.isArray(value);
  return typeof value === 'string' && declaration.type !== 'group';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function join(prefix: string, name: string): string {
  return prefix ? `${prefix}.${name}` : name;
}

function shorten(name: string): string {
  return name.length > FIELD_LIMITS.text / 50 ? `${name.slice(0, 40)}…` : name;
}
