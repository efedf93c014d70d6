// A template's files → a checked Template and all its problems with file, line and Russian reason.
import type { YamlSource } from '~/modules/rules';
import { readYaml } from '~/modules/rules';
import type { Problem } from '~/shared/problem';
import type { FieldMap } from './field.schema';
import { lintSource } from './lint-template.server';
import { resolveIn } from './scope';
import {
  type FieldValues,
  TEMPLATE_FILES,
  TEMPLATE_LIMITS,
  type Template,
  type TemplateDefinition,
  TemplateDefinitionSchema,
} from './template.schema';
import { problemAt, schemaProblems } from './yaml-source';

export interface ParsedTemplate {
  /** Null when any problem is an error. */
  readonly template: Template | null;
  readonly problems: Problem[];
}
export interface ParseOptions {
  /** How the folder is called in problems, e.g. «templates/resolution/flat». */
  readonly fileName: string;
  readonly release?: string;
}

/** Pure and total: never throws, whatever the files hold. Keys of `files` are names inside the template's folder. */
export function parseTemplate(
  files: Readonly<Record<string, string>>,
  options: ParseOptions,
): ParsedTemplate {
  const name = (file: string) => `${options.fileName}/${file}`;
  const problems: Problem[] = [];
  for (const file of [TEMPLATE_FILES.definition, TEMPLATE_FILES.body]) {
    if (files[file] === undefined) problems.push(problemAt(name(file), 0, 'файл отсутствует'));
  }
  const known: readonly string[] = Object.values(TEMPLATE_FILES);
  for (const file of Object.keys(files)) {
    if (!known.includes(file)) {
      problems.push(problemAt(name(file), 0, `лишний файл; в шаблоне бывают ${known.join(', ')}`));
    }
  }
  const definition = readDefinition(files, name(TEMPLATE_FILES.definition), problems);
  const sample = readSample(files, name(TEMPLATE_FILES.sample), problems);
  const body = files[TEMPLATE_FILES.body] ?? '';
  if (definition) problems.push(...bodyProblems(definition, body, name(TEMPLATE_FILES.body)));
  if (!definition || problems.some((found) => found.severity === 'error'))
    return { template: null, problems };
  const id = `${definition.kind}/${definition.name}`;
  const release = options.release === undefined ? {} : { release: options.release };
  return { template: { id, definition, body, sample, ...release }, problems };
}

function readDefinition(
  files: Readonly<Record<string, string>>,
  file: string,
  problems: Problem[],
): TemplateDefinition | null {
  const text = files[TEMPLATE_FILES.definition];
  if (text === undefined) return null;
  const source = readYaml(text, file);
  problems.push(...source.problems);
  if (source.problems.length > 0) return null;
  const parsed = TemplateDefinitionSchema.safeParse(source.value);
  if (!parsed.success) {
    problems.push(...schemaProblems(parsed.error, source));
    return null;
  }
  problems.push(...conditionProblems(parsed.data.fields, source), ...cardProblems(parsed.data, source, file));
  return parsed.data;
}

function readSample(
  files: Readonly<Record<string, string>>,
  file: string,
  problems: Problem[],
): FieldValues | null {
  const text = files[TEMPLATE_FILES.sample];
  if (text === undefined) return null;
  const source = readYaml(text, file);
  problems.push(...source.problems);
  if (source.problems.length > 0) return null;
  if (typeof source.value === 'object' && source.value !== null && !Array.isArray(source.value)) {
    return source.value as FieldValues;
  }
  problems.push(problemAt(file, 1, 'ожидается набор значений полей'));
  return null;
}

function bodyProblems(definition: TemplateDefinition, body: string, file: string): Problem[] {
  if (body.length > TEMPLATE_LIMITS.fileLength) {
    return [problemAt(file, 1, `файл слишком большой: ${body.length} знаков`)];
  }
  const problems = lintSource({ source: body, fields: definition.fields, file, mode: 'body', firstLine: 1 });
  if (!/<article\s[^>]*data-numbering="/.test(body)) {
    problems.push(problemAt(file, 1, 'корень тела — <article data-numbering="…">'));
  }
  for (const section of definition.requiredSections) {
    if (!body.includes(`data-slot="${section.slot}"`)) {
      const message = `нет обязательного раздела «${section.title}» (data-slot="${section.slot}"): его требует ${section.basis}`;
      problems.push(problemAt(file, 0, message));
    }
  }
  return problems;
}

/** Every `when` must name a declared field: a sibling, or «/path» from the root. */
function conditionProblems(root: FieldMap, source: YamlSource): Problem[] {
  const visit = (fields: FieldMap, path: (string | number)[], entry: boolean): Problem[] =>
    Object.entries(fields).flatMap(([name, declaration]) => {
      const here = [...path, name];
      const found: Problem[] = [];
      const when = declaration.when?.field;
      if (when !== undefined) {
        const scope = when.startsWith('/') ? { fields: root, entry: false } : { fields, entry };
        if (!resolveIn(scope, when.replace(/^\//, '').split('.'))) {
          found.push(source.problem([...here, 'when', 'field'], `условие when: поле «${when}» не объявлено`));
        }
      }
      if ('fields' in declaration && declaration.fields) {
        found.push(...visit(declaration.fields, [...here, 'fields'], declaration.type === 'list'));
      }
      return found;
    });
  return visit(root, ['fields'], false);
}

function cardProblems(definition: TemplateDefinition, source: YamlSource, file: string): Problem[] {
  const { card, fields } = definition;
  const lint = (expression: string | undefined, path: (string | number)[], each?: string) =>
    expression === undefined
      ? []
      : lintSource({
          source: expression,
          fields,
          file,
          mode: 'card',
          firstLine: source.lineOf(['card', ...path]),
          each,
        });
  return [
    ...lint(card.heading, ['heading']),
    ...card.headerLines.flatMap((line, i) => lint(line, ['headerLines', i])),
    ...card.titleLines.flatMap((line, i) => lint(line, ['titleLines', i])),
    ...lint(card.datePlace.date, ['datePlace', 'date']),
    ...lint(card.datePlace.place, ['datePlace', 'place']),
    ...(card.datePlace.lines ?? []).flatMap((line, i) =>
      lint(line.value, ['datePlace', 'lines', i, 'value']),
    ),
    ...card.signatories.flatMap((signatory, i) => [
      ...lint(signatory.role, ['signatories', i, 'role'], signatory.each),
      ...lint(signatory.name, ['signatories', i, 'name'], signatory.each),
    ]),
    ...lint(card.adoption, ['adoption']),
  ];
}
