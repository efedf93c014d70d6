// The safety of rendering in-process: user text is data, whatever it looks like.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldMap } from './field.schema';
import { normalizeFieldValues, prepareValues } from './field-values';
import { parseTemplate } from './parse-template.server';
import { type RenderJob, renderJob } from './render-source.server';

const text = (label: string) => ({
  type: 'text' as const,
  label,
  hint: label,
  required: false,
  privacy: 'public' as const,
  check: { maxLength: 2000 },
});
const fields: FieldMap = {
  title: text('Название'),
  points: {
    type: 'list',
    label: 'Пункты',
    hint: 'Пункты',
    required: false,
    privacy: 'public',
    entryLabel: 'пункт',
    repeat: { min: 0, max: 10 },
    fields: { text: text('Текст') },
  },
};
const job = (values: Record<string, unknown>, body: string, heading = '{{title}}'): RenderJob => ({
  body,
  card: {
    heading,
    headerLines: [],
    titleLines: ['{{upper title}}'],
    datePlace: { layout: 'none' },
    signatories: [],
  },
  subject: { noun: 'письмо', gender: 'n', plural: false },
  values: prepareValues(fields, values),
  choices: {},
  maxLength: 100_000,
});
const BODY =
  '<p title="{{title}}">{{title}}</p>{{#each points}}<i data-slot="points:{{key}}">{{field "text"}}|{{field "/title" "upper"}}|{{text}}</i>{{/each}}';

describe('rendering', () => {
  it('keeps script, HTML and {{ of users as text', () => {
    const evil = '<script>alert(1)</script>{{#each points}}{{{title}}}"\'&';
    const { bodyHtml, card } = renderJob(job({ title: evil }, '<p title="{{title}}">{{title}}</p>'));
    const safe = '&lt;script&gt;alert(1)&lt;/script&gt;{{#each points}}{{{title}}}&quot;&#x27;&amp;';
    expect(bodyHtml).toBe(`<p title="${safe}">${safe}</p>`);
    expect(card.heading).toBe(evil);
  });

  it('escapes any text in any place (property)', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc.string({ maxLength: 40 }),
        (title, point) => {
          const { bodyHtml } = renderJob(job({ title, points: [{ text: point }] }, BODY));
          const tags = bodyHtml.match(/<[^>]*>/g)?.map((tag) => tag.replace(/"[^"]*"/g, '""'));
          expect(tags).toEqual([
            '<p title="">',
            '</p>',
            '<i data-slot="">',
            '<span data-field="">',
            '</span>',
            '<span data-field="" data-format="">',
            '</span>',
            '</i>',
          ]);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('names live fields by the key of their entry', () => {
    const { bodyHtml } = renderJob(
      job({ title: 'Т', points: [{ text: 'а' }, { key: 'b', text: 'б' }] }, BODY),
    );
    expect(bodyHtml).toContain('data-slot="points:n1"><span data-field="points.n1.text"></span>');
    expect(bodyHtml).toContain(
      '<span data-field="points.b.text"></span>|<span data-field="title" data-format="upper">',
    );
  });

  it('gives keys once and keeps them', () => {
    const once = normalizeFieldValues(fields, { points: [{ text: 'а' }, { key: 'n1', text: 'б' }] });
    expect(once).toEqual({
      points: [
        { key: 'n2', text: 'а' },
        { key: 'n1', text: 'б' },
      ],
    });
    expect(normalizeFieldValues(fields, once)).toEqual(once);
  });

  it('has no way to prototypes, even unlinted', () => {
    for (const source of [
      '{{constructor}}',
      '{{title.constructor}}',
      '{{__proto__}}',
      '{{toString}}',
      '{{lookup this "x"}}',
    ]) {
      const render = () => renderJob(job({ title: 'x' }, source)).bodyHtml;
      try {
        expect(render()).toBe('');
      } catch (error) {
        expect(String(error)).toMatch(/not defined|missing helper|unknown helper|'in' operator/i);
      }
    }
  });

  it('refuses output over the cap', () => {
    expect(() => renderJob({ ...job({ title: 'x'.repeat(500) }, '{{title}}'), maxLength: 100 })).toThrow(
      'too large',
    );
  });

  it('parses nothing it did not lint', () => {
    const { problems } = parseTemplate({ 'template.yaml': 'a: 1', 'body.hbs': '' }, { fileName: 'x' });
    expect(problems.length).toBeGreaterThan(0);
  });
});
