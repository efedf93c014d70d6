// YAML of templates: the shared reader of modules/rules behind caps on hostile text, and words for zod's unions.
import type { z } from 'zod';
import { readYaml, type YamlPath, type YamlSource, zodProblems } from '~/modules/rules';
import type { Problem } from '~/shared/problem';
import { FIELD_TYPES } from './field.schema';
import { TEMPLATE_LIMITS } from './template.schema';

/** Never throws: a file that cannot be read has at least one problem. */
export function readTemplateYaml(text: string, file: string): YamlSource {
  const { fileLength, lineLength } = TEMPLATE_LIMITS;
  if (text.length > fileLength) {
    return unreadable(file, 1, `файл слишком большой: ${text.length} знаков при пределе ${fileLength}`);
  }
  const long = text.split('\n').findIndex((line) => line.length > lineLength);
  if (long >= 0) return unreadable(file, long + 1, `строка длиннее ${lineLength} знаков: разбейте её`);
  try {
    return readYaml(text, file);
  } catch {
    return unreadable(file, 1, 'YAML не читается: слишком глубокая вложенность');
  }
}

/** Faults of the zod check at their lines. */
export function schemaProblems(error: z.ZodError, source: YamlSource): Problem[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.filter((part) => typeof part !== 'symbol') as YamlPath;
    const place = path.join('.');
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) =>
        source.problem([...path, key], `неизвестный ключ «${key}» в «${place}»`),
      );
    }
    if (issue.code === 'invalid_key') {
      return [source.problem(path, `«${place}»: ${issue.issues[0]?.message ?? 'недопустимое имя'}`)];
    }
    if (issue.code === 'invalid_union' && issue.discriminator === 'type') {
      const kinds = FIELD_TYPES.join(', ');
      return [source.problem(path, `«${place}»: неизвестный вид поля; возможны: ${kinds}`)];
    }
    const one = { issues: [issue] } as unknown as z.ZodError;
    return zodProblems(one, source);
  });
}

/** A finding about a whole file (line 0) or one of its lines. */
export function problemAt(file: string, line: number, message: string): Problem {
  return { file, line, message, severity: 'error' };
}

function unreadable(file: string, line: number, message: string): YamlSource {
  const problem = problemAt(file, line, message);
  return { file, value: null, problems: [problem], lineOf: () => line, problem: () => problem };
}
