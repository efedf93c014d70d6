// A discussion over the real store: the open page, the form without an account, the organisers' answers, the papers.
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { extractText, getDocumentProxy } from 'unpdf';
import { beforeEach, describe, expect, it } from 'vitest';
import { createOutboxMailer } from '~/platform/mail/index.server';
import { registerTestApp } from '../../setup/test-app';
import { agreeAll, bindings, createResolution, refusal } from './life';

const test = registerTestApp();
const documents = () => test.app.services.documents;
const UNTIL = '2026-09-25';
const WORDS = {
  propose: 'Предложить',
  proposeTo: (place: string) => `Предложить: ${place}`,
  count: (count: number) => `предложений: ${count}`,
  source: (numbers: string) => `по предложению № ${numbers}`,
};
const EMPTY = {
  block: '',
  reason: '',
  name: '',
  organisation: '',
  email: '',
  consentProcessing: false,
  consentPublish: false,
};

async function started(openPage = true) {
  const made = await createResolution(test);
  const { code } = await documents().commands.startDiscussion(test.as('drafter'), {
    ...made,
    until: UNTIL,
    openPage,
  });
  return { ...made, code };
}
const form = (code: string, block?: string) =>
  documents().queries.getProposalForm(test.anonymous(), { code, block });
const view = (documentId: string, filter = {}, who = 'secretary') =>
  documents().queries.getDiscussion(test.as(who), { documentId, filter });

/** Opens the form, waits as a person does, sends it. */
async function propose(code: string, change: Record<string, unknown> = {}) {
  const { token } = await form(code);
  test.clock.advance(5000);
  const input = { ...EMPTY, kind: 'change' as const, text: 'Уточнить срок: до 1 декабря.', ...change };
  return documents().commands.submitProposal(test.anonymous(), { code, token, honeypot: '', form: input });
}
async function pointOf(code: string, label: string) {
  const { points } = await form(code);
  return points.find((one) => one.label === label)!.id;
}
async function auditOfProposal(id: string) {
  await test.app.settle();
  const { lines } = await test.app.audit.listEntries(test.app.system('test'), {
    aggregate: { type: 'proposal', id },
    limit: 50,
  });
  return lines.reverse();
}
const pdfText = async (bytes: Uint8Array) => {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(bytes)), { mergePages: true });
  return text
    .replace(/\u00ad/g, '')
    .replace(/(?<=\p{Ll})-\s?(?=\p{Ll})/gu, '')
    .replace(/\s+/g, ' ');
};

beforeEach(() => test.clock.set('2026-09-21T09:00:00Z'));

describe('starting a discussion', () => {
  it('freezes the version shown, stamps it, and leaves an event', async () => {
    const { documentId, code, versionSha256 } = await started();
    const page = await documents().queries.getDiscussionPage(test.anonymous(), { code, words: WORDS });
    expect(page).toMatchObject({ taking: true, received: 0, versionNumber: 1 });
    expect(page.stamp.replace(/\u00a0/g, ' ')).toBe('ПРОЕКТ, версия 1 от 21.09.2026');
    expect(page.paperHtml).toContain('Предложить');
    await documents().commands.saveVersion(test.as('drafter'), {
      documentId,
      baseSha256: versionSha256,
      fields: {
        ...(await documents().readVersion(documentId)).fields,
        participants: { count: 41, approximate: false },
      },
    });
    expect(
      (await documents().queries.getDiscussionPage(test.anonymous(), { code, words: WORDS })).versionNumber,
    ).toBe(1);
    expect((await view(documentId)).discussion).toMatchObject({ isCurrent: false, versionNumber: 1 });
    const head = await documents().queries.getDocumentHead(test.as('drafter'), { id: documentId });
    await documents().commands.putUpVersion(test.as('drafter'), {
      documentId,
      versionSha256: head.versionSha256,
    });
    expect(
      (await documents().queries.getDiscussionPage(test.anonymous(), { code, words: WORDS })).versionNumber,
    ).toBe(2);
    expect(await test.auditOf(documentId)).toEqual([
      'document.created',
      'document.discussion-started',
      'document.version-saved',
      'document.version-put-up',
    ]);
  });

  it('is refused by policy, by state, for a stale version and for a bad term', async () => {
    const made = await createResolution(test);
    const start = (who: string, change = {}) =>
      refusal(
        documents().commands.startDiscussion(test.as(who), {
          ...made,
          until: UNTIL,
          openPage: true,
          ...change,
        }),
      );
    expect(await start('approver-houses')).toMatch(/documents\/(forbidden|not-found)/);
    expect(await start('drafter', { versionSha256: '0'.repeat(64) })).toBe('documents/version-conflict');
    expect(await start('drafter', { until: '2026-09-20' })).toBe('documents/discussion-term');
    expect(await start('drafter', { until: '2028-09-20' })).toBe('documents/discussion-term');
    expect(await start('drafter')).toBe('fulfilled');
    expect(await start('drafter')).toBe('documents/wrong-state');
  });

  it('of a kind that is never published has no open page', async () => {
    const template = await test.app.templates.getCurrentTemplate('mediation-agreement/conduct');
    const made = await documents().commands.createDocument(test.as('drafter'), {
      templateId: 'mediation-agreement/conduct',
      owner: 'org_sample_dvor',
      fields: template.sample ?? {},
    });
    const start = (openPage: boolean) =>
      refusal(documents().commands.startDiscussion(test.as('drafter'), { ...made, until: UNTIL, openPage }));
    expect(await start(true)).toBe('documents/discussion-not-allowed');
    expect(await start(false)).toBe('fulfilled');
  });

  it('without an open page is not found by its code', async () => {
    const { code } = await started(false);
    expect(await refusal(form(code))).toBe('documents/discussion-not-found');
    expect(await refusal(form('nothing000'))).toBe('documents/discussion-not-found');
  });
});

describe('a proposal without an account', () => {
  it('is taken, numbered, and its author sees and withdraws it by his code', async () => {
    const { documentId, code } = await started();
    const block = await pointOf(code, 'п.\u00a07');
    const sent = await propose(code, { block, reason: 'Иначе не успеть.' });
    expect(sent.number).toBe(1);
    const mine = await documents().queries.getReceipt(test.anonymous(), {
      receipt: sent.receipt.toUpperCase(),
    });
    expect(mine).toMatchObject({ number: 1, place: 'п.\u00a07', status: 'new', mayWithdraw: true });
    const page = await documents().queries.getDiscussionPage(test.anonymous(), { code, words: WORDS });
    expect(page).toMatchObject({ received: 1 });
    expect(page.paperHtml).not.toContain('Уточнить срок');
    await documents().commands.withdrawProposal(test.anonymous(), { receipt: sent.receipt });
    expect((await view(documentId)).counts).toMatchObject({ withdrawn: 1, new: 0 });
    expect(await refusal(documents().queries.getReceipt(test.anonymous(), { receipt: 'x'.repeat(20) }))).toBe(
      'documents/proposal-not-found',
    );
  });

  it('sent twice from one form is one proposal with one receipt', async () => {
    const { documentId, code } = await started();
    const { token } = await form(code);
    test.clock.advance(5000);
    const input = {
      code,
      token,
      honeypot: '',
      form: { ...EMPTY, kind: 'question' as const, text: 'Кто отвечает за срок?' },
    };
    const both = await Promise.all([
      documents().commands.submitProposal(test.anonymous(), input),
      documents().commands.submitProposal(test.anonymous(), input),
    ]);
    expect(both[0]).toEqual(both[1]);
    expect((await view(documentId)).counts.all).toBe(1);
  });

  it('gets numbers without gaps when a hall sends at once', async () => {
    const { documentId, code } = await started();
    const tokens = await Promise.all(Array.from({ length: 12 }, () => form(code)));
    test.clock.advance(5000);
    await Promise.all(
      tokens.map(({ token }, index) =>
        documents().commands.submitProposal(test.anonymous(), {
          code,
          token,
          honeypot: '',
          form: { ...EMPTY, kind: 'add', text: `Предложение участника ${index}` },
        }),
      ),
    );
    const numbers = (await view(documentId)).proposals.map(({ number }) => number).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));
  });

  it('is refused by the guards: too fast, foreign token, hidden field, unknown point, after the term', async () => {
    const { code, documentId } = await started();
    const { token } = await form(code);
    const send = (change: Record<string, unknown>, given = token, honeypot = '') =>
      refusal(
        documents().commands.submitProposal(test.anonymous(), {
          code,
          token: given,
          honeypot,
          form: { ...EMPTY, kind: 'change', text: 'Исключить лишнее.', ...change },
        }),
      );
    expect(await send({})).toBe('documents/form-refused');
    test.clock.advance(5000);
    expect(await send({}, 'a.b.c')).toBe('documents/form-refused');
    expect(await send({}, token, 'http://spam')).toBe('documents/form-refused');
    expect(await send({ block: 'nowhere' })).toBe('documents/proposal-place');
    test.clock.set('2026-09-26T09:00:00Z');
    expect(await send({})).toBe('documents/discussion-over');
    test.clock.set('2026-09-25T20:00:00+03:00');
    expect(await send({})).toBe('fulfilled');
    await documents().commands.closeDiscussion(test.as('secretary'), { documentId });
    expect(await send({}, (await form(code)).token)).toBe('documents/discussion-over');
  });

  it('with a name needs consent; the name is sealed, printed only by the second consent, and taken back by the link', async () => {
    const { documentId, code } = await started();
    const person = { name: 'Образцова Вера', email: 'vera@example.org' };
    await expect(propose(code, person)).rejects.toThrow(/consentProcessing/);
    await expect(propose(code, { consentPublish: true })).rejects.toThrow(/consentPublish/);
    const quiet = await propose(code, { ...person, consentProcessing: true });
    const loud = await propose(code, {
      ...person,
      email: '',
      consentProcessing: true,
      consentPublish: true,
      text: 'Назвать ответственного.',
    });
    const authors = async () =>
      (await documents().queries.getSummary(test.as('chair'), { documentId })).rows.map(
        ({ author }) => author,
      );
    expect(await authors()).toEqual(['без указания автора', 'Образцова Вера']);
    const stored = JSON.stringify(
      await test.app.storage.connection.collection('discussionProposals').find({ documentId }).toArray(),
    );
    expect(stored).not.toMatch(/Образцова|vera@/);
    const seen = await documents().commands.revealAuthors(test.as('secretary'), { documentId });
    expect(Object.values(seen)).toContainEqual(person);
    expect(await test.auditOf(documentId)).toContain('document.authors-seen');
    const mail = createOutboxMailer({
      folder: join(test.app.config.dataDir, 'outbox'),
      from: { email: 'test@example.org' },
      clock: test.clock,
    });
    const letters = await Promise.all((await mail.list()).map(({ fileName }) => mail.read(fileName)));
    expect(letters.filter((eml) => eml?.includes('vera@example.org'))).toHaveLength(1);

    await documents().commands.withdrawConsent(test.anonymous(), {
      receipt: loud.receipt,
      purpose: 'publishName',
    });
    expect(await authors()).toEqual(['без указания автора', 'без указания автора']);
    await documents().commands.withdrawConsent(test.anonymous(), {
      receipt: quiet.receipt,
      purpose: 'processing',
    });
    expect(
      Object.values(await documents().commands.revealAuthors(test.as('secretary'), { documentId })),
    ).toHaveLength(1);
    const [first] = (await view(documentId)).proposals;
    const lines = await auditOfProposal(first!.id);
    expect(lines.map(({ type }) => type)).toEqual(['proposal.received', 'proposal.consent-withdrawn']);
    expect(lines[0]!.data).toMatchObject({ consents: { processing: '2026-09-01', publishName: null } });
    expect(JSON.stringify(lines)).not.toContain('Образцова');
  });
});

describe('answering', () => {
  it('takes a proposal into the text with its source, as a change and as a new point', async () => {
    const { documentId, code } = await started();
    const block = await pointOf(code, 'п.\u00a07');
    await propose(code, { block });
    await propose(code, { block, kind: 'new-point', text: 'Провести день открытых дверей.' });
    const [change, added] = (await view(documentId)).proposals;
    const take = (who: string, input: object) =>
      documents().commands.takeProposal(test.as(who), {
        documentId,
        ...(input as { proposalId: string; mode: 'new'; text: string }),
      });
    expect(
      await refusal(take('approver-houses', { proposalId: change!.id, mode: 'change', text: 'Новый текст' })),
    ).toMatch(/forbidden|not-found/);
    await take('drafter', {
      proposalId: change!.id,
      mode: 'change',
      text: 'Новая редакция пункта до 1 декабря.',
    });
    const made = await take('drafter', { proposalId: added!.id, mode: 'new', text: added!.text });
    const again = await take('drafter', { proposalId: added!.id, mode: 'new', text: added!.text });
    expect(again).toEqual(made);
    const draft = await documents().queries.getDraftContent(test.as('drafter'), documentId);
    const items = JSON.stringify(draft.body);
    expect(items).toContain('Новая редакция пункта до 1 декабря.');
    expect(items.split(made.block)).toHaveLength(2);
    const after = await view(documentId);
    expect(after.proposals.map(({ status, taken }) => [status, taken?.block])).toEqual([
      ['accepted', block],
      ['accepted', made.block],
    ]);
    await documents().commands.saveVersion(test.as('drafter'), {
      documentId,
      baseSha256: draft.versionSha256,
      body: draft.body,
    });
    const head = await documents().queries.getDocumentHead(test.as('drafter'), { id: documentId });
    await documents().commands.putUpVersion(test.as('drafter'), {
      documentId,
      versionSha256: head.versionSha256,
    });
    const page = await documents().queries.getDiscussionPage(test.anonymous(), { code, words: WORDS });
    expect(page.paperHtml).toContain('по предложению № 2');
    expect((await auditOfProposal(added!.id)).map(({ type }) => type)).toEqual([
      'proposal.received',
      'proposal.taken',
      'proposal.taken',
    ]);
  });

  it('needs a reason unless accepted, goes to the whole group, and can be given to many', async () => {
    const { documentId, code } = await started();
    for (const text of [
      'Продлить срок подачи заявок до декабря.',
      'Срок подачи заявок продлить до декабря!',
      'Исключить пункт.',
    ])
      await propose(code, { text });
    const before = await view(documentId);
    expect(before.suggestions.map(({ numbers }) => numbers)).toEqual([[1, 2]]);
    await documents().commands.groupProposals(test.as('secretary'), {
      documentId,
      ids: before.suggestions[0]!.ids,
    });
    const [first, , third] = (await view(documentId)).proposals;
    expect(first!.alike).toEqual([2]);
    const decide = (ids: string[], outcome: 'accepted' | 'declined', reason = '') =>
      documents().commands.decideProposals(test.as('secretary'), { documentId, ids, outcome, reason });
    await expect(decide([first!.id], 'declined')).rejects.toThrow(/почему/);
    await decide([first!.id], 'declined', 'Срок задан соглашением.');
    await decide([third!.id], 'accepted');
    expect((await view(documentId)).counts).toMatchObject({ declined: 2, accepted: 1, new: 0, alike: 2 });
    await documents().commands.ungroupProposals(test.as('secretary'), { documentId, ids: [first!.id] });
    expect((await view(documentId)).proposals[0]!.alike).toEqual([]);
    expect(
      await refusal(
        documents().commands.decideProposals(test.anonymous(), {
          documentId,
          ids: [first!.id],
          outcome: 'accepted',
        }),
      ),
    ).toBe('documents/not-found');
    expect((await view(documentId, {}, 'approver-houses').catch(() => null))?.proposals ?? []).toEqual([]);
  });

  it('hides with a reason, restores, and erases an author', async () => {
    const { documentId, code } = await started();
    const { receipt } = await propose(code, {
      name: 'Образцов',
      consentProcessing: true,
      text: 'Купите наши окна!',
    });
    const { id } = (await view(documentId)).proposals[0]!;
    const hide = (reason: string, restore = false) =>
      documents().commands.hideProposal(test.as('secretary'), { documentId, id, reason, restore });
    expect(await refusal(hide(''))).toBe('documents/form-refused');
    await hide('Реклама');
    expect((await view(documentId)).counts).toMatchObject({ all: 0, hidden: 1 });
    expect(await documents().queries.getReceipt(test.anonymous(), { receipt })).toMatchObject({
      status: 'hidden',
      hiddenReason: 'Реклама',
    });
    await hide('', true);
    await documents().commands.eraseProposalAuthor(test.as('secretary'), { documentId, id });
    expect((await view(documentId)).proposals[0]).toMatchObject({ status: 'new', hasName: false });
    expect((await auditOfProposal(id)).map(({ type }) => type)).toEqual([
      'proposal.received',
      'proposal.hidden',
      'proposal.restored',
      'proposal.author-erased',
    ]);
  });

  it('holds the document until every proposal is answered; then it goes its way', async () => {
    const { documentId, versionSha256, code } = await started();
    await propose(code);
    const submit = () =>
      documents().commands.submitDocument(test.as('drafter'), { documentId, versionSha256, bindings });
    expect(await refusal(submit())).toBe('documents/open-proposals');
    const { proposals } = await view(documentId);
    await documents().commands.decideProposals(test.as('secretary'), {
      documentId,
      ids: [proposals[0]!.id],
      outcome: 'partly',
      reason: 'Срок оставлен.',
    });
    await submit();
    expect(await refusal(propose(code))).toBe('documents/discussion-over');
    await agreeAll(test, { documentId, versionSha256 });
    await documents().commands.adoptDocument(test.as('chair'), {
      documentId,
      versionSha256,
      date: '2026-09-25',
    });
    const history = (await test.auditOf(documentId)).filter((type) => /discussion|adopted/.test(type));
    expect(history).toEqual(['document.discussion-started', 'document.adopted']);
  });
});

describe('written down by the secretary', () => {
  it('keeps the channel and the scan, which only moderators get', async () => {
    const { documentId } = await started();
    const scan = {
      name: 'лист.pdf',
      mediaType: 'application/pdf',
      bytes: new TextEncoder().encode('%PDF-1.4\n%%EOF'),
    };
    const input = {
      ...EMPTY,
      kind: 'add' as const,
      text: 'Добавить про дворы.',
      channel: 'paper' as const,
      organisation: 'ТСЖ «Мостовая»',
    };
    const { email: _email, ...entered } = input;
    await documents().commands.enterProposal(test.as('secretary'), { documentId, form: entered, scan });
    const [one] = (await view(documentId)).proposals;
    expect(one).toMatchObject({
      channel: 'paper',
      organisation: 'ТСЖ «Мостовая»',
      scan: { name: 'лист.pdf' },
    });
    const get = (who: string) =>
      documents().queries.getProposalScan(test.as(who), { documentId, proposalId: one!.id });
    expect((await get('secretary')).bytes).toEqual(scan.bytes);
    expect(await refusal(get('approver-houses'))).toMatch(/not-found/);
    expect(
      await refusal(
        documents().commands.enterProposal(test.as('approver-houses'), { documentId, form: entered }),
      ),
    ).toMatch(/forbidden|not-found/);
  });
});

describe('taken as a basis, and the papers', () => {
  it('records how it was decided; the project says so; counts must carry it', async () => {
    const made = await createResolution(test);
    const record = (change: object) =>
      documents().commands.recordBasis(test.as('chair'), {
        ...made,
        date: '2026-09-21',
        result: 'no-objection',
        ...change,
      });
    await expect(record({ result: 'voted', votes: { for: 3, against: 4, abstained: 0 } })).rejects.toThrow(
      /за/,
    );
    await record({
      result: 'voted',
      votes: { for: 40, against: 2, abstained: 3 },
      objections: 'Возражал представитель дома 5',
    });
    const paper = (await documents().queries.getDocument(test.as('chair'), { id: made.documentId }))
      .paperHtml;
    expect(paper.replace(/[\u00ad\u00a0]/g, (c) => (c === '\u00a0' ? ' ' : ''))).toContain(
      'Принята за основу участниками',
    );
    expect((await view(made.documentId)).basis?.text).toContain('за — 40, против — 2, воздержались — 3');
    expect(await test.auditOf(made.documentId)).toContain('document.based-on');
    expect(await refusal(record({ versionSha256: '0'.repeat(64) }))).toBe('documents/version-conflict');
    await documents().commands.submitDocument(test.as('drafter'), { ...made, bindings });
    await agreeAll(test, made);
    await documents().commands.adoptDocument(test.as('chair'), { ...made, date: '2026-09-25' });
    const adoptedPaper = (await documents().queries.getDocument(test.as('chair'), { id: made.documentId }))
      .paperHtml;
    expect(adoptedPaper.replace(/\u00ad/g, '').replace(/\u00a0/g, ' ')).toContain(
      'Принята в целом участниками',
    );
  });

  it('prints the summary as PDF and DOCX, lying, with answers and without names', async () => {
    const { documentId, code } = await started();
    const block = await pointOf(code, 'п.\u00a07');
    await propose(code, {
      block,
      reason: 'Зимой работы не ведутся.',
      organisation: 'ТСЖ «Мостовая»',
      name: 'Образцова',
      consentProcessing: true,
    });
    await propose(code, { kind: 'question', text: 'Кто ведёт контроль?' });
    const { proposals } = await view(documentId);
    await documents().commands.decideProposals(test.as('secretary'), {
      documentId,
      ids: [proposals[0]!.id],
      outcome: 'partly',
      reason: 'Срок сдвинут на месяц.',
      wording: 'До 1 ноября.',
    });
    const pdf = await documents().queries.getSummaryFile(test.as('secretary'), { documentId, format: 'pdf' });
    const text = await pdfText(pdf.bytes);
    for (const words of [
      'СВОД ПРЕДЛОЖЕНИЙ',
      'п. 7',
      'ТСЖ «Мостовая»',
      'Зимой работы не ведутся',
      'принято частично',
      'Срок сдвинут',
      'До 1 ноября',
      'не рассмотрено',
      'без указания автора',
    ])
      expect(text.replace(/\u00a0/g, ' ')).toContain(words);
    expect(text).not.toContain('Образцова');
    const page = await (await getDocumentProxy(new Uint8Array(pdf.bytes))).getPage(1);
    const [, , width = 0, height = 0] = page.view;
    expect(width).toBeGreaterThan(height);
    const docx = await documents().queries.getSummaryFile(test.as('secretary'), {
      documentId,
      format: 'docx',
    });
    const xml = new TextDecoder().decode(unzipSync(docx.bytes)['word/document.xml']);
    expect(xml).toMatch(/w:orient="landscape"/);
    expect(xml).toContain('СВОД ПРЕДЛОЖЕНИЙ');
    expect(
      await refusal(documents().queries.getSummaryFile(test.anonymous(), { documentId, format: 'pdf' })),
    ).toBe('documents/not-found');
  });

  it('gives the project with its stamp as PDF and DOCX by the code, and the sheet for the hall', async () => {
    const { code } = await started();
    const pdf = await documents().queries.getProjectFile(test.anonymous(), { code, format: 'pdf' });
    expect(await pdfText(pdf.bytes)).toMatch(/ПРОЕКТ, версия.1 от.21\.09\.2026/);
    const docx = await documents().queries.getProjectFile(test.anonymous(), { code, format: 'docx' });
    expect(new TextDecoder().decode(unzipSync(docx.bytes)['word/document.xml'])).toContain('ПРОЕКТ');
    const sheet = await documents().queries.getPosterFile(test.anonymous(), { code });
    const words = await pdfText(sheet.bytes);
    expect(words).toContain('Предложения в резолюцию');
    expect(words.replace(/\s/g, '')).toContain(`/d/${code}`);
  });
});
