import { describe, expect, it } from 'vitest';
import type { DocumentBody } from '~/modules/documents';
import { buildItem, buildParagraph, buildSection } from '../../../tests/factories/body.factory';
import { sectionEditor, sectionOf } from './section-view';

const whole: DocumentBody = {
  schemaVersion: 1,
  numbering: 'section',
  blocks: [
    buildSection('s1', 'Один', [buildItem('a', 'раз')]),
    buildSection('s2', 'Два', [buildItem('b', 'два')]),
  ],
};

describe('one section in the editor', () => {
  it('reads the whole with the section edited, and shows the section of a whole', () => {
    const held = { part: sectionOf(whole, 's2')! };
    const editor = sectionEditor(whole, 's2', () => ({
      getBody: () => held.part,
      applyRemote: (body) => {
        held.part = body;
      },
    }));
    held.part = { ...held.part, blocks: [buildSection('s2', 'Два', [buildItem('b', 'два и три')])] };
    expect(editor.getBody().blocks.map(({ id }) => id)).toEqual(['s1', 's2']);
    expect(JSON.stringify(editor.getBody())).toContain('два и три');
    editor.applyRemote({ ...whole, blocks: [buildParagraph('p', 'новый абзац'), ...whole.blocks] });
    expect(held.part.blocks.map(({ id }) => id)).toEqual(['s2']);
    expect(editor.getBody().blocks.map(({ id }) => id)).toEqual(['p', 's1', 's2']);
  });
});
