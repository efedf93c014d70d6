// Fields of a template as a person picks one to put it into the text. Entries of repeats have no fixed path, so a list
// is offered whole («А, Б и В»), never by entry.
import type { FieldMap } from '~/modules/templates';

export interface FieldChoice {
  path: string;
  /** «Мероприятие: дата проведения». */
  label: string;
  format?: string | undefined;
}

const FORMATS: Record<string, string> = { date: 'date-long', list: 'join' };

/** Pure; in the order of the form. */
export function fieldChoices(
  fields: FieldMap,
  above: { path: string; label: string } | null = null,
): FieldChoice[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    const path = above ? `${above.path}.${name}` : name;
    const label = above ? `${above.label}: ${field.label}` : field.label;
    if (field.type === 'group') return fieldChoices(field.fields, { path, label });
    const format = FORMATS[field.type];
    return [{ path, label, ...(format ? { format } : {}) }];
  });
}
