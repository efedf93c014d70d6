import { describe, expect, it } from 'vitest';
import { registerTestApp } from '../../setup/test-app';
import { submitted } from './life';

const test = registerTestApp();

describe('timers of routes', () => {
  it('fire once when they are due: a silent step is escalated or stays asked, and nothing is decided by itself', async () => {
    const { documentId } = await submitted(test);
    const { commands, queries } = test.app.services.documents;
    const before = await queries.getDocument(test.as('secretary'), { id: documentId });
    expect(await commands.runRouteTimers(test.app.system('timers'))).toBe(0);

    test.clock.set('2026-12-01T09:00:00Z');
    const moved = await commands.runRouteTimers(test.app.system('timers'));
    expect(moved).toBeGreaterThan(0);
    const again = await commands.runRouteTimers(test.app.system('timers'));
    expect(again).toBe(0);

    const after = await queries.getDocument(test.as('secretary'), { id: documentId });
    expect(after.state).toBe(before.state);
    expect(after.route.steps[0]?.assignees.every(({ decision }) => decision === null)).toBe(true);
    expect(after.route.steps[0]?.dueText).toMatch(/^просрочено/);
  });
});

describe('sample papers', () => {
  it('are made by jobs: one a paper, never twice', async () => {
    const system = test.app.system('test');
    await test.app.services.loadSampleData(system);
    await test.app.services.loadSampleData(system);
    const waiting = await test.app.jobs.list({ kind: 'samples.live-out', limit: 100 });
    expect(waiting.length).toBeGreaterThanOrEqual(8);
    expect(new Set(waiting.map(({ key }) => key)).size).toBe(waiting.length);
  });
});
