/** One finding of a check over content, a template, a workflow or the configuration: where, what, how bad. */
export interface Problem {
  readonly file: string;
  /** 1-based; 0 when the finding is about the whole file. */
  readonly line: number;
  readonly column?: number | undefined;
  /** Russian sentence: what is wrong and what is expected. */
  readonly message: string;
  readonly severity: 'error' | 'warning';
}

/** «файл:строка: причина», the one form in which problems are printed. */
export function formatProblem(problem: Problem): string {
  const place = problem.line > 0 ? `${problem.file}:${problem.line}` : problem.file;
  return `${place}: ${problem.severity === 'warning' ? 'предупреждение: ' : ''}${problem.message}`;
}
