/** Freezes nested arrays and plain objects, those already frozen excepted; other values (dates, bytes) stay as they are. */
export function freezePlain<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  const isPlain = Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
  if (!isPlain) return value;
  Object.freeze(value);
  for (const part of Object.values(value)) freezePlain(part);
  return value;
}
