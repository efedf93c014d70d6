import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseTemplate } from '~/modules/templates/index.server';
import { formatProblem } from '~/shared/problem';
import { smallFiles } from './small-template';

interface BadCase {
  name: string;
  file: 'template.yaml' | 'body.hbs';
  change: { from: string; to: string };
  line?: number;
  reason: string;
}
const cases = parse(readFileSync(new URL('./bad-templates.yaml', import.meta.url), 'utf8')) as BadCase[];

describe('a template with one fault', () => {
  it.each(cases)('$name', ({ file, change, line, reason }) => {
    const files = smallFiles();
    expect(files[file]).toContain(change.from);
    files[file] = (files[file] ?? '').replace(change.from, () => change.to);
    const { template, problems } = parseTemplate(files, { fileName: 'templates/letter/small' });
    expect(template).toBeNull();
    const found = problems.find(
      (one) => one.message.includes(reason) && (line === undefined || one.line === line),
    );
    expect(found, problems.map(formatProblem).join('\n')).toBeDefined();
    expect(found?.file).toBe(`templates/letter/small/${file}`);
    expect(found?.line).toBeGreaterThan(0);
  });

  it('the small template itself has none', () => {
    const { template, problems } = parseTemplate(smallFiles(), { fileName: 'x' });
    expect(problems).toEqual([]);
    expect(template?.id).toBe('letter/small');
  });

  it('survives hostile files: too large, ten thousand levels, a billion laughs', () => {
    const deepYaml = `a: ${'['.repeat(10_000)}`;
    const deepBody = `<article data-numbering="flat">${'{{#if title}}'.repeat(10_000)}${'{{/if}}'.repeat(10_000)}</article>`;
    const laughs = 'a: &a [x]\nb: &b [*a,*a,*a,*a]\nc: [*b,*b,*b,*b]\n';
    for (const definition of [
      deepYaml,
      'x'.repeat(5_000_000),
      laughs,
      '',
      '[]',
      '{"__proto__": {"kind": 1}}',
    ]) {
      const { template, problems } = parseTemplate(smallFiles({ definition }), { fileName: 'x' });
      expect(template).toBeNull();
      expect(problems.length).toBeGreaterThan(0);
    }
    for (const body of [deepBody, 'x'.repeat(5_000_000), '{{', '{{#']) {
      const { template, problems } = parseTemplate(smallFiles({ body }), { fileName: 'x' });
      expect(template).toBeNull();
      expect(problems.length).toBeGreaterThan(0);
    }
  });

  it('names missing and foreign files', () => {
    const { problems } = parseTemplate({ 'evil.js': '1' }, { fileName: 'x' });
    expect(problems.map(formatProblem)).toEqual([
      'x/template.yaml: файл отсутствует',
      'x/body.hbs: файл отсутствует',
      'x/evil.js: лишний файл; в шаблоне бывают template.yaml, body.hbs, sample.yaml',
    ]);
  });
});
