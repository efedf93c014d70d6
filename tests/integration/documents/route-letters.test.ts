// Letters of a route as they come out of its events: to whom, once, and not when what they speak of is past.
import { describe, expect, it } from 'vitest';
import { type PersonView, sampleUserId } from '~/modules/identity';
import { registerTestApp } from '../../setup/test-app';
import { adopted, agreeAll, CO_ORGANISERS, decision, submitted } from './life';

const test = registerTestApp();
const commands = () => test.app.services.documents.commands;
const system = () => test.app.system('test');

const addressOf = async (key: string) =>
  ((await test.app.services.identity.findPerson(sampleUserId(key))) as PersonView).email;

/** Runs the waiting jobs of one document's route by hand, as the worker would. */
async function deliver(documentId: string): Promise<void> {
  await test.app.settle();
  for (const kind of ['route-notice', 'route-outcome'] as const) {
    const jobs = await test.app.jobs.list({ kind, limit: 500 });
    for (const { payload } of jobs.filter((job) => job.payload.documentId === documentId))
      await (kind === 'route-notice' ? commands().sendRouteNotice : commands().sendRouteOutcome)(
        system(),
        payload as never,
      );
  }
}
async function lettersTo(key: string, subject: RegExp): Promise<string[]> {
  const address = await addressOf(key);
  const { letters } = await test.app.services.identity.listLetters(system());
  return letters
    .filter((letter) => subject.test(letter.subject) && letter.to.includes(address))
    .map((letter) => letter.fileName);
}

describe('a reminder and an escalation', () => {
  it('go to who is asked before the term, and above him after it; to nobody who has answered', async () => {
    test.clock.set('2026-09-21T09:00:00Z');
    const made = await submitted(test);
    await commands().decideDocument(test.as('approver-houses'), decision(made, 'houses'));
    // The term is the end of 24 September, the reminder at ten of the day before.
    test.clock.set('2026-09-23T07:30:00Z');
    await commands().runRouteTimers(system());
    await deliver(made.documentId);
    expect(await lettersTo('approver-institute', /^Напоминание/)).toHaveLength(1);
    expect(await lettersTo('approver-houses', /^Напоминание/)).toEqual([]);
    await deliver(made.documentId);
    expect(await lettersTo('approver-institute', /^Напоминание/)).toHaveLength(1);
    // Overdue, then two working days later the chair is told.
    test.clock.set('2026-09-25T07:00:00Z');
    await commands().runRouteTimers(system());
    expect(await lettersTo('chair', /^Просрочено/)).toEqual([]);
    test.clock.set('2026-09-29T07:00:00Z');
    await commands().runRouteTimers(system());
    await deliver(made.documentId);
    expect((await lettersTo('chair', /^Просрочено/)).length).toBe(CO_ORGANISERS.length - 1);
  });
});

describe('the author', () => {
  it('is told of a return and of a remark that waits for him, once', async () => {
    test.clock.set('2026-10-05T09:00:00Z');
    const made = await submitted(test);
    const remark = 'В пункте 3 укажите срок.';
    await commands().decideDocument(test.as('approver-houses'), {
      ...decision(made, 'houses'),
      decision: 'agree-with-remarks',
      remark,
    });
    await deliver(made.documentId);
    await deliver(made.documentId);
    expect(await lettersTo('drafter', /^Замечание при согласовании/)).toHaveLength(1);
    await commands().decideDocument(test.as('approver-institute'), {
      ...decision(made, 'institute'),
      decision: 'return',
      remark,
    });
    await deliver(made.documentId);
    expect(await lettersTo('drafter', /^Возвращено на доработку/)).toHaveLength(1);
  });

  it('is told of the end of the route, and not of what is past', async () => {
    const made = await submitted(test);
    await test.app.settle();
    await commands().withdrawDocument(test.as('drafter'), { documentId: made.documentId });
    await deliver(made.documentId);
    const agreed = await submitted(test);
    await agreeAll(test, agreed);
    await deliver(agreed.documentId);
    await deliver(agreed.documentId);
    const done = await adopted(test);
    await deliver(done.documentId);
    // Of the second nothing is said: it is adopted already.
    expect(await lettersTo('drafter', /^Согласовано/)).toHaveLength(1);
  });
});
