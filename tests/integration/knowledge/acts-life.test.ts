// An act from file to page on the real store: staged, put right, published, a second edition, what it refuses.
import { describe, expect, it } from 'vitest';
import { remarkLapsedDaily } from '~/bootstrap/knowledge-feed.server';
import { registerTestApp } from '../../setup/test-app';

const test = registerTestApp();
const encode = (text: string) => new TextEncoder().encode(text);

const LAW = (second: string) => `ФЕДЕРАЛЬНЫЙ ЗАКОН
О дворовых площадках
от 3 марта 2015 г. N 901-ФЗ
Глава 1. Общие положения
Статья 1. Основные понятия
1. Площадкой считается:
1) место для игр;
2) место для отдыха.
2. ${second}
Статья 1.1. Уход за площадкой
Уход ведёт тот, кто её содержит.
Статья 2. Вступление в силу
1. Закон вступает в силу со дня опубликования. (в ред. Федерального закона от 01.02.2020 N 5-ФЗ)
Президент Российской Федерации
`;
const CARD = {
  kind: 'federal-law',
  number: '901-ФЗ',
  date: '2015-03-03',
  title: 'О дворовых площадках',
  issuer: null,
  shortName: '901-ФЗ',
} as const;

async function publish(text: string, validFrom: string | null) {
  const ctx = test.app.system('test');
  const { commands } = test.app.services.knowledge;
  const { importId } = await commands.stageAct(ctx, { name: 'zakon.txt', bytes: encode(text) });
  return commands.publishAct(ctx, { importId, card: CARD, validFrom, revisedOn: validFrom });
}

describe('an act in the knowledge base', () => {
  it('proposes a card, is published, and every unit has its page', async () => {
    const ctx = test.app.system('test');
    const { commands, queries } = test.app.services.knowledge;
    const { importId } = await commands.stageAct(ctx, {
      name: '../../etc/zakon.txt',
      bytes: encode(LAW('Площадка открыта для всех.')),
    });
    const preview = await queries.getImport(ctx, importId);
    expect(preview.card).toMatchObject({ kind: 'federal-law', number: '901-ФЗ', date: '2015-03-03' });
    expect(preview.source.name).toBe('zakon.txt');
    const { actId } = await commands.publishAct(ctx, {
      importId,
      card: CARD,
      validFrom: '2015-04-01',
      revisedOn: null,
    });
    expect(actId).toBe('fz-901-2015');
    const page = await queries.getProvision(test.anonymous(), { actId, path: 'st-1/ch-1/p-2' });
    expect(page.unit.text).toBe('место для отдыха.');
    expect(page.crumbs.map(({ path }) => path)).toEqual(['gl-1', 'st-1', 'st-1/ch-1']);
    expect(page.copy.short).toBe('п.\u00a02 ч.\u00a01 ст.\u00a01 901-ФЗ');
    expect(page.previous?.path).toBe('st-1/ch-1/p-1');
    const article = await queries.getProvision(test.anonymous(), { actId, path: 'st-2' });
    expect(article.inside[0]?.notes).toEqual(['(в ред. Федерального закона от 01.02.2020 N 5-ФЗ)']);
    await test.app.settle();
    const { lines } = await test.app.audit.listEntries(ctx, { aggregate: { type: 'act', id: actId } });
    expect(lines.map(({ type }) => type)).toEqual(['act.edition-published', 'act.card-added']);
  });

  it('takes a newer text as an edition and tells what changed', async () => {
    const { actId } = await publish(LAW('Площадка закрыта на ночь.'), '2020-02-01');
    const { queries } = test.app.services.knowledge;
    const before = await queries.getProvision(test.anonymous(), {
      actId,
      path: 'st-1/ch-2',
      on: '2018-01-01',
    });
    const after = await queries.getProvision(test.anonymous(), { actId, path: 'st-1/ch-2' });
    expect([before.unit.text, after.unit.text]).toEqual([
      'Площадка открыта для всех.',
      'Площадка закрыта на ночь.',
    ]);
    expect([before.change, after.change]).toEqual([null, 'changed']);
    const { changes } = await queries.compareEditions(test.anonymous(), { actId });
    expect(changes).toEqual([{ path: 'st-1/ch-2', kind: 'changed' }]);
  });

  it('refuses the same day, the same text, another act under one id, and names the nearest unit', async () => {
    await expect(publish(LAW('Иначе.'), '2020-02-01')).rejects.toMatchObject({
      code: 'knowledge/edition-exists',
    });
    await expect(publish(LAW('Площадка закрыта на ночь.'), '2021-02-01')).rejects.toMatchObject({
      code: 'knowledge/same-text',
    });
    await expect(
      test.app.services.knowledge.queries.getProvision(test.anonymous(), {
        actId: 'fz-901-2015',
        path: 'st-1/ch-9',
      }),
    ).rejects.toMatchObject({ code: 'knowledge/provision-not-found', details: { nearestPath: 'st-1' } });
    await expect(
      test.app.services.knowledge.queries.getProvision(test.anonymous(), {
        actId: 'fz-901-2015',
        path: 'st-1',
        on: '2001-01-01',
      }),
    ).rejects.toMatchObject({ code: 'knowledge/edition-not-found' });
  });

  it('keeps strangers out of imports and refuses what is no act', async () => {
    const { commands, queries } = test.app.services.knowledge;
    const reader = test.anonymous();
    await expect(commands.stageAct(reader, { name: 'a.txt', bytes: encode('1. а') })).rejects.toMatchObject({
      code: 'knowledge/forbidden',
    });
    const ctx = test.app.system('test');
    const { importId } = await commands.stageAct(ctx, { name: 'a.txt', bytes: encode(LAW('Ничьё.')) });
    await expect(
      queries.getImport({ ...ctx, actor: { ...ctx.actor, id: 'system:other' } }, importId),
    ).rejects.toMatchObject({
      code: 'knowledge/import-not-found',
    });
    for (const [bytes, code] of [
      [new Uint8Array(), 'knowledge/no-text'],
      [new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0]), 'knowledge/no-text'],
      [new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]), 'office/unknown-format'],
    ] as const)
      await expect(commands.stageAct(ctx, { name: 'x', bytes })).rejects.toMatchObject({ code });
    const staged = await commands.stageAct(ctx, {
      name: 'p.txt',
      bytes: encode('Просто письмо соседям.\nВсем привет.'),
    });
    await expect(
      commands.publishAct(ctx, {
        ...staged,
        card: { ...CARD, number: '77-ФЗ' },
        validFrom: null,
        revisedOn: null,
      }),
    ).rejects.toMatchObject({ code: 'knowledge/not-an-act' });
  });

  it('lets a person put a line right: a heading, a paragraph, a join', async () => {
    const ctx = test.app.system('test');
    const { commands, queries } = test.app.services.knowledge;
    const text =
      'ПРИКАЗ\nот 1 июня 2021 г. N 5\n1. Первый пункт,\nпродолжение его.\n2. 5 рублей платит каждый.\nУход\nТекст.';
    const { importId } = await commands.stageAct(ctx, { name: 'prikaz.txt', bytes: encode(text) });
    await commands.fixLine(ctx, { importId, line: 4, said: { what: 'join' } });
    await commands.fixLine(ctx, { importId, line: 6, said: { what: 'razd', n: '2' } });
    const { provisions } = await queries.getImport(ctx, importId);
    expect(provisions.map(({ path }) => path)).toEqual(['head', 'p-1', 'p-2', 'razd-2']);
    expect(provisions[1]?.text).toBe('Первый пункт, продолжение его.');
  });
});

describe('a line of the preview put right', () => {
  const TEXT = [
    'ФЕДЕРАЛЬНЫЙ ЗАКОН',
    'О скамейках',
    'Статъя 1. Где ставят скамейки',
    '1. Скамейку ставят: 1) у подъезда; 2) у дорожки.',
    'Статья 2. Уход',
    '2. Рублей за уход не берут.',
  ].join('\n');
  async function put(...said: [number, object | null][]) {
    const ctx = test.app.system('test');
    const { commands, queries } = test.app.services.knowledge;
    const { importId } = await commands.stageAct(ctx, { name: 'skamejki.txt', bytes: encode(TEXT) });
    for (const [line, one] of said) await commands.fixLine(ctx, { importId, line, said: one as never });
    return queries.getImport(ctx, importId);
  }

  it('shows the lines a heading hides among', async () => {
    const { provisions, lines } = await put();
    expect(provisions.map(({ path }) => path)).not.toContain('st-1');
    expect(lines.find(({ line }) => line === 3)?.text).toContain('Где ставят');
  });

  it('makes an article, splits a line twice, unmakes a point', async () => {
    const { provisions } = await put(
      [3, { what: 'st', n: '1' }],
      [4, { what: 'split', words: '1) у  подъезда' }],
      [4, { what: 'split', words: '2) у дорожки' }],
      [6, { what: 'paragraph' }],
    );
    expect(provisions.map(({ path }) => path)).toEqual([
      'head',
      'st-1',
      'st-1/ch-1',
      'st-1/ch-1/p-1',
      'st-1/ch-1/p-2',
      'st-2',
    ]);
    expect(provisions[2]?.text).toBe('Скамейку ставят:');
    expect(provisions.at(-1)?.text).toBe('2. Рублей за уход не берут.');
  });

  it('takes a part whose number the reader would not, and takes it back', async () => {
    const said: [number, object | null][] = [
      [3, { what: 'st', n: '1' }],
      [6, { what: 'dot' }],
    ];
    expect((await put(...said)).provisions.at(-1)).toMatchObject({ path: 'st-2/ch-2', label: '2.' });
    expect((await put(...said, [3, null], [6, null])).fixes).toEqual([]);
  });

  it('refuses words that are not there and a unit without a number', async () => {
    await expect(put([4, { what: 'split', words: 'у забора' }])).rejects.toMatchObject({
      code: 'knowledge/split-words',
    });
    await expect(put([3, { what: 'st' }])).rejects.toMatchObject({ code: 'knowledge/fix-number' });
  });
});

describe('citations resolved in the base', () => {
  const resolve = async (text: string, on?: string) => {
    const resolver = await test.app.services.knowledge.openResolver();
    const [found] = await resolver.resolveText(text, { on });
    return found?.resolutions[0];
  };

  it('says where a citation leads or why it does not', async () => {
    expect(await resolve('п. 2 ч. 1 ст. 1 Федерального закона от 03.03.2015 № 901-ФЗ')).toMatchObject({
      status: 'resolved',
      path: 'st-1/ch-1/p-2',
      url: '/acts/fz-901-2015/st-1/ch-1/p-2',
    });
    expect(await resolve('п. 2 ст. 1 Федерального закона от 03.03.2015 № 901-ФЗ')).toMatchObject({
      status: 'resolved',
    });
    expect(await resolve('ст. 7 Федерального закона от 03.03.2015 № 901-ФЗ')).toMatchObject({
      status: 'no-such-unit',
    });
    expect(await resolve('п. 9 ч. 1 ст. 1 Федерального закона от 03.03.2015 № 901-ФЗ')).toMatchObject({
      status: 'no-such-unit',
      note: 'в ч.\u00a01 ст.\u00a01 есть: 1, 2',
    });
    // The part is named, and it is another one: no guess.
    expect(await resolve('п. 2 ч. 2 ст. 1 Федерального закона от 03.03.2015 № 901-ФЗ')).toMatchObject({
      status: 'no-such-unit',
      note: 'единица с таким номером: п.\u00a02 ч.\u00a01 ст.\u00a01',
    });
    expect(await resolve('ст. 1 Федерального закона от 03.03.2015 № 902-ФЗ')).toMatchObject({
      status: 'act-unknown',
    });
    expect(await resolve('ст. 1 Федерального закона от 03.03.2015 № 901-ФЗ', '2001-01-01')).toMatchObject({
      status: 'before-editions',
    });
  });
});

describe('who cites what', () => {
  it('knows links of documents and acts, and warns when an act lapses', async () => {
    const { knowledge } = test.app.services;
    const ctx = test.app.system('test');
    await test.app.settle();
    const scanned = await knowledge.scanSource({
      source: { type: 'document', id: 'doc_1' },
      title: 'Положение о дворе',
      acl: ['public'],
      pieces: [
        {
          place: 'b1',
          label: 'п. 7',
          text: 'по ч. 2 ст. 1 Федерального закона от 03.03.2015 № 901-ФЗ',
          url: '/p/x#b1',
        },
        {
          place: 'b2',
          label: 'п. 8',
          text: 'по ст. 99 Федерального закона от 03.03.2015 № 901-ФЗ',
          url: '/p/x#b2',
        },
        {
          place: 'b3',
          label: 'п. 9',
          text: 'по приказу Минстроя России от 28.01.2019 № 44/пр',
          url: '/p/x#b3',
        },
      ],
    });
    expect(scanned).toBe(3);
    const page = await knowledge.queries.getProvision(test.anonymous(), {
      actId: 'fz-901-2015',
      path: 'st-1',
    });
    expect(page.citedBy).toEqual([{ title: 'Положение о дворе', url: '/p/x#b1', placeLabel: 'п. 7' }]);
    const faults = await knowledge.queries.listFaults([{ type: 'document', id: 'doc_1' }]);
    expect(faults.map(({ placeLabel, status }) => [placeLabel, status]).sort()).toEqual([
      ['п. 8', 'no-such-unit'],
      ['п. 9', 'lapsed'],
    ]);
    expect(faults.find(({ status }) => status === 'lapsed')?.note).toContain('266/пр');

    await knowledge.commands.changeForce(ctx, {
      actId: 'fz-901-2015',
      lapsedFrom: '2024-01-01',
      replacedBy: { id: null, name: 'закон о новых дворах' },
    });
    await test.app.settle();
    const after = await knowledge.queries.listFaults([{ type: 'document', id: 'doc_1' }]);
    expect(after.find(({ placeLabel }) => placeLabel === 'п. 7')).toMatchObject({ status: 'lapsed' });
    expect(
      (await knowledge.queries.getProvision(test.anonymous(), { actId: 'fz-901-2015', path: 'st-1' })).act
        .lapse,
    ).toContain('01.01.2024');
    await expect(
      knowledge.commands.changeForce(test.anonymous(), {
        actId: 'fz-901-2015',
        lapsedFrom: null,
        replacedBy: null,
      }),
    ).rejects.toMatchObject({ code: 'knowledge/forbidden' });
  });

  it('warns when an act ends by its own day, with nothing loaded', async () => {
    const { knowledge } = test.app.services;
    const ctx = test.app.system('test');
    const source = { type: 'document', id: 'doc_2' } as const;
    await knowledge.commands.syncCards(ctx, [
      {
        kind: 'order',
        number: '77/пр',
        date: '2020-05-01',
        title: 'О временных скамейках',
        issuer: 'Минстрой России',
        shortName: 'Приказ № 77/пр',
        about: 'Временные скамейки до конца сезона.',
        lapsedFrom: null,
        endsOn: '2026-09-30',
        replacedBy: null,
        confidence: 'H',
        source: 'вымысел для проверки',
      },
    ]);
    const text = 'по приказу Минстроя России от 01.05.2020 № 77/пр';
    await knowledge.scanSource({
      source,
      title: 'Положение о скамейках',
      acl: ['public'],
      pieces: [{ place: 'b1', label: 'п. 1', text, url: '/p/y#b1' }],
    });
    const remark = remarkLapsedDaily(knowledge, () => test.clock.now().toISOString().slice(0, 10));
    await remark();
    expect(await knowledge.queries.listFaults([source])).toEqual([]);
    test.clock.advance(9 * 24 * 3_600_000);
    await remark();
    expect(await knowledge.queries.listFaults([source])).toEqual([]);
    test.clock.advance(24 * 3_600_000);
    await remark();
    expect(await knowledge.queries.listFaults([source])).toMatchObject([
      { status: 'lapsed', note: 'срок действия истёк 30.09.2026', placeLabel: 'п. 1' },
    ]);
  });

  it('finds provisions by the search', async () => {
    await test.app.settle();
    const found = await test.app.services.finding.search(test.anonymous(), { q: 'площадка закрыта на ночь' });
    expect(found.groups[0]?.pieces[0]?.url).toBe('/acts/fz-901-2015/st-1/ch-2');
  });

  it('takes a version of an own document as an edition, once', async () => {
    const { knowledge } = test.app.services;
    const local = {
      id: 'lok-dvor',
      title: 'Положение о дворе',
      shortName: 'Положение о дворе',
      number: '3-П',
      date: '2026-09-01',
      issuer: 'Дом',
      lines: ['Положение о дворе', '1. Общие положения', '1.1. Двор общий.', '1.2. Двор открыт.'],
      sha256: 'a'.repeat(64),
      validFrom: '2026-09-01',
    };
    for (let i = 0; i < 2; i += 1) await knowledge.commands.publishLocal(test.app.system('test'), local);
    const page = await knowledge.queries.getProvision(test.anonymous(), { actId: 'lok-dvor', path: 'p-1.2' });
    expect(page.unit.text).toBe('Двор открыт.');
    expect([page.act.local, page.act.editions.length]).toEqual([true, 1]);
  });
});
