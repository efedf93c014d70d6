// The rendering worker under hostile templates: stopped with a clear error, replaced, and fast again.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createTemplateRenderer,
  createTemplatesModule,
  parseTemplate,
  type TemplateRelease,
} from '~/modules/templates/index.server';
import { startWorker } from '~/platform/workers/start-worker.server';
import { SMALL_BODY, smallFiles } from '../../spec/templates/small-template';

const limits = { deadlineMs: 1_000, memoryMb: 64 };
const release = (sha: string, files: Record<string, string>): TemplateRelease => ({
  sha,
  id: 'letter/small',
  files,
});
const LOOP = `<article data-numbering="flat">${'{{#each @root.points}}'.repeat(6)}${'{{/each}}'.repeat(6)}</article>`;
const BOMB = `<article data-numbering="flat">${'{{#each @root.points}}'.repeat(4)}<p>{{text}}</p>${'{{/each}}'.repeat(4)}</article>`;
const stored = [
  release('good', smallFiles()),
  release('loop', smallFiles({ body: LOOP })),
  release('bomb', smallFiles({ body: BOMB })),
  release('broken', smallFiles({ body: '<article data-numbering="flat">{{nothing}}</article>' })),
];
const releases = {
  get: async (sha: string) => stored.find((one) => one.sha === sha) ?? null,
  current: async () => stored[0] ?? null,
  list: async () => [stored[0] as TemplateRelease, stored[3] as TemplateRelease],
};
const templates = createTemplatesModule({ releases, startWorker, limits });
const points = Array.from({ length: 400 }, (_, n) => ({ text: `Пункт ${n} ${'я'.repeat(1000)}` }));

beforeAll(() => templates.warmUp());
afterAll(() => templates.close());

describe('the rendering worker', () => {
  it('renders body and card', async () => {
    const template = await templates.getCurrentTemplate('letter/small');
    const fields = { title: 'Хартия', date: '2026-09-25', points: [{ text: 'Раз <b>' }] };
    expect(await templates.renderTemplate(template, fields)).toEqual({
      bodyHtml: expect.stringContaining(
        '<div data-block="item" data-slot="points:n1"><p>Раз &lt;b&gt;</p></div>',
      ),
      card: {
        heading: 'Письмо «Хартия»',
        headerLines: [],
        titleLines: ['ПИСЬМО', 'ХАРТИЯ'],
        subject: { noun: 'письмо', gender: 'n', plural: false },
        datePlace: { layout: 'date-left', date: '2026-09-25' },
        signatories: [],
        language: 'ru',
      },
      fields: { ...fields, points: [{ key: 'n1', text: 'Раз <b>' }] },
    });
  });

  it('stops an endless loop at its deadline and renders the next document', async () => {
    const loop = await templates.getTemplate('loop');
    const good = await templates.getTemplate('good');
    const stopped = templates.renderTemplate(loop, { title: 'Т', points });
    const next = templates.renderTemplate(good, { title: 'Следующий' });
    await expect(stopped).rejects.toMatchObject({
      code: 'templates/render-deadline',
      message: expect.stringContaining('не уложился в 1 с'),
    });
    expect((await next).bodyHtml).toContain('Следующий');
  });

  it('stops a memory bomb and renders the next document', async () => {
    const patient = createTemplatesModule({
      releases,
      startWorker,
      limits: { ...limits, deadlineMs: 25_000 },
    });
    const bomb = await patient.getTemplate('bomb');
    await expect(patient.renderTemplate(bomb, { title: 'Т', points })).rejects.toMatchObject({
      code: 'templates/render-memory',
      message: expect.stringContaining('израсходовал отведённую память и был остановлен'),
    });
    const good = await patient.getTemplate('good');
    expect((await patient.renderTemplate(good, { title: 'После' })).bodyHtml).toContain('После');
    await patient.close();
  });

  it('refuses wrong fields with all errors, and broken or missing releases', async () => {
    const good = await templates.getTemplate('good');
    await expect(templates.renderTemplate(good, { extra: 1 })).rejects.toMatchObject({
      code: 'templates/fields-invalid',
      details: { errors: [{ path: 'extra' }, { path: 'title' }] },
    });
    await expect(templates.getTemplate('broken')).rejects.toMatchObject({
      code: 'templates/template-invalid',
    });
    await expect(templates.getTemplate('none')).rejects.toMatchObject({ code: 'templates/not-found' });
    expect((await templates.listTemplates()).map((one) => one.sha)).toEqual(['good']);
  });

  it('is warm: fifty renders one after another take well under a second', async () => {
    const good = await templates.getTemplate('good');
    await templates.renderTemplate(good, { title: 'Т' });
    const started = performance.now();
    for (let i = 0; i < 50; i++) await templates.renderTemplate(good, { title: `Т ${i}` });
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it('proves a template by rendering its sample and reading the result', async () => {
    const files = { ...smallFiles(), 'sample.yaml': 'title: Пример\npoints: [{ text: Раз }]\n' };
    const read: string[] = [];
    const readBody = (html: string) => {
      read.push(html);
      return { problems: html.includes('points:') ? [{ message: 'строго' }] : [] };
    };
    expect(await templates.checkTemplate({ files, fileName: 't', readBody })).toEqual([
      { file: 't/body.hbs', line: 0, message: 'с примером sample.yaml: строго', severity: 'error' },
    ]);
    expect(read).toHaveLength(2);
    const unguarded = smallFiles({
      body: SMALL_BODY.replace('{{title}}', () => '{{author.surname}}'),
      definition: undefined as never,
    });
    const problems = await templates.checkTemplate({
      files: { ...unguarded, 'sample.yaml': 'title: Пример\n' },
      fileName: 't',
      readBody: () => ({ problems: [] }),
    });
    expect(problems[0]?.message).toContain('в строке 2 нет значения «surname»');
  });

  it('says clearly that it is closed', async () => {
    const renderer = createTemplateRenderer({ startWorker });
    await renderer.close();
    const { template } = parseTemplate(smallFiles(), { fileName: 'x' });
    const job = {
      body: '',
      card: template?.definition.card as never,
      subject: {} as never,
      values: {},
      choices: {},
    };
    await expect(renderer.render('x', job)).rejects.toMatchObject({ code: 'templates/renderer-closed' });
  });
});
