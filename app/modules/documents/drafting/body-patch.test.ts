import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '~/shared/canonical-json';
import { bodyArbitrary, threeBodiesArbitrary } from '../../../../tests/factories/body.arbitrary';
import { buildItem, buildParagraph, buildSection } from '../../../../tests/factories/body.factory';
import type { DocumentBody } from '../body';
import { applyBodyPatch, isEmptyPatch, makeBodyPatch } from './body-patch';
import { canonicalBodyText } from './canonical-body';

const two = fc.oneof(
  fc.tuple(bodyArbitrary, bodyArbitrary),
  threeBodiesArbitrary.map(({ left, right }) => [left, right] as [DocumentBody, DocumentBody]),
);

describe('a patch of a body', () => {
  it('leads from one body to the other, whatever they are', () => {
    fc.assert(
      fc.property(two, ([from, to]) => {
        expect(applyBodyPatch(from, makeBodyPatch(from, to))).toEqual(to);
      }),
    );
  });

  it('is empty between equal bodies, and gives the very body back', () => {
    fc.assert(
      fc.property(bodyArbitrary, (body) => {
        const patch = makeBodyPatch(body, structuredClone(body));
        expect(isEmptyPatch(patch)).toBe(true);
        expect(applyBodyPatch(body, patch)).toBe(body);
      }),
    );
  });

  it('keeps the objects of what did not change', () => {
    const from: DocumentBody = {
      schemaVersion: 1,
      numbering: 'flat',
      blocks: [buildSection('s1', 'Один', [buildItem('i1', 'текст')]), buildParagraph('p1', 'абзац')],
    };
    const to = { ...from, blocks: [from.blocks[0]!, buildParagraph('p1', 'иной абзац')] };
    const patch = makeBodyPatch(from, to);
    expect(patch).toMatchObject({ blocks: [{ id: 'p1' }], order: [], removed: [] });
    expect(applyBodyPatch(from, patch).blocks[0]).toBe(from.blocks[0]);
  });

  const item = buildItem('i1', 'текст');
  const body: DocumentBody = {
    schemaVersion: 1,
    numbering: 'flat',
    blocks: [buildSection('s', 'Один', [item])],
  };
  it.each([
    ['an unknown block', { blocks: [], order: [{ parentId: '', children: ['s', 'none'] }], removed: [] }],
    ['a block placed twice', { blocks: [], order: [{ parentId: '', children: ['s', 'i1'] }], removed: [] }],
    ['a block placed nowhere', { blocks: [buildItem('i2', 'новый')], order: [], removed: [] }],
    [
      'a ring',
      {
        blocks: [],
        order: [
          { parentId: '', children: [] },
          { parentId: 'i1', children: ['s'] },
        ],
        removed: [],
      },
    ],
    ['children of a removed block', { blocks: [], order: [{ parentId: '', children: [] }], removed: ['s'] }],
  ])('refuses %s', (_name, patch) => {
    expect(() => applyBodyPatch(body, patch)).toThrow(
      expect.objectContaining({ code: 'drafting/patch-invalid' }),
    );
  });
});

describe('canonical text by blocks', () => {
  it('is the canonical JSON of the body', () => {
    fc.assert(
      fc.property(bodyArbitrary, (body) => {
        expect(canonicalBodyText(body)).toBe(canonicalJson(body));
        expect(canonicalBodyText(body)).toBe(canonicalJson(body));
      }),
    );
  });
});
