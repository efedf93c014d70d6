import { type FieldValues, readFieldPath } from '~/modules/templates';
import { formatFieldValue } from '~/shared/russian';
import type { ValueResolver } from './body/render-values';

/** Prints the values of a document's fields in the formats that the body asks for; empty where there is none. */
export function fieldResolver(fields: FieldValues): ValueResolver {
  return (path, format) => formatFieldValue(readFieldPath(fields, path), format ?? 'text');
}
