// From validated fields to the body's HTML and the card, through the renderer's worker.
import { type Card, CardSchema } from './card.schema';
import { fail } from './errors';
import type { FieldMap } from './field.schema';
import { measure, normalizeFieldValues, prepareValues } from './field-values';
import { fillGaps } from './fill-gaps';
import type { FieldValues, Template } from './template.schema';
import type { TemplateRenderer } from './template-renderer.server';
import { validateFields } from './validate-fields';

export interface RenderedTemplate {
  /** HTML vocabulary of the module's README, root `<article data-numbering>`. */
  readonly bodyHtml: string;
  readonly card: Card;
  /** The fields as they are to be stored (normalizeFieldValues). */
  readonly fields: FieldValues;
}

/**
 * Renders a template with field values. Throws templates/fields-invalid (details.errors: all of them) and the
 * renderer's errors. Deterministic: same template and fields, same output. Store `fields` of the answer.
 */
export async function renderTemplate(
  renderer: TemplateRenderer,
  template: Template,
  fields: FieldValues,
): Promise<RenderedTemplate> {
  const { definition } = template;
  const errors = validateFields(definition.fields, fields);
  if (errors.length > 0) {
    throw fail('fields-invalid', { errors, count: errors.length, first: errors[0]?.message ?? '' });
  }
  return render(renderer, template, fields);
}

/**
 * The same with unfinished fields, for a preview: required gaps show their labels, faults are shown as typed.
 * Never to be stored. Throws templates/fields-invalid when the values are too large or too deep, and the renderer's errors.
 */
export async function renderIncomplete(
  renderer: TemplateRenderer,
  template: Template,
  fields: FieldValues,
): Promise<RenderedTemplate> {
  const { fault } = measure(fields);
  if (fault) throw fail('fields-invalid', { errors: [{ path: '', message: fault }], count: 1, first: fault });
  return render(renderer, template, fillGaps(template.definition.fields, fields));
}

async function render(
  renderer: TemplateRenderer,
  template: Template,
  fields: FieldValues,
): Promise<RenderedTemplate> {
  const { definition } = template;
  const { bodyHtml, card } = await renderer.render(template.id, {
    body: template.body,
    card: definition.card,
    subject: definition.subject,
    values: prepareValues(definition.fields, fields),
    choices: choiceLabels(definition.fields),
  });
  return { bodyHtml, card: CardSchema.parse(card), fields: normalizeFieldValues(definition.fields, fields) };
}

/** Labels of all choices by declared path, entries of lists as «*». */
function choiceLabels(fields: FieldMap, prefix = ''): Record<string, Record<string, string>> {
  const out: Record<string, Record<string, string>> = {};
  for (const [name, declaration] of Object.entries(fields)) {
    const path = prefix ? `${prefix}.${name}` : name;
    if (declaration.type === 'choice') out[path] = declaration.options;
    if (declaration.type === 'group') Object.assign(out, choiceLabels(declaration.fields, path));
    if (declaration.type === 'list' && declaration.fields) {
      Object.assign(out, choiceLabels(declaration.fields, `${path}.*`));
    }
  }
  return out;
}
