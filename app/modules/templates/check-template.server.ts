// Proof that a template works: it parses, its sample is valid, and it renders — with the sample and with the least
// that its required fields allow — to HTML that the strict reader of bodies accepts.
import { isAppError } from '~/shared/app-error';
import type { Problem } from '~/shared/problem';
import type { FieldMap } from './field.schema';
import { parseTemplate } from './parse-template.server';
import { renderTemplate } from './render-template.server';
import { type FieldValues, TEMPLATE_FILES, type Template } from './template.schema';
import type { TemplateRenderer } from './template-renderer.server';
import { validateFields } from './validate-fields';

export interface CheckTemplateInput {
  /** Names inside the template's folder → text. */
  readonly files: Readonly<Record<string, string>>;
  /** The folder as printed in problems, e.g. «templates/resolution/flat». */
  readonly fileName: string;
  /** The strict reader of HTML bodies (modules/documents), injected: templates may not import documents. */
  readonly readBody: (html: string) => {
    readonly problems: readonly { readonly message: string; readonly severity?: Problem['severity'] }[];
  };
}

/** All problems of a template's files; empty when it is fit to ship. Never throws on what the files hold. */
export async function checkTemplate(
  renderer: TemplateRenderer,
  input: CheckTemplateInput,
): Promise<Problem[]> {
  const { template, problems } = parseTemplate(input.files, { fileName: input.fileName });
  if (!template) return problems;
  const sampleFile = `${input.fileName}/${TEMPLATE_FILES.sample}`;
  if (!template.sample) {
    const message = 'нет sample.yaml: без примера нельзя доказать, что шаблон заполняется';
    return [...problems, { file: sampleFile, line: 0, message, severity: 'error' }];
  }
  const faults = validateFields(template.definition.fields, template.sample);
  if (faults.length > 0) {
    const sample: Problem[] = faults.map((fault) => ({
      file: sampleFile,
      line: 0,
      message: `${fault.path}: ${fault.message}`,
      severity: 'error',
    }));
    return [...problems, ...sample];
  }
  const least = leastValues(template.definition.fields, template.sample);
  return [
    ...problems,
    ...(await renderProblems(renderer, input, template, template.sample, 'с примером sample.yaml')),
    ...(await renderProblems(renderer, input, template, least, 'только с обязательными полями')),
  ];
}

async function renderProblems(
  renderer: TemplateRenderer,
  input: CheckTemplateInput,
  template: Template,
  fields: FieldValues,
  how: string,
): Promise<Problem[]> {
  const file = `${input.fileName}/${TEMPLATE_FILES.body}`;
  const say = (message: string): Problem => ({
    file,
    line: 0,
    message: `${how}: ${message}`,
    severity: 'error',
  });
  try {
    const { bodyHtml } = await renderTemplate(renderer, template, fields);
    return input.readBody(bodyHtml).problems.map((found) => ({
      ...say(found.message),
      severity: found.severity ?? 'error',
    }));
  } catch (error) {
    if (isAppError(error)) return [say(error.message)];
    throw error;
  }
}

/** The sample without what is optional; a required list keeps as many entries as it must have. */
function leastValues(fields: FieldMap, sample: FieldValues): FieldValues {
  const out: Record<string, unknown> = Object.hasOwn(sample, 'key') ? { key: sample.key } : {};
  for (const [name, declaration] of Object.entries(fields)) {
    const value = sample[name];
    if (value === undefined || value === null) continue;
    if (declaration.type === 'group') {
      const inner = leastValues(declaration.fields, value as FieldValues);
      if (declaration.required || Object.keys(inner).length > 0) out[name] = inner;
    } else if (declaration.type === 'list') {
      const least = Math.max(declaration.repeat.min, declaration.required ? 1 : 0);
      const entries = (value as unknown[]).slice(0, least);
      const inner = declaration.fields;
      if (least > 0)
        out[name] = inner ? entries.map((entry) => leastValues(inner, entry as FieldValues)) : entries;
    } else if (declaration.required) out[name] = value;
  }
  return out;
}
