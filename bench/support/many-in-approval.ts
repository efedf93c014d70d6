// Documents on their way: copies of one that was really sent, each with twenty people asked on its first step.
import { loadSamplePeople } from '~/bootstrap/sample-data.server';
import type { App } from '~/bootstrap.server';
import { sampleOrganisationId, sampleUserId } from '~/modules/identity';
import type { Context } from '~/shared/context';
import { newId } from '~/shared/ids';

export const APPROVERS = 20;
/** Sample people among the asked; the others are names without accounts. */
export const APPROVER_KEYS = ['inspection', 'houses', 'institute', 'consumers', 'mediators'] as const;

export interface Flight {
  readonly ids: readonly string[];
  readonly stepId: string;
  readonly versionSha256: string;
  readonly route: unknown;
  readonly people: Awaited<ReturnType<typeof loadSamplePeople>>;
  /** Context of a sample person by his key. */
  readonly as: (key: string) => Context;
}

/** Key of the place that the n-th of {@link APPROVER_KEYS} holds in every copy. */
export const placeOf = (n: number): string => `p${n}`;

export async function putInFlight(app: App, count: number): Promise<Flight> {
  await app.whenReady();
  const people = await loadSamplePeople(app.samples, app.system('bench'));
  const known = await app.services.identity.listPeople({});
  const as = (key: string): Context => {
    const { id, displayName: name, memberships } = known.find((one) => one.id === sampleUserId(key))!;
    const actor = { type: 'user' as const, id, name, memberships };
    return { actor, now: () => new Date(), newId, requestId: 'bench', locale: 'ru' };
  };
  const { commands } = app.services.documents;
  const template = await app.templates.getCurrentTemplate('resolution/flat');
  const made = await commands.createDocument(as('drafter'), {
    templateId: 'resolution/flat',
    owner: sampleOrganisationId('dvor'),
    fields: structuredClone(template.sample ?? {}) as Record<string, unknown>,
  });
  const bindings = Object.fromEntries(
    APPROVER_KEYS.map((key) => [`coOrganisers.${key}`, { userId: sampleUserId(`approver-${key}`) }]),
  );
  await commands.submitDocument(as('drafter'), { ...made, bindings });

  const { connection } = app.storage;
  const collection = connection.getClient().db(connection.name).collection('documents');
  const [seed] = await collection.find({ _id: made.documentId as never }).toArray();
  if (!seed) throw new Error('the document is not there');
  const [first] = seed.route.steps;
  const asked = Array.from({ length: APPROVERS }, (_, n) => {
    const key = n < APPROVER_KEYS.length ? `approver-${APPROVER_KEYS[n]}` : `bench-${n}`;
    const userId = n < APPROVER_KEYS.length ? sampleUserId(key) : key;
    return { ...first.assignees[0], key: placeOf(n), userId, token: `user:${userId}`, name: key };
  });
  const copies = Array.from({ length: count }, (_, n) => ({
    ...seed,
    _id: `doc_bench${n}` as never,
    outbox: [],
    eventSeq: 0,
    route: {
      ...seed.route,
      id: `bench-route-${n}`,
      pending: asked.map(({ token }) => token).sort(),
      steps: [{ ...first, assignees: asked }, ...seed.route.steps.slice(1)],
    },
  }));
  for (let at = 0; at < copies.length; at += 100) await collection.insertMany(copies.slice(at, at + 100));
  const versions = connection.getClient().db(connection.name).collection('versions');
  const version = await versions.findOne({ documentId: made.documentId });
  const kept = copies.map(({ _id }, n) => ({ ...version, _id: `ver_bench${n}` as never, documentId: _id }));
  for (let at = 0; at < kept.length; at += 100) await versions.insertMany(kept.slice(at, at + 100));
  await app.settle();
  return {
    ids: copies.map(({ _id }) => String(_id)),
    stepId: first.id,
    versionSha256: seed.route.versionSha256,
    route: copies[0]?.route,
    people,
    as,
  };
}
