import { describe, expect, it } from 'vitest';
import { registerTestApp } from '../../setup/test-app';
import { createResolution, refusal } from './life';

const test = registerTestApp();
const queries = () => test.app.services.documents.queries;

describe('the page of editing', () => {
  it('gives the head, the fields to put into the text, and the first sheet as paper', async () => {
    const { documentId } = await createResolution(test);
    const view = await queries().getEditing(test.as('drafter'), { id: documentId });
    expect(view.head.can.revise).toBe(true);
    expect(view.fieldChoices.length).toBeGreaterThan(3);
    expect(view.fieldChoices.find(({ path }) => path === 'event.date')).toMatchObject({
      format: 'date-long',
    });
    expect(view.paperHtml).toContain('ПРОЕКТ');
  });

  it('counts open remarks by the block they stand at', async () => {
    const { documentId } = await createResolution(test);
    const { body } = await queries().getDraftContent(test.as('drafter'), documentId);
    const block = body.blocks[0]!.id;
    const { commands } = test.app.services.documents;
    await commands.makeRemark(test.as('secretary'), { documentId, block, text: 'Уточнить' });
    const view = await queries().getEditing(test.as('drafter'), { id: documentId });
    expect(view.remarkCounts).toEqual({ [block]: 1 });
  });
});

describe('the PDF of the working copy', () => {
  it('is made for who may revise, from what is drafted', async () => {
    const { documentId } = await createResolution(test);
    const { name, bytes } = await queries().renderDraftPdf(test.as('drafter'), { id: documentId });
    expect(name).toMatch(/-proekt\.pdf$/);
    expect(new TextDecoder().decode(bytes.subarray(0, 5))).toBe('%PDF-');
  });

  it('is refused to who may only read', async () => {
    const { documentId } = await createResolution(test);
    const as = (who: string) => queries().renderDraftPdf(test.as(who), { id: documentId });
    expect(await refusal(as('chair'))).toBe('documents/forbidden');
  });
});
