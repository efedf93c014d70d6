// The route editor over the whole product: opening, saving, releases, audit, policy, conflict, bad input.
import { describe, expect, it } from 'vitest';
import { sampleOrganisationId } from '~/modules/identity';
import { editDraft, type RouteDraft } from '~/modules/workflows';
import { registerTestApp } from '../../setup/test-app';

const test = registerTestApp();
const ID = 'resolution/simple';
const editor = () => test.app.services.routeEditor;
const open = async (id = ID) => {
  const route = await editor().openRoute(test.as('editor'), { id });
  if (!route.draft) throw new Error('the shipped route must open as cards');
  return { ...route, draft: route.draft };
};
const renamed = (draft: RouteDraft, title: string): RouteDraft => ({ ...draft, title });

describe('route editor', () => {
  it('lists all shipped routes with the words of their kinds', async () => {
    const rows = await editor().listRoutes(test.as('editor'));
    expect(rows).toContainEqual(
      expect.objectContaining({ id: ID, kind: 'Резолюция', title: 'Только председательствующий', steps: 1 }),
    );
    expect(rows.every(({ isSound }) => isSound)).toBe(true);
  });

  it('knows the fields of the kind with labels', async () => {
    const { fields } = await open();
    expect(fields).toContainEqual(
      expect.objectContaining({ path: 'coOrganisers', type: 'list', label: expect.stringMatching(/[А-я]/) }),
    );
  });

  it('saves as a commit of the author, an audit entry and a new release; the former one stays for who runs on it', async () => {
    const before = await test.app.workflows.getCurrentWorkflow(ID);
    const { draft, base } = await open();
    const added = editDraft(draft, 'add-step', []).draft;
    const steps = added.steps.map((step, n) =>
      n === 1 ? { ...step, title: 'Секретарь', role: 'secretary' as const } : step,
    );
    const saved = await editor().saveRoute(test.as('editor'), { id: ID, base, draft: { ...added, steps } });
    expect(saved).toMatchObject({ outcome: 'saved', changed: true });
    const after = await test.app.workflows.getCurrentWorkflow(ID);
    expect(after.definition.steps.map(({ title }) => title)).toEqual(['Председательствующий', 'Секретарь']);
    expect(after.sha).not.toBe(before.sha);
    expect((await test.app.workflows.getWorkflow(before.sha)).definition.steps).toHaveLength(1);
    const [commit] = await test.app.services.content.history(`workflows/${ID}.yaml`);
    expect(commit).toMatchObject({
      author: test.as('editor').actor.name,
      message: 'Маршрут: Только председательствующий',
    });
    const { lines } = await test.app.audit.listEntries(test.app.system('test'), {
      aggregate: { type: 'content-commit', id: commit!.commit },
      limit: 10,
    });
    expect(lines.map(({ type }) => type)).toEqual(['workflow.changed']);
    expect((await test.app.audit.verify()).findings).toEqual([]);
  });

  it('a save pressed twice is one commit and no conflict with oneself', async () => {
    const { draft, base } = await open();
    const input = { id: ID, base, draft: renamed(draft, 'Дважды нажатый') };
    await editor().saveRoute(test.as('editor'), input);
    const count = (await test.app.services.content.history(`workflows/${ID}.yaml`)).length;
    const again = await editor().saveRoute(test.as('editor'), input);
    expect(again).toMatchObject({ outcome: 'saved', changed: false });
    expect(await test.app.services.content.history(`workflows/${ID}.yaml`)).toHaveLength(count);
  });

  it('the same again is no commit', async () => {
    const { draft, base } = await open();
    const count = (await test.app.services.content.history(`workflows/${ID}.yaml`)).length;
    const again = await editor().saveRoute(test.as('editor'), { id: ID, base, draft });
    expect(again).toMatchObject({ outcome: 'saved', changed: false });
    expect(await test.app.services.content.history(`workflows/${ID}.yaml`)).toHaveLength(count);
  });

  it('a change meanwhile is a conflict that says who; saving over it is possible on purpose', async () => {
    const mine = await open();
    const theirs = await editor().saveRoute(test.as('editor'), {
      id: ID,
      base: mine.base,
      draft: renamed(mine.draft, 'Название другого'),
    });
    expect(theirs.outcome).toBe('saved');
    const late = await editor().saveRoute(test.as('editor'), {
      id: ID,
      base: mine.base,
      draft: renamed(mine.draft, 'Моё'),
    });
    expect(late).toMatchObject({ outcome: 'conflict', by: test.as('editor').actor.name });
    expect((await open()).title).toBe('Название другого');
    const { base } = late as Extract<typeof late, { outcome: 'conflict' }>;
    const over = await editor().saveRoute(test.as('editor'), {
      id: ID,
      base,
      draft: renamed(mine.draft, 'Моё'),
    });
    expect(over.outcome).toBe('saved');
    expect((await open()).title).toBe('Моё');
  });

  it('two at once: one is saved, the other is told', async () => {
    const { draft, base } = await open();
    const outcomes = await Promise.all(
      ['Раз', 'Два'].map((title) =>
        editor().saveRoute(test.as('editor'), { id: ID, base, draft: renamed(draft, title) }),
      ),
    );
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['conflict', 'saved']);
  });

  it('a broken route is refused with its problems and changes nothing', async () => {
    const { draft, base, text } = await open();
    const steps = draft.steps.map((step) => ({ ...step, due: 'скоро', title: '' }));
    const refused = await editor().saveRoute(test.as('editor'), { id: ID, base, draft: { ...draft, steps } });
    expect(refused).toMatchObject({ outcome: 'broken' });
    expect((await open()).text).toBe(text);
  });

  it('makes a new route with a free name, a commit, an audit entry and a release', async () => {
    const make = () =>
      editor().createRoute(test.as('editor'), { kind: 'regulation', title: 'Срочное согласование' });
    const [first, second] = [await make(), await make()];
    expect([first, second]).toEqual([
      'regulation/srochnoe-soglasovanie',
      'regulation/srochnoe-soglasovanie-2',
    ]);
    const made = await test.app.workflows.getCurrentWorkflow(first);
    expect(made.definition).toMatchObject({ kind: 'regulation', title: 'Срочное согласование' });
    expect((await open(first)).draft.steps).toHaveLength(1);
    expect(await editor().createRoute(test.as('editor'), { kind: 'regulation', title: '2026!' })).toBe(
      'regulation/route',
    );
    await expect(
      editor().createRoute(test.as('editor'), { kind: '../x', title: 'Маршрут' }),
    ).rejects.toMatchObject({
      code: 'workflows/unknown-kind',
    });
    await expect(
      editor().createRoute(test.as('chair'), { kind: 'regulation', title: 'Маршрут' }),
    ).rejects.toMatchObject({ code: 'identity/not-editor' });
    expect((await test.app.audit.verify()).findings).toEqual([]);
  });

  it('copies what is typed into a route of its own; the former one stays', async () => {
    const { draft, text } = await open();
    const named = { ...renamed(draft, `${draft.title} `), note: 'Правленое' };
    const copied = await editor().copyRoute(test.as('editor'), { id: ID, draft: named });
    if (copied.outcome !== 'copied') throw new Error('a sound route is copied');
    expect(copied.id).not.toBe(ID);
    expect((await open(copied.id)).draft).toMatchObject({
      title: `${draft.title} (копия)`,
      note: 'Правленое',
      steps: draft.steps,
    });
    expect((await open()).text).toBe(text);
    const other = await editor().copyRoute(test.as('editor'), { id: ID, draft: renamed(draft, 'Иной') });
    expect(other).toEqual({ outcome: 'copied', id: 'resolution/inoy' });
    expect((await open('resolution/inoy')).title).toBe('Иной');
    const broken = await editor().copyRoute(test.as('editor'), { id: ID, draft: { ...draft, steps: [] } });
    expect(broken.outcome).toBe('broken');
  });

  it('deletes: a commit, an audit entry, no new documents; what has begun goes on by its release', async () => {
    const id = await editor().createRoute(test.as('editor'), { kind: 'resolution', title: 'На выброс' });
    const { sha } = await test.app.workflows.getCurrentWorkflow(id);
    const { base } = await open(id);
    await expect(editor().removeRoute(test.as('editor'), { id, base: '0'.repeat(64) })).rejects.toMatchObject(
      { code: 'workflows/changed-meanwhile' },
    );
    await editor().removeRoute(test.as('editor'), { id, base });
    await expect(test.app.workflows.getCurrentWorkflow(id)).rejects.toMatchObject({
      code: 'workflows/not-found',
    });
    expect((await test.app.workflows.getWorkflow(sha)).definition.title).toBe('На выброс');
    const [commit] = await test.app.services.content.history(`workflows/${id}.yaml`);
    expect(commit).toMatchObject({
      author: test.as('editor').actor.name,
      message: 'Маршрут удалён: На выброс',
    });
    const { lines } = await test.app.audit.listEntries(test.app.system('test'), {
      aggregate: { type: 'content-commit', id: commit!.commit },
    });
    expect(lines).toMatchObject([{ type: 'workflow.removed', data: { workflow: id, release: sha } }]);
    await expect(editor().removeRoute(test.as('editor'), { id, base })).rejects.toMatchObject({
      code: 'workflows/not-found',
    });
  });

  it('a route that templates name is not deleted: they are named', async () => {
    const id = 'resolution/co-organisers';
    const { base } = await open(id);
    const templates = await editor().templatesOn(test.as('editor'), { id });
    expect(templates.length).toBeGreaterThan(1);
    await expect(editor().removeRoute(test.as('editor'), { id, base })).rejects.toMatchObject({
      code: 'workflows/route-in-use',
      message: expect.stringContaining(`«${templates[0]}»`),
    });
    expect((await open(id)).base).toBe(base);
  });

  it('a play counts the days of the zone of the one who edits', async () => {
    const id = sampleOrganisationId('inspection');
    await test.db
      .collection<{ _id: string }>('organisations')
      .updateOne({ _id: id }, { $set: { timeZone: 'Asia/Kamchatka' } });
    const { actor, ...rest } = test.as('editor');
    const memberships = actor.memberships.map((one) => ({ ...one, organisationId: id }));
    const there = { ...rest, actor: { ...actor, memberships } };
    expect((await editor().openRoute(there, { id: ID })).timeZone).toBe('Asia/Kamchatka');
    expect((await open()).timeZone).toBe('Europe/Moscow');
  });

  it.each(['administrator', 'drafter', 'chair'])('%s without the role of editor is refused', async (key) => {
    const { draft, base } = await open();
    await expect(editor().listRoutes(test.as(key))).rejects.toMatchObject({ code: 'identity/not-editor' });
    await expect(editor().openRoute(test.as(key), { id: ID })).rejects.toMatchObject({
      code: 'identity/not-editor',
    });
    for (const refused of [
      editor().copyRoute(test.as(key), { id: ID, draft }),
      editor().templatesOn(test.as(key), { id: ID }),
      editor().removeRoute(test.as(key), { id: ID, base }),
    ]) {
      await expect(refused).rejects.toMatchObject({ code: 'identity/not-editor' });
    }
    await expect(editor().saveRoute(test.as(key), { id: ID, base, draft })).rejects.toMatchObject({
      code: 'identity/not-editor',
    });
  });

  it.each(['resolution/absent', '../content/rules/x', 'resolution', 'a/b/c', ''])(
    '%j is not found',
    async (id) => {
      await expect(editor().openRoute(test.as('editor'), { id })).rejects.toMatchObject({
        code: 'workflows/not-found',
      });
    },
  );
});
