import { describe, expect, it } from 'vitest';
import { registerTestApp } from '../../setup/test-app';
import {
  adopted,
  agreeAll,
  CO_ORGANISERS,
  createResolution,
  decision,
  refusal,
  sampleFields,
  submitted,
} from './life';

const test = registerTestApp();
const documents = () => test.app.services.documents;
const view = (id: string, who = 'secretary') => documents().queries.getDocument(test.as(who), { id });

describe('creating a document', () => {
  it('makes a draft with version 1, and an audit entry', async () => {
    const { documentId, versionSha256 } = await createResolution(test);
    const made = await view(documentId);
    expect(made).toMatchObject({
      state: 'draft',
      stateWord: 'проект',
      versionNumber: 1,
      versionSha256,
      kindName: 'Резолюция',
    });
    expect(made.outline.filter((entry) => /^\d+\.$/.test(entry.number))).toHaveLength(19);
    expect(await test.auditOf(documentId)).toEqual(['document.created']);
  });

  it('is refused by policy: a co-organiser may not draft for another organisation', async () => {
    const fields = await sampleFields(test);
    const input = { templateId: 'resolution/flat', owner: 'org_sample_dvor', fields };
    expect(await refusal(documents().commands.createDocument(test.as('approver-houses'), input))).toBe(
      'documents/forbidden',
    );
    expect(await refusal(documents().commands.createDocument(test.anonymous(), input))).toBe(
      'documents/forbidden',
    );
  });

  it('names every wrong field at once: missing, unknown and out of range', async () => {
    const fields = await sampleFields(test);
    delete fields.organiser;
    fields.unheardOf = 'x';
    (fields.event as Record<string, unknown>).date = '2026-02-31';
    const refused = await documents()
      .commands.createDocument(test.as('drafter'), {
        templateId: 'resolution/flat',
        owner: 'org_sample_dvor',
        fields,
      })
      .catch((error: { code: string; details: { errors: { path: string }[] } }) => error);
    expect(refused).toMatchObject({ code: 'documents/invalid-fields' });
    const paths = (refused as { details: { errors: { path: string }[] } }).details.errors.map(
      ({ path }) => path,
    );
    expect(paths).toEqual(expect.arrayContaining(['organiser', 'unheardOf', 'event.date']));
  });

  it('keeps script, markup and template marks in fields as plain text', async () => {
    const hostile = '<script>alert(1)</script> {{#each x}} <img src=x onerror=alert(2)>';
    const fields = await sampleFields(test);
    const items = fields.items as { text: string }[];
    (items[0] as { text: string }).text = hostile;
    const { documentId } = await documents().commands.createDocument(test.as('drafter'), {
      templateId: 'resolution/flat',
      owner: 'org_sample_dvor',
      fields,
    });
    const { paperHtml } = await view(documentId);
    expect(paperHtml).not.toMatch(/<script|<img[^>]+onerror/i);
    expect(paperHtml.replace(/\u00ad/g, '')).toContain('&lt;script&gt;');
    expect(paperHtml).toContain('{{#each');
  });

  it('refuses an unknown template', async () => {
    const input = { templateId: 'resolution/none', owner: 'org_sample_dvor', fields: {} };
    expect(await refusal(documents().commands.createDocument(test.as('drafter'), input))).toBe(
      'templates/not-found',
    );
  });
});

describe('saving a version', () => {
  it('moves the pointer, keeps the lineage and leaves an audit entry', async () => {
    const { documentId, versionSha256 } = await createResolution(test);
    const fields = { ...(await sampleFields(test)), participants: { count: 40, approximate: false } };
    const saved = await documents().commands.saveVersion(test.as('drafter'), {
      documentId,
      baseSha256: versionSha256,
      fields,
      note: 'уточнили',
    });
    expect(saved.number).toBe(2);
    const { items } = await documents().queries.listVersions(test.as('drafter'), { id: documentId });
    expect(items.map(({ number, current, note }) => ({ number, current, note }))).toEqual([
      { number: 2, current: true, note: 'уточнили' },
      { number: 1, current: false, note: 'Создано из шаблона' },
    ]);
    expect(await test.auditOf(documentId)).toEqual(['document.created', 'document.version-saved']);
  });

  it('opening and saving unchanged makes no version', async () => {
    const { documentId, versionSha256 } = await createResolution(test);
    const { body, fields } = await documents().readVersion(documentId);
    const same = await documents().commands.saveVersion(test.as('drafter'), {
      documentId,
      baseSha256: versionSha256,
      body,
      fields,
    });
    expect(same).toMatchObject({ number: 1, sha256: versionSha256 });
  });

  it('of two who save on the same base one wins and the other is told, with nothing lost in the store', async () => {
    const { documentId, versionSha256 } = await createResolution(test);
    const base = await sampleFields(test);
    const save = (count: number) =>
      documents().commands.saveVersion(test.as('drafter'), {
        documentId,
        baseSha256: versionSha256,
        fields: { ...base, participants: { count, approximate: false } },
      });
    const outcomes = await Promise.all([refusal(save(41)), refusal(save(42)), refusal(save(43))]);
    expect(outcomes.filter((one) => one === 'fulfilled')).toHaveLength(1);
    expect(outcomes.filter((one) => one === 'documents/version-conflict')).toHaveLength(2);
    const { items } = await documents().queries.listVersions(test.as('drafter'), { id: documentId });
    expect(items).toHaveLength(2);
  });

  it('is refused while people decide, and by policy', async () => {
    const { documentId, versionSha256 } = await submitted(test);
    const input = { documentId, baseSha256: versionSha256, note: 'тихая правка' };
    expect(await refusal(documents().commands.saveVersion(test.as('drafter'), input))).toBe(
      'documents/wrong-state',
    );
    expect(await refusal(documents().commands.saveVersion(test.as('approver-houses'), input))).toBe(
      'documents/forbidden',
    );
  });
});

describe('agreeing', () => {
  it('asks all co-organisers at once and nobody else', async () => {
    const { documentId } = await submitted(test);
    for (const key of CO_ORGANISERS) {
      const tasks = await documents().queries.listApprovalTasks(test.as(`approver-${key}`));
      expect(tasks.map((task) => task.documentId)).toContain(documentId);
    }
    const others = await documents().queries.listApprovalTasks(test.as('inspector'));
    expect(others.map((task) => task.documentId)).not.toContain(documentId);
    expect(await refusal(documents().queries.getDocument(test.as('inspector'), { id: documentId }))).toBe(
      'documents/not-found',
    );
  });

  it('records everybody who decides at the same moment', async () => {
    const made = await submitted(test);
    await Promise.all(
      CO_ORGANISERS.map((key) =>
        documents().commands.decideDocument(test.as(`approver-${key}`), decision(made, key)),
      ),
    );
    const { route } = await view(made.documentId);
    expect(route.steps[0]?.assignees.map(({ decision: kind }) => kind)).toEqual(
      CO_ORGANISERS.map(() => 'agree'),
    );
    expect(route.steps[0]?.status).toBe('done');
    const audit = await test.auditOf(made.documentId);
    expect(audit.filter((type) => type === 'document.decided')).toHaveLength(5);
  });

  it('a double submit of one decision is recorded once', async () => {
    const made = await submitted(test);
    const once = () =>
      documents().commands.decideDocument(test.as('approver-houses'), decision(made, 'houses'));
    const outcomes = await Promise.all([refusal(once()), refusal(once())]);
    expect(outcomes.sort()).toEqual(['fulfilled', 'workflows/already-decided']);
  });

  it('refuses a decision on a version the person was not shown, and in another’s place', async () => {
    const made = await submitted(test);
    const old = { ...decision(made, 'houses'), versionSha256: 'f'.repeat(64) };
    expect(await refusal(documents().commands.decideDocument(test.as('approver-houses'), old))).toBe(
      'workflows/wrong-version',
    );
    const foreign = decision(made, 'houses');
    expect(await refusal(documents().commands.decideDocument(test.as('approver-consumers'), foreign))).toBe(
      'workflows/not-assignee',
    );
  });

  it('a return with a remark goes to the author; the answer, a new version and only those who had not agreed', async () => {
    const made = await submitted(test);
    const { commands } = documents();
    await commands.decideDocument(test.as('approver-houses'), decision(made, 'houses'));
    expect(
      await refusal(
        commands.decideDocument(test.as('approver-mediators'), {
          ...decision(made, 'mediators'),
          decision: 'return',
        }),
      ),
    ).toBe('workflows/remark-required');
    await commands.decideDocument(test.as('approver-mediators'), {
      ...decision(made, 'mediators'),
      decision: 'return',
      remark: 'Уточните п. 3.',
    });
    const returned = await view(made.documentId);
    expect(returned).toMatchObject({
      state: 'returned',
      remarks: [{ text: 'Уточните п. 3.', status: 'open' }],
    });
    const again = { documentId: made.documentId, versionSha256: made.versionSha256, bindings: undefined };
    expect(await refusal(commands.submitDocument(test.as('drafter'), again))).toBe('documents/open-remarks');
    await commands.answerRemark(test.as('drafter'), {
      documentId: made.documentId,
      remarkId: returned.remarks[0]!.id,
      outcome: 'accepted',
      text: 'Уточнено.',
    });
    const fields = { ...(await sampleFields(test)), participants: { count: 50, approximate: true } };
    const saved = await commands.saveVersion(test.as('drafter'), {
      documentId: made.documentId,
      baseSha256: made.versionSha256,
      fields,
    });
    await commands.submitDocument(test.as('drafter'), {
      documentId: made.documentId,
      versionSha256: saved.sha256,
    });
    const waiting = await Promise.all(
      CO_ORGANISERS.map(async (key) => {
        const tasks = await documents().queries.listApprovalTasks(test.as(`approver-${key}`));
        return tasks.some((task) => task.documentId === made.documentId);
      }),
    );
    expect(waiting).toEqual(CO_ORGANISERS.map((key) => key !== 'houses'));
  });

  it('a withdrawn document takes no decisions', async () => {
    const made = await submitted(test);
    await documents().commands.withdrawDocument(test.as('drafter'), {
      documentId: made.documentId,
      reason: 'перенос',
    });
    expect(
      await refusal(
        documents().commands.decideDocument(test.as('approver-houses'), decision(made, 'houses')),
      ),
    ).toBe('documents/wrong-state');
    expect(await test.auditOf(made.documentId)).toContain('document.withdrawn');
  });
});

describe('adopting, issuing, publishing', () => {
  it('refuses what comes too early, with words', async () => {
    const made = await submitted(test);
    const { commands } = documents();
    expect(await refusal(commands.adoptDocument(test.as('chair'), made))).toBe('documents/wrong-state');
    expect(await refusal(commands.issueDocument(test.as('secretary'), made))).toBe('documents/not-approved');
    expect(await refusal(commands.publishDocument(test.as('secretary'), made))).toBe('documents/wrong-state');
  });

  it('numbers are gapless and one a document, also for those adopted at the same moment', async () => {
    const made = await Promise.all([submitted(test), submitted(test), submitted(test)]);
    for (const one of made) await agreeAll(test, one);
    const numbers = await Promise.all(
      made.map((one) => documents().commands.adoptDocument(test.as('chair'), { ...one, date: '2031-05-05' })),
    );
    expect(numbers.map(({ number }) => number).sort()).toEqual(['1-Р', '2-Р', '3-Р']);
    expect(
      await refusal(
        documents().commands.adoptDocument(test.as('chair'), { ...made[0]!, date: '2031-05-05' }),
      ),
    ).toBe('documents/wrong-state');
  });

  it('a resolution may stay without a number, a kind that is registered may not', async () => {
    const made = await submitted(test);
    await agreeAll(test, made);
    const { documents } = test.app.services;
    const chair = test.as('chair');
    const head = await documents.queries.getDocumentHead(chair, { id: made.documentId });
    expect(head.can.skipNumber).toBe(true);
    const adoption = { ...made, date: '2026-09-25', withoutNumber: true };
    expect(await documents.commands.adoptDocument(chair, adoption)).toEqual({ number: null });
    const kinds = await test.app.templates.getCurrentTemplate('regulation/case-club');
    expect(kinds.definition.lifecycle.numberOptional).toBe(false);
  });

  it('is refused by policy: a drafter adopts nothing', async () => {
    const made = await submitted(test);
    await agreeAll(test, made);
    expect(await refusal(documents().commands.adoptDocument(test.as('drafter'), made))).toBe(
      'documents/forbidden',
    );
  });

  it('issues four files once, publishes, is verified and found by everybody', async () => {
    const made = await adopted(test);
    const { commands, queries } = documents();
    const { files } = await commands.issueDocument(test.as('secretary'), made);
    expect(files.map(({ format }) => format)).toEqual(['pdf', 'docx', 'html', 'json']);
    expect(await refusal(commands.issueDocument(test.as('secretary'), made))).toBe('documents/wrong-state');
    const pdf = files[0]!;
    expect(await refusal(queries.getIssuedFile(test.anonymous(), { sha256: pdf.sha256 }))).toBe(
      'documents/not-found',
    );

    const { slug } = await commands.publishDocument(test.as('secretary'), made);
    const again = await commands.publishDocument(test.as('secretary'), made);
    expect(again.slug).toBe(slug);
    const page = await queries.getPublicDocument(test.anonymous(), { slug });
    expect(page).toMatchObject({ stateWord: 'выпущена', date: '2026-09-25' });
    const file = await queries.getIssuedFile(test.anonymous(), { sha256: pdf.sha256 });
    expect(new TextDecoder().decode(file.bytes.slice(0, 5))).toBe('%PDF-');

    const spaced = page.verifyCode.toLowerCase().replace(/(.{5})/, '$1 - ');
    expect(await queries.verifyDocument(test.anonymous(), { code: spaced })).toMatchObject({
      found: true,
      status: 'выпущена',
      publicUrl: `/p/${slug}`,
    });
    await test.app.settle();
    const found = await test.app.services.finding.search(test.anonymous(), { q: 'медиативная оговорка' });
    expect(found.groups.map(({ source }) => source)).toContain(made.documentId);
    expect(
      (await test.auditOf(made.documentId)).filter((type) => type !== 'document.decision-asked'),
    ).toEqual([
      'document.created',
      'document.submitted',
      ...Array.from({ length: 5 }, () => 'document.decided'),
      ...(await chairSteps(made.documentId)),
      'document.approved',
      'document.adopted',
      'document.issued',
      'document.published',
    ]);
    expect((await test.app.audit.verify()).findings).toEqual([]);
  });
});

/** The chair's own step of the route, where the workflow has one. */
async function chairSteps(documentId: string): Promise<string[]> {
  const { route } = await view(documentId);
  return route.steps.slice(1).flatMap((step) => (step.status === 'done' ? ['document.decided'] : []));
}
