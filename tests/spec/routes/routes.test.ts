// Every *.yaml of this folder is a list of cases; see README.md for the words.
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseWorkflow } from '~/modules/workflows';
import { formatProblem } from '~/shared/problem';
import { playCase, type RouteCase, shipped } from './route-case';

const files = import.meta.glob<string>('./*.yaml', { query: '?raw', import: 'default', eager: true });
const CHECKS = './validation.yaml';

/** Fields of an imaginary template for the checks of files. */
const FIELDS = [
  { path: 'coOrganisers', type: 'list', repeated: false },
  { path: 'coOrganisers.*.organisation', type: 'organisation', repeated: true },
  { path: 'event', type: 'group', repeated: false },
  { path: 'event.date', type: 'date', repeated: false },
  { path: 'participants', type: 'number', repeated: false },
  { path: 'urgent', type: 'boolean', repeated: false },
  { path: 'official', type: 'person', repeated: false },
];

for (const [file, text] of Object.entries(files)) {
  if (file === CHECKS) continue;
  describe(file.slice(2), () => {
    const cases = parse(text) as RouteCase[];
    it.each(cases.map((route) => [route.название, route] as const))('%s', (_, route) => playCase(route));
  });
}

describe('validation.yaml', () => {
  const cases = parse(files[CHECKS] as string) as { название: string; файл: string; ошибки: string[] }[];
  it.each(cases.map((one) => [one.название, one] as const))('%s', (_, one) => {
    const { definition, problems } = parseWorkflow(one.файл, { file: 'm.yaml', templateFields: FIELDS });
    expect(problems.map(formatProblem)).toEqual(one.ошибки.map((line) => expect.stringContaining(line)));
    const hasError = problems.some((problem) => problem.severity === 'error');
    expect(definition === null).toBe(hasError);
  });
});

describe('shipped workflows', () => {
  it.each(Object.entries(shipped))('%s has no problem', (file, text) => {
    expect(parseWorkflow(text, { file }).problems).toEqual([]);
  });
});
