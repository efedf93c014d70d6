import { describe, expect, it } from 'vitest';
import { countingIds } from '~/shared/ids';
import { type Block, type DocumentBody, findBlock, noValues } from '../body';
import { asides } from './asides';
import { normaliseTyped, receiptFrom, spacedReceipt } from './codes.server';
import {
  basisResult,
  basisWord,
  decisionProblem,
  discussionOf,
  isTaking,
  termProblem,
  termWords,
} from './discussion.rules';
import { checkFormToken, issueFormToken, MAX_AGE_MS, MIN_FILL_MS } from './form-token.server';
import { choosablePoints, placeOf, pointsOf } from './points';
import { suggestGroups } from './similarity';
import { takeIntoBody } from './take-into-body';

const text = (value: string) => [{ type: 'text' as const, text: value }];
const item = (id: string, value: string, children: Block[] = []): Block => ({
  type: 'item',
  id,
  content: text(value),
  children,
});
const body = (blocks: Block[], numbering: DocumentBody['numbering'] = 'flat'): DocumentBody => ({
  schemaVersion: 1,
  numbering,
  blocks,
});
const NBSP = /\u00a0/g;

describe('points', () => {
  it('are called as people call them', () => {
    const points = pointsOf(
      body([
        item('a', 'Первый'),
        item('b', 'Второй', [item('b1', 'Под вторым')]),
        { type: 'paragraph', id: 'p', content: text('Итого') },
      ]),
      noValues,
    );
    expect(points.map(({ label }) => label)).toEqual(['п.\u00a01', 'п.\u00a02', 'п.\u00a02.1', 'абзац 1']);
  });

  it('of dash lists are told by their ordinal and section', () => {
    const section: Block = {
      type: 'section',
      id: 's',
      title: text('Капитальный ремонт'),
      children: [item('a', 'Раз'), item('b', 'Два')],
    };
    const points = pointsOf(body([section], 'dash'), noValues);
    expect(points.map(({ label }) => label)).toEqual([
      'раздел «Капитальный ремонт»',
      '1-й пункт без номера, Капитальный ремонт',
      '2-й пункт без номера, Капитальный ремонт',
    ]);
    expect(points[2]).toMatchObject({ section: 'Капитальный ремонт' });
    expect(choosablePoints(points)).toHaveLength(3);
  });

  it('give a place only where there is one', () => {
    const points = pointsOf(body([item('a', 'Первый')]), noValues);
    expect(placeOf(points, 'block', 'a')).toMatchObject({ label: 'п.\u00a01', order: 2 });
    expect(placeOf(points, 'new', 'a')?.label).toBe('новый пункт после: п.\u00a01');
    expect(placeOf(points, 'whole', null)?.label).toBe('в целом');
    expect(placeOf(points, 'block', 'gone')).toBeNull();
  });
});

describe('taking into the text', () => {
  const base = body([
    item('a', 'Первый'),
    item('b', 'Второй'),
    { type: 'paragraph', id: 'end', content: text('Подписано') },
  ]);
  const ids = (from: DocumentBody) => from.blocks.map(({ id }) => id);

  it('changes the words of a point and nothing else', () => {
    const taken = takeIntoBody(base, { mode: 'change', block: 'b', text: ' Новый\nтекст ', newId: 'n' });
    if (!taken.ok) throw new Error(taken.reason);
    expect(findBlock(taken.body, 'b')?.block).toEqual(item('b', 'Новый текст'));
    expect(ids(taken.body)).toEqual(['a', 'b', 'end']);
  });

  it('adds a point after another, inside a heading, or at the end of the list; twice is once', () => {
    const after = takeIntoBody(base, { mode: 'new', block: 'a', text: 'Новый', newId: 'n' });
    const atEnd = takeIntoBody(base, { mode: 'new', block: null, text: 'Новый', newId: 'n' });
    if (!after.ok || !atEnd.ok) throw new Error('refused');
    expect(ids(after.body)).toEqual(['a', 'n', 'b', 'end']);
    expect(ids(atEnd.body)).toEqual(['a', 'b', 'n', 'end']);
    expect(takeIntoBody(after.body, { mode: 'new', block: 'a', text: 'Новый', newId: 'n' })).toMatchObject({
      body: after.body,
    });
    const group: Block = {
      type: 'addresseeGroup',
      id: 'g',
      addressees: [text('Министерству')],
      children: [item('g1', 'Раз')],
    };
    const inside = takeIntoBody(body([group], 'addressee'), {
      mode: 'new',
      block: 'g',
      text: 'Новый',
      newId: 'n',
    });
    if (!inside.ok) throw new Error(inside.reason);
    expect((inside.body.blocks[0] as { children: Block[] }).children.map(({ id }) => id)).toEqual([
      'g1',
      'n',
    ]);
    const last = takeIntoBody(body([group], 'addressee'), {
      mode: 'new',
      block: null,
      text: 'Новый',
      newId: 'n',
    });
    if (!last.ok) throw new Error(last.reason);
    expect(findBlock(last.body, 'n')?.parent?.id).toBe('g');
  });

  it('refuses a block that is gone or holds no plain text', () => {
    expect(takeIntoBody(base, { mode: 'change', block: 'x', text: 'т', newId: 'n' })).toEqual({
      ok: false,
      reason: 'gone',
    });
    const table = body([{ type: 'table', id: 't', headerRows: 0, rows: [] }]);
    expect(takeIntoBody(table, { mode: 'change', block: 't', text: 'т', newId: 'n' })).toEqual({
      ok: false,
      reason: 'not-text',
    });
  });
});

describe('rules', () => {
  const open = { state: 'discussion' as const, discussion: { until: '2026-09-25', closedAt: null } };

  it('take proposals to the end of the last day where the owner is', () => {
    expect(isTaking(open, new Date('2026-09-25T20:59:00Z'), 'Europe/Moscow')).toBe(true);
    expect(isTaking(open, new Date('2026-09-25T21:01:00Z'), 'Europe/Moscow')).toBe(false);
    expect(isTaking({ ...open, state: 'draft' }, new Date('2026-09-20'), 'Europe/Moscow')).toBe(false);
  });

  it('say the term in words', () => {
    expect(termWords('2026-09-25', '2026-09-24').replace(NBSP, ' ')).toBe(
      'до 25 сентября 2026 г. включительно, остался 1 день',
    );
    expect(termWords('2026-09-25', '2026-09-21').replace(NBSP, ' ')).toBe(
      'до 25 сентября 2026 г. включительно, осталось 4 дня',
    );
    expect(termWords('2026-09-25', '2026-09-25').replace(NBSP, ' ')).toBe(
      'последний день: 25 сентября 2026 г.',
    );
    expect(termProblem('2026-09-20', '2026-09-21')).toMatch(/прошёл/);
    expect(termProblem('2026-09-21', '2026-09-21')).toBeNull();
  });

  it('follow the data of the kind', () => {
    const life = { publication: 'public' } as Parameters<typeof discussionOf>[0];
    expect(discussionOf(life)).toBe('public');
    expect(discussionOf({ ...life!, publication: 'never', discussion: 'public' })).toBe('inside');
    expect(discussionOf({ ...life!, discussion: 'none' })).toBe('none');
    const subject = { noun: 'положение', gender: 'n' as const, plural: false };
    expect(basisWord({ subject, lifecycle: life! })).toBe('Принято за основу');
    expect(basisWord({ subject, lifecycle: { ...life!, basisWord: 'Одобрено' } })).toBe('Одобрено');
  });

  it('ask a reason for everything but «принято»', () => {
    expect(decisionProblem('accepted', '')).toBeNull();
    expect(decisionProblem('declined', ' ')).not.toBeNull();
    expect(decisionProblem('answered', '')).toMatch(/ответ/);
    expect(basisResult({ result: 'voted', votes: { for: 4, against: 1, abstained: 0 } })).toBe(
      'за — 4, против — 1, воздержались — 0',
    );
  });
});

describe('guards of the form', () => {
  const owner = { code: 'abc', formKey: 'key' };
  const now = new Date('2026-09-21T09:00:00Z');
  const later = (ms: number) => new Date(now.getTime() + ms);
  const token = issueFormToken(owner, now, () => 'n_abcdefghjkmnpqrstvwxyz01');

  it('tell a form of ours by its time and place', () => {
    expect(checkFormToken(owner, token, later(MIN_FILL_MS))).toEqual({
      ok: true,
      nonce: 'abcdefghjkmnpqrstvwxyz01',
    });
    expect(checkFormToken(owner, token, later(100))).toMatchObject({ why: 'too-fast' });
    expect(checkFormToken(owner, token, later(MAX_AGE_MS + 1))).toMatchObject({ why: 'too-old' });
    expect(checkFormToken({ ...owner, code: 'abd' }, token, later(5000))).toMatchObject({ why: 'foreign' });
    expect(checkFormToken({ ...owner, formKey: 'k' }, token, later(5000))).toMatchObject({ why: 'foreign' });
    expect(checkFormToken(owner, '', later(5000))).toMatchObject({ why: 'foreign' });
  });

  it('read codes as people type them', () => {
    expect(normaliseTyped(' K7M2Q-9xO1l ')).toBe('k7m2q9x011');
    expect(spacedReceipt('aaaaabbbbbccccc')).toBe('aaaaa-bbbbb-ccccc');
    expect(receiptFrom(countingIds()('rcp'))).toHaveLength(20);
  });
});

describe('what says the same', () => {
  const one = (id: string, value: string, place = 'p7') => ({ id, text: value, place });

  it('is suggested by words, in other forms and order, to one point only', () => {
    const groups = suggestGroups([
      one('1', 'Продлить срок подачи заявок до 1 декабря'),
      one('2', 'Озеленить дворы'),
      one('3', 'срок подачи заявки продлить до 1 декабря!'),
      one('4', 'Продлить срок подачи заявок до 1 декабря', 'p8'),
    ]);
    expect(groups).toEqual([['1', '3']]);
  });

  it('is quick for as many as it compares', () => {
    const many = Array.from({ length: 400 }, (_, i) =>
      one(String(i), `Предложение номер ${i} о благоустройстве двора и парковки ${i * 7}`),
    );
    const at = performance.now();
    suggestGroups(many);
    expect(performance.now() - at).toBeLessThan(1500);
  });
});

describe('links under the points', () => {
  it('are escaped and stand only while proposals are taken', () => {
    const points = pointsOf(body([item('a"b', 'Первый')]), noValues);
    const words = {
      propose: 'П<',
      proposeTo: (p: string) => `к ${p}`,
      count: (n: number) => `всего ${n}`,
      source: (n: string) => `по № ${n}`,
    };
    const place = placeOf(points, 'block', 'a"b')!;
    const html = (taking: boolean) =>
      asides({
        code: 'c',
        points,
        taking,
        words,
        proposals: [{ number: 3, place, taken: { block: 'a"b', mode: 'change', at: new Date() } }],
      })('a"b');
    expect(html(true)).toBe(
      '<p class="aside"><span>по № 3</span><a href="/d/c/propose?block=a%22b" aria-label="к п. 1">П&lt;</a><span>всего 1</span></p>',
    );
    expect(html(false)).not.toContain('<a');
  });
});
