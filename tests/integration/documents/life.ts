// Steps of a document's life for the tests of this folder: each calls the real commands as a sample person.
import { sampleUserId } from '~/modules/identity';
import type { TestApp } from '../../setup/test-app';
import { OWNER } from '../../setup/test-app';

export const CO_ORGANISERS = ['inspection', 'houses', 'institute', 'consumers', 'mediators'] as const;

export const bindings = Object.fromEntries(
  CO_ORGANISERS.map((key) => [`coOrganisers.${key}`, { userId: sampleUserId(`approver-${key}`) }]),
);

export async function sampleFields(
  test: TestApp,
  templateId = 'resolution/flat',
): Promise<Record<string, unknown>> {
  const template = await test.app.templates.getCurrentTemplate(templateId);
  return structuredClone(template.sample ?? {}) as Record<string, unknown>;
}

export async function createResolution(test: TestApp, change: Record<string, unknown> = {}) {
  const fields = { ...(await sampleFields(test)), ...change };
  const { commands } = test.app.services.documents;
  return commands.createDocument(test.as('drafter'), { templateId: 'resolution/flat', owner: OWNER, fields });
}

export async function submitted(test: TestApp) {
  const made = await createResolution(test);
  await test.app.services.documents.commands.submitDocument(test.as('drafter'), { ...made, bindings });
  return made;
}

export const decision = (made: { documentId: string; versionSha256: string }, assigneeKey: string) => ({
  ...made,
  stepId: 'co-organisers',
  assigneeKey,
  decision: 'agree' as const,
});

export async function agreeAll(test: TestApp, made: { documentId: string; versionSha256: string }) {
  const { commands, queries } = test.app.services.documents;
  for (const key of CO_ORGANISERS)
    await commands.decideDocument(test.as(`approver-${key}`), decision(made, key));
  for (;;) {
    const view = await queries.getDocument(test.as('chair'), { id: made.documentId });
    const place = view.can.decide[0];
    if (!place) return;
    await commands.decideDocument(test.as('chair'), { ...made, ...place, decision: 'agree' });
  }
}

export async function adopted(test: TestApp) {
  const made = await submitted(test);
  await agreeAll(test, made);
  await test.app.services.documents.commands.adoptDocument(test.as('chair'), { ...made, date: '2026-09-25' });
  return made;
}

/** Code of the AppError a promise is refused with; «fulfilled» when it is not. */
export async function refusal(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'fulfilled',
    (error: { code?: string }) => error.code ?? String(error),
  );
}
