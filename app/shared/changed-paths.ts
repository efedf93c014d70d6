// What a store must set so that a stored value becomes another: a decision changes a few fields of a route of twenty.

type Plain = Record<string, unknown>;
const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
/** Names that a path cannot hold. */
const isOpaque = (key: string) =>
  key === '' || key === '__proto__' || key.includes('.') || key.startsWith('$');

/**
 * Dotted paths, as MongoDB's `$set` takes them, with what stands there in `after`. Arrays that do not shrink are set by
 * position, objects that lose no key by key; everything else, and what is empty before, is set whole: a store may lack
 * an empty array that a reader's default fills in. Values are nested arrays, plain objects, dates and primitives.
 */
export function changedPaths(before: unknown, after: unknown, path: string): Plain {
  const changed: Plain = {};
  collect(before, after, path, changed);
  return changed;
}

function collect(before: unknown, after: unknown, path: string, changed: Plain): void {
  if (before === after) return;
  if (before instanceof Date && after instanceof Date && before.getTime() === after.getTime()) return;
  if (Array.isArray(before) && Array.isArray(after)) collectOfArrays(before, after, path, changed);
  else if (isPlain(before) && isPlain(after) && keepsKeys(before, after)) {
    for (const key of Object.keys(after))
      if (after[key] !== undefined) collect(before[key], after[key], `${path}.${key}`, changed);
  } else changed[path] = after;
}

function collectOfArrays(before: unknown[], after: unknown[], path: string, changed: Plain): void {
  if (before.length === 0 && after.length === 0) return;
  if (before.length === 0 || after.length < before.length) {
    changed[path] = after;
    return;
  }
  for (const [n, value] of before.entries()) collect(value, after[n], `${path}.${n}`, changed);
  for (let n = before.length; n < after.length; n++) changed[`${path}.${n}`] = after[n];
}

/** True when setting by key can make one of the other. */
function keepsKeys(before: Plain, after: Plain): boolean {
  const keys = Object.keys(before);
  if (keys.length === 0 && Object.keys(after).length > 0) return false;
  return (
    keys.every((key) => before[key] === undefined || after[key] !== undefined) &&
    !Object.keys(after).some(isOpaque)
  );
}
