// Citations where people write and read: the check of a draft, the page, the badge of the list.
import { describe, expect, it } from 'vitest';
import { linkHtml } from '~/modules/knowledge/index.server';
import { registerTestApp } from '../../setup/test-app';
import { createResolution } from '../documents/life';

const test = registerTestApp();
const LAW = `ФЕДЕРАЛЬНЫЙ ЗАКОН
О дворовых площадках
от 3 марта 2015 г. N 901-ФЗ
Статья 1. Основные понятия
1. Площадкой считается:
1) место для игр;
2) утратил силу. - Федеральный закон от 01.02.2020 N 5-ФЗ.
2. Площадка открыта для всех.
Статья 2. Вступление в силу
1. Закон вступает в силу со дня опубликования.
`;

async function publishLaw() {
  const ctx = test.app.system('test');
  const { commands } = test.app.services.knowledge;
  const bytes = new TextEncoder().encode(LAW);
  const { importId } = await commands.stageAct(ctx, { name: 'zakon.txt', bytes });
  return commands.publishAct(ctx, {
    importId,
    card: {
      kind: 'federal-law',
      number: '901-ФЗ',
      date: '2015-03-03',
      title: 'О дворовых площадках',
      issuer: null,
      shortName: '901-ФЗ',
    },
    validFrom: '2015-04-01',
    revisedOn: null,
  });
}

const write = (documentId: string, text: string) =>
  test.app.services.documents.commands.applyToDraft(test.as('drafter'), {
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

describe('citations of a document', () => {
  it('are looked up by the check, linked on the page and told in the list', async () => {
    await publishLaw();
    await test.app.settle();
    const { documents } = test.app.services;
    const who = test.as('drafter');
    const { documentId } = await createResolution(test);
    await write(
      documentId,
      'Открыть площадку по ч. 2 ст. 1 901-ФЗ, ч. 7 ст. 1 Федерального закона от 03.03.2015 № 901-ФЗ, ' +
        'п. 2 ч. 1 ст. 1 Федерального закона от 03.03.2015 № 901-ФЗ и приказу Минстроя России от 28.01.2019 № 44/пр.',
    );
    const { problems } = await documents.queries.getChecks(who, { id: documentId });
    const of = (rule: string) => problems.filter((one) => one.rule === rule);
    expect(of('missing-norm')).toHaveLength(1);
    expect(of('missing-norm')[0]?.detail).toContain('1, 2');
    expect(of('lapsed-norm')).toHaveLength(2);
    expect(
      of('lapsed-norm')
        .map(({ detail }) => detail)
        .join(' '),
    ).toContain('266/пр');

    const { version } = await test.app.services.documents.queries
      .getDocumentHead(who, { id: documentId })
      .then(({ versionNumber }) => ({ version: versionNumber }));
    expect(version).toBe(1);
    await documents.commands.saveDraftAsVersion(who, { documentId, note: 'ссылки' });
    await test.app.settle();
    const page = await documents.queries.getDocument(who, { id: documentId });
    expect(page.paperHtml).toContain('href="/acts/fz-901-2015/st-1/ch-2"');
    expect(page.paperHtml).toContain('утратил силу с 01.09.2025');
    expect(page.lapsedNorms).toBe(2);
    const list = await documents.queries.listDocuments(who, {});
    expect(list.items.find(({ id }) => id === documentId)?.lapsedNorms).toBe(2);
  });

  it('does not call an act lapsed before its last day', async () => {
    const resolver = await test.app.services.knowledge.openResolver();
    const [found] = await resolver.resolveText(
      'п. 1 Правил, утв. постановлением Правительства РФ от 13.08.2006 № 491',
    );
    expect(found?.resolutions[0]?.status).not.toBe('lapsed');
  });

  it('links inside a fragment without touching anything else', async () => {
    const resolver = await test.app.services.knowledge.openResolver();
    const html =
      '<p>A &amp; B, ч. 2 ст. 1 901-ФЗ</p><a href="x">ч. 2 ст. 1 901-ФЗ</a><p>&copy; ч. 2 ст. 1 901-ФЗ</p>';
    const linked = await linkHtml(html, (text) => resolver.resolveText(text));
    expect(linked.match(/class="norm"/g)).toHaveLength(1);
    expect(linked.replace(/<a class="norm"[^>]*>(.*?)<\/a>/g, '$1')).toBe(html);
  });
});
