import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { bodyArbitrary } from '../../../../tests/factories/body.arbitrary';
import {
  buildAddresseeResolution,
  buildAppendix,
  buildBody,
  buildFlatResolution,
  buildGroup,
  buildItem,
  buildParagraph,
  buildRegulation,
  buildSection,
  buildSectionResolution,
} from '../../../../tests/factories/body.factory';
import type { DocumentBody } from './body.schema';
import { buildRefIndex, listDanglingRefs, resolveCrossRef } from './cross-refs';
import { computeNumbers } from './numbering';
import { bodyToText } from './plain-text';
import { flattenBlocks } from './walk';

// Properties take seconds on a busy machine; the default of 5 s would fail them for being slow, not wrong.
vi.setConfig({ testTimeout: 60_000 });

const labels = (body: DocumentBody) =>
  Object.fromEntries([...computeNumbers(body)].map(([id, n]) => [id, n.label]));

describe('computeNumbers', () => {
  it('flat: 1.–19.', () => {
    const found = labels(buildFlatResolution());
    expect(Object.keys(found)).toHaveLength(19);
    expect(found.p1).toBe('1.');
    expect(found.p19).toBe('19.');
  });

  it('flat: the count goes on through sections and groups; sub-items are 2.1.', () => {
    const body = buildBody([
      buildSection('s1', 'А', [buildItem('a', 'а')]),
      buildGroup('g', ['Кому'], [buildItem('b', 'б', [buildItem('c', 'в')])]),
    ]);
    expect(labels(body)).toEqual({ a: '1.', b: '2.', c: '2.1.' });
  });

  it('addressee: groups 1.–4., items 1.1.–4.3.', () => {
    const found = labels(buildAddresseeResolution());
    expect(found).toMatchObject({ g1: '1.', 'g1-p7': '1.7.', g2: '2.', 'g2-p1': '2.1.', 'g4-p3': '4.3.' });
    expect(Object.keys(found)).toHaveLength(4 + 15);
  });

  it('dash: items «–», sections and groups without a number', () => {
    const found = labels(buildSectionResolution());
    expect(Object.keys(found)).toHaveLength(36);
    expect(new Set(Object.values(found))).toEqual(new Set(['–']));
  });

  it('section: N., N.M., N.M.K.; at most four levels', () => {
    expect(labels(buildRegulation())).toMatchObject({ r1: '1.', 'r2-2': '2.2.', 'r3-3-2': '3.3.2.' });
    const deep = buildSection('a', '', [
      buildItem('b', '', [buildItem('c', '', [buildItem('d', '', [buildItem('e', '')])])]),
    ]);
    expect(labels(buildBody([deep], 'section'))).toEqual({
      a: '1.',
      b: '1.1.',
      c: '1.1.1.',
      d: '1.1.1.1.',
      e: '–',
    });
  });

  it('section: items directly in the body share the count with sections', () => {
    const body = buildBody(
      [buildItem('a', ''), buildSection('b', '', [buildItem('c', '')]), buildItem('d', '')],
      'section',
    );
    expect(labels(body)).toEqual({ a: '1.', b: '2.', c: '2.1.', d: '3.' });
  });

  it('an override counts anew inside; the same mode repeated changes nothing', () => {
    const flat = { ...buildSection('b', '', [buildItem('c', '')]), numbering: 'flat' as const };
    const same = { ...buildSection('d', '', [buildItem('e', '')]), numbering: 'section' as const };
    expect(labels(buildBody([flat, same], 'section'))).toEqual({ b: '1.', c: '1.', d: '2.', e: '2.1.' });
  });

  it('appendices: one has no number, several have; each counts anew', () => {
    const one = buildAppendix('x', 'Форма', [buildItem('a', '')]);
    expect(labels(buildBody([buildItem('m', ''), one]))).toEqual({ m: '1.', x: 'Приложение', a: '1.' });
    const two = buildAppendix('y', 'Форма', [buildItem('b', '')]);
    expect(labels(buildBody([one, two]))).toEqual({
      x: 'Приложение № 1',
      a: '1.',
      y: 'Приложение № 2',
      b: '1.',
    });
  });

  it('never gives one number twice within a scope, nor more than four levels', () => {
    fc.assert(
      fc.property(bodyArbitrary, (body) => {
        const numbered = [...computeNumbers(body).values()].filter(({ kind }) => kind === 'number');
        const keys = numbered.map(({ scope = '', label }) => `${scope}/${label}`);
        expect(new Set(keys).size).toBe(keys.length);
        for (const { path, level } of numbered) {
          expect(path.length).toBeLessThanOrEqual(4);
          expect(level).toBeLessThanOrEqual(3);
        }
      }),
    );
  });
});

describe('references', () => {
  const text = (body: DocumentBody, targetId: string, prefix?: string, from?: string) =>
    resolveCrossRef(
      { type: 'crossRef', targetId, ...(prefix === undefined ? {} : { prefix }) },
      buildRefIndex(body),
      from,
    ).text.replaceAll('\u00a0', ' ');

  it('names points, sections and appendices by their numbers', () => {
    const regulation = buildRegulation();
    expect(text(regulation, 'r1-2')).toBe('пункт 1.2');
    expect(text(regulation, 'r3')).toBe('раздел 3');
    expect(text(regulation, 'r3', 'разделе')).toBe('разделе 3');
    expect(text(regulation, 'r1-2', '')).toBe('1.2');
    expect(text(regulation, 'r2-2-l')).toBe('пункт 2.2');
    const body = buildBody([buildAppendix('x', 'А', [buildItem('a', '')]), buildAppendix('y', 'Б')]);
    expect(text(body, 'y')).toBe('приложение № 2');
    expect(text(body, 'a', 'пункте')).toBe('пункте 1 приложения № 1');
    expect(text(body, 'a', undefined, 'a')).toBe('пункт 1');
    expect(text(buildBody([buildAppendix('x', 'А')]), 'x', 'приложении')).toBe('приложении');
  });

  it('reports what leads nowhere', () => {
    const ref = { type: 'crossRef' as const, targetId: 'gone' };
    const body = buildBody([
      buildParagraph('a', [ref]),
      buildItem('b', [{ type: 'crossRef', targetId: 'a' }]),
    ]);
    expect(listDanglingRefs(body)).toEqual([{ blockId: 'a', ref }]);
    expect(resolveCrossRef(ref, buildRefIndex(body)).status).toBe('dangling');
    expect(resolveCrossRef({ ...ref, targetId: 'a' }, buildRefIndex(body)).status).toBe('unnumbered');
  });

  it('every reference to a block resolves or is reported', () => {
    fc.assert(
      fc.property(bodyArbitrary, (body) => {
        const index = buildRefIndex(body);
        for (const { block } of flattenBlocks(body)) {
          expect(resolveCrossRef({ type: 'crossRef', targetId: block.id }, index).status).not.toBe(
            'dangling',
          );
        }
      }),
    );
  });
});

describe('bodyToText', () => {
  it('prints numbers, quotes, references and values', () => {
    const lines = bodyToText(buildFlatResolution()).split('\n');
    expect(lines[0]).toBe('Участники считают необходимым:');
    expect(lines).toContain('19. Рекомендовать домам меру номер 19');
    expect(lines).toContain('17. Опубликовать образцы, названные в пункте\u00a013');
    expect(lines).toContain('Срок медиации — тридцать дней.');
    const body = buildBody([
      buildParagraph('a', [
        { type: 'field', path: 'city', format: 'genitive' },
        { type: 'text', text: ', ' },
        { type: 'field', path: 'date' },
        { type: 'text', text: ', ' },
        { type: 'placeholder', label: 'название организации' },
      ]),
    ]);
    const values = (path: string, format?: string) => (path === 'city' ? `Образцовска(${format})` : null);
    expect(bodyToText(body, values)).toBe(
      'Образцовска(genitive), ________ (date), ________ (название организации)',
    );
  });
});
