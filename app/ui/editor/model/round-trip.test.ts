import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromTipTap, normalizeBody, toTipTap } from '~/modules/documents';
import { countingIds } from '~/shared/ids';
import { bodyArbitrary, messyBodyArbitrary } from '../../../../tests/factories/body.arbitrary';
import {
  buildAddresseeResolution,
  buildFlatResolution,
  buildRegulation,
  buildSectionResolution,
} from '../../../../tests/factories/body.factory';
import { editorSchema } from '../schema/schema';
import { bodyOf, docOf } from './to-body';

const schema = editorSchema();
const never = () => {
  throw new Error('opening and saving must draw no id');
};

describe('a body in the editor', () => {
  it.each([
    ['flat', buildFlatResolution()],
    ['addressee', buildAddresseeResolution()],
    ['section', buildSectionResolution()],
    ['regulation', buildRegulation()],
  ])('opens and saves unchanged: %s', (_name, raw) => {
    const body = normalizeBody(raw, countingIds());
    const doc = docOf(body, schema);
    doc.check();
    expect(bodyOf(doc)).toEqual(body);
    expect(fromTipTap(doc.toJSON(), never)).toEqual(body);
  });

  it('goes through a real ProseMirror document unchanged, whatever it holds', () => {
    fc.assert(
      fc.property(bodyArbitrary, (body) => {
        const doc = schema.nodeFromJSON(toTipTap(body));
        doc.check();
        expect(fromTipTap(doc.toJSON(), never)).toEqual(body);
        // The incremental reader, with nothing remembered, gives the same.
        expect(bodyOf(doc)).toEqual(body);
      }),
    );
  });

  it('accepts what is not yet in canonical form and brings it there', () => {
    fc.assert(
      fc.property(messyBodyArbitrary, (messy) => {
        const body = normalizeBody(messy, countingIds());
        const doc = docOf(body, schema);
        expect(fromTipTap(doc.toJSON(), never)).toEqual(body);
      }),
    );
  });

  it('gives unchanged blocks back as the same objects', () => {
    const body = normalizeBody(buildRegulation(), countingIds());
    const doc = docOf(body, schema);
    const blocks = bodyOf(doc).blocks;
    expect(blocks.every((block, i) => block === body.blocks[i])).toBe(true);
  });
});
