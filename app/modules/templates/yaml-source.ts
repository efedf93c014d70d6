// Words for zod's findings in a template's YAML, at their lines.
import type { z } from 'zod';
import { type YamlPath, type YamlSource, zodProblems } from '~/modules/rules';
import type { Problem } from '~/shared/problem';
import { FIELD_TYPES } from './field.schema';

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
