import { describe, expect, it } from 'vitest';
import { registerTestApp } from '../../setup/test-app';
import { createResolution, refusal, submitted } from './life';

const test = registerTestApp();
const documents = () => test.app.services.documents;
const checks = (id: string, who = 'drafter') => documents().queries.getChecks(test.as(who), { id });

/** Puts words into the first point of the working copy. */
const write = (documentId: string, text: string) =>
  documents().commands.applyToDraft(test.as('drafter'), {
    documentId,
    reason: 'правка',
    change: ({ body, fields }) => {
      const at = body.blocks.findIndex(({ type }) => type === 'item');
      const blocks = body.blocks.map((block, i) =>
        i === at && block.type === 'item' ? { ...block, content: [{ type: 'text' as const, text }] } : block,
      );
      return { fields, body: { ...body, blocks } };
    },
  });

const ofRule = async (id: string, rule: string) =>
  (await checks(id)).problems.filter((one) => one.rule === rule);

describe('the check', () => {
  it('finds no error in a fresh sample and looks at the working copy when there is one', async () => {
    const { documentId } = await createResolution(test);
    const fresh = await checks(documentId);
    expect(fresh).toMatchObject({ source: 'version', counts: { error: 0 } });
    await write(documentId, 'Одобрить копeрацию.');
    const found = await checks(documentId);
    expect(found.source).toBe('draft');
    expect(found.problems.map(({ rule }) => rule)).toContain('mixed-alphabet');
    const head = await documents().queries.getDocumentHead(test.as('drafter'), { id: documentId });
    expect(head.counts.problems).toBe(found.counts.error + found.counts.warning);
  });

  it('fixes one problem and all safe ones in the working copy, after a preview', async () => {
    const { documentId } = await createResolution(test);
    await write(documentId, '1. Одобрить копeрацию "Двор".');
    const [problem] = await ofRule(documentId, 'mixed-alphabet');
    const [preview] = await documents().queries.previewFixes(test.as('drafter'), {
      id: documentId,
      ids: [problem!.id],
    });
    expect(preview?.after).toContain('коперацию');
    const { fixed } = await documents().commands.fixProblems(test.as('drafter'), {
      documentId,
      problemIds: [problem!.id],
    });
    expect(fixed).toBe(1);
    expect(await ofRule(documentId, 'mixed-alphabet')).toEqual([]);
    await documents().commands.fixProblems(test.as('drafter'), { documentId });
    const left = await checks(documentId);
    expect(left.fixable).toBe(0);
    const { body } = await documents().queries.getDraftContent(test.as('drafter'), documentId);
    expect(JSON.stringify(body)).toContain('Одобрить коперацию «Двор».');
  });

  it('refuses to fix by policy, by state and what is no longer there', async () => {
    const { documentId } = await createResolution(test);
    await write(documentId, 'Одобрить копeрацию.');
    const [problem] = await ofRule(documentId, 'mixed-alphabet');
    const input = { documentId, problemIds: [problem!.id] };
    expect(await refusal(documents().commands.fixProblems(test.as('chair'), input))).toMatch(
      /forbidden|fulfilled/,
    );
    await write(documentId, 'Одобрить практику.');
    expect(await refusal(documents().commands.fixProblems(test.as('drafter'), input))).toBe(
      'documents/problem-gone',
    );
    const sent = await submitted(test);
    expect(
      await refusal(documents().commands.fixProblems(test.as('drafter'), { documentId: sent.documentId })),
    ).toBe('documents/wrong-state');
    expect(await refusal(checks(documentId, 'inspector'))).toBe('documents/not-found');
  });

  it('skips with a reason until the words change, and takes the skip back', async () => {
    const { documentId } = await createResolution(test);
    await write(documentId, 'Совет при доме.');
    const [problem] = await ofRule(documentId, 'item-without-verb');
    const skip = { documentId, fingerprint: problem!.fingerprint, reason: 'так принято у нас' };
    await documents().commands.skipProblem(test.as('drafter'), skip);
    await documents().commands.skipProblem(test.as('drafter'), skip);
    const after = await checks(documentId);
    expect(after.problems.map(({ id }) => id)).not.toContain(problem!.id);
    expect(after.skipped).toMatchObject([{ rule: 'item-without-verb', reason: 'так принято у нас' }]);
    await write(documentId, 'Совет при каждом доме.');
    expect(await ofRule(documentId, 'item-without-verb')).toHaveLength(1);
    await write(documentId, 'Совет при доме.');
    expect(await ofRule(documentId, 'item-without-verb')).toHaveLength(0);
    await documents().commands.unskipProblem(test.as('drafter'), {
      documentId,
      fingerprint: problem!.fingerprint,
    });
    expect(await ofRule(documentId, 'item-without-verb')).toHaveLength(1);
    const audit = await test.auditOf(documentId);
    expect(audit).toContain('document.problem-skipped');
    expect(audit).toContain('document.problem-unskipped');
  });

  it('refuses to skip by policy, by state and what is not there', async () => {
    const { documentId } = await submitted(test);
    const skip = { documentId, fingerprint: 'нет такого', reason: 'потому что' };
    expect(await refusal(documents().commands.skipProblem(test.as('drafter'), skip))).toBe(
      'documents/wrong-state',
    );
    expect(await refusal(documents().commands.skipProblem(test.as('approver-houses'), skip))).toBe(
      'documents/forbidden',
    );
    const draft = await createResolution(test);
    const gone = { ...skip, documentId: draft.documentId };
    expect(await refusal(documents().commands.skipProblem(test.as('drafter'), gone))).toBe(
      'documents/problem-gone',
    );
  });
});
