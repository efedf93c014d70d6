// Every shipped template is proven: it parses, renders with its sample and with the least, is read by the strict
// reader, and its Russian keeps the rules of typography.
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { bodyToText, flattenBlocks, readTemplateHtml } from '~/modules/documents/body';
import { listFieldPaths, readFieldPath, validateFields } from '~/modules/templates';
import {
  checkTemplate,
  createTemplateRenderer,
  parseTemplate,
  type RenderedTemplate,
  renderTemplate,
} from '~/modules/templates/index.server';
import { parseWorkflow } from '~/modules/workflows';
import { startWorker } from '~/platform/workers/start-worker.server';
import { countingIds } from '~/shared/ids';
import { formatProblem } from '~/shared/problem';
import { formatFieldValue } from '~/shared/russian';

const root = new URL('../../../templates/', import.meta.url);
const folders = readdirSync(root, { withFileTypes: true })
  .filter((kind) => kind.isDirectory())
  .flatMap((kind) => readdirSync(new URL(`${kind.name}/`, root)).map((name) => `${kind.name}/${name}`));
const filesOf = (id: string) =>
  Object.fromEntries(
    readdirSync(new URL(`${id}/`, root)).map((file) => [
      file,
      readFileSync(new URL(`${id}/${file}`, root), 'utf8'),
    ]),
  );
const readBody = (html: string) =>
  readTemplateHtml(html, { template: 't', release: 'r', newId: countingIds() });
const renderer = createTemplateRenderer({ startWorker });
afterAll(() => renderer.close());

async function rendered(id: string): Promise<RenderedTemplate & { text: string }> {
  const { template } = parseTemplate(filesOf(id), { fileName: id });
  if (!template?.sample) throw new Error(`${id} does not parse`);
  const output = await renderTemplate(renderer, template, template.sample);
  const { fields } = output;
  const { body } = readBody(output.bodyHtml);
  if (!body) throw new Error(`${id} is not read`);
  const text = bodyToText(body, (path, format) => formatFieldValue(readFieldPath(fields, path), format));
  return { ...output, text };
}

/** The same values with a prefix before every string but keys, where `take` says so for its path. */
function poison(value: unknown, prefix: string, take: (path: string) => boolean, path = ''): unknown {
  const at = (name: string | number) => (path ? `${path}.${name}` : String(name));
  if (typeof value === 'string') return take(path) && !path.endsWith('.key') ? prefix + value : value;
  if (Array.isArray(value)) return value.map((entry, index) => poison(entry, prefix, take, at(index)));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, poison(part, prefix, take, at(name))]),
  );
}

/** Faults of typography, with the words around them. */
function typographyFaults(text: string): string[] {
  const rules: [string, RegExp][] = [
    ['прямая кавычка', /"/],
    ['две точки', /[^.]\.\.(?!\.)/],
    ['незаполненное поле', /________ \([A-Za-z.]+\)|undefined|null|\[object/],
    ['дефис вместо тире', /[а-яё] - [а-яё]/i],
    ['тире без неразрывного пробела', /[^\s\u00a0] — /],
    ['№ без неразрывного пробела', /(?<!^Приложение )№[ \d]/],
    ['сокращение без неразрывного пробела', /(?<![а-яё])(?:ст|п|ч|ул|д)\.(?: \d| [А-ЯЁ]|\d)/],
    ['г. без неразрывного пробела', /(?<![а-яё\d\u00a0])г\.[ А-ЯЁ]|\d г\./],
    ['латинская буква в русском слове', /[а-яё][a-z]|[a-z][а-яё]/i],
    ['двойной пробел', / {2}/],
    ['пробел перед знаком', /[а-яё»] [,.;:)]/i],
  ];
  const found = rules.flatMap(([name, rule]) => {
    const at = rule.exec(text)?.index;
    return at === undefined ? [] : [`${name}: …${text.slice(Math.max(0, at - 40), at + 40)}…`];
  });
  for (const pair of ['«»', '„“', '()']) {
    const [open = '', close = ''] = pair;
    // «1)» at the beginning is the mark of a numbered list.
    const own = text.replace(/^\s*\d+\)/, '');
    if (own.split(open).length !== own.split(close).length) found.push(`непарные ${open}${close}`);
  }
  return found;
}

describe('shipped templates', () => {
  it('are the promised ones', () => {
    expect(folders).toEqual([
      'ethics-code/standard',
      'mediation-agreement/apply',
      'mediation-agreement/conduct',
      'mediation-agreement/settlement',
      'protocol/council',
      'protocol/round-table',
      'regulation/case-club',
      'regulation/inspectors',
      'regulation/public-control',
      'resolution/addressee',
      'resolution/flat',
      'resolution/section',
    ]);
  });

  it.each(folders)('%s renders, with its sample and with the least', async (id) => {
    const problems = await checkTemplate(renderer, { files: filesOf(id), fileName: id, readBody });
    expect(problems.map(formatProblem)).toEqual([]);
  });

  it.each(folders)('%s is well set', async (id) => {
    const { text, card } = await rendered(id);
    const printed = [...text.split('\n'), card.heading, ...card.titleLines, ...card.headerLines];
    expect(printed.flatMap(typographyFaults)).toEqual([]);
  });

  it.each(folders)('%s fits its workflow: fields and conditions are declared', (id) => {
    const { template } = parseTemplate(filesOf(id), { fileName: id });
    if (!template) throw new Error(`${id} does not parse`);
    const file = `workflows/${template.definition.workflow}.yaml`;
    const text = readFileSync(new URL(`../${file}`, root), 'utf8');
    const templateFields = listFieldPaths(template.definition.fields);
    const { definition, problems } = parseWorkflow(text, { file, templateFields });
    expect(problems.map(formatProblem)).toEqual([]);
    expect(definition?.kind).toBe(template.definition.kind);
  });

  it.each(folders)('%s keeps script and {{ in every text field as text', async (id) => {
    const { template } = parseTemplate(filesOf(id), { fileName: id });
    if (!template?.sample) throw new Error(`${id} does not parse`);
    const evil = '<script>alert(1)</script><img src=x onerror=alert(1)>{{{this}}}{{#each x}} ';
    // Values that a check refuses (dates, addresses, choices) are put back as they were.
    const dirty = poison(template.sample, evil, () => true) as Record<string, unknown>;
    const refused = new Set(validateFields(template.definition.fields, dirty).map((error) => error.path));
    const fields = poison(template.sample, evil, (path) => !refused.has(path)) as Record<string, unknown>;
    expect(validateFields(template.definition.fields, fields)).toEqual([]);
    const { bodyHtml } = await renderTemplate(renderer, template, fields);
    expect(bodyHtml).not.toMatch(/<script|<img/i);
    expect(readBody(bodyHtml).problems).toEqual([]);
  });

  it('the flat resolution has nineteen points, three quoted clauses, links and lists', async () => {
    const { bodyHtml } = await rendered('resolution/flat');
    const { body } = readBody(bodyHtml);
    const blocks = body ? flattenBlocks(body).map(({ block }) => block) : [];
    expect(blocks.filter((block) => block.type === 'item')).toHaveLength(19);
    expect(blocks.filter((block) => block.type === 'quote')).toHaveLength(3);
    expect(blocks.filter((block) => block.type === 'list').length).toBeGreaterThanOrEqual(5);
    expect(bodyHtml.match(/<a href="https:/g)?.length).toBeGreaterThanOrEqual(5);
  });

  it('a mediation settlement is never published', () => {
    for (const name of ['conduct', 'settlement']) {
      const { template } = parseTemplate(filesOf(`mediation-agreement/${name}`), { fileName: name });
      expect(template?.definition.lifecycle.publication).toBe('never');
    }
  });
});
