// Two processes that write one document: what one remembers of its own writes is never taken for what the other wrote.
import { describe, expect, it } from 'vitest';
import { documentModels } from '~/modules/documents/documents.model.server';
import { createDocumentsRepository } from '~/modules/documents/documents.repository.server';
import { registerTestApp } from '../../setup/test-app';
import { createResolution } from './life';

const test = registerTestApp();
/** As a process has it, with a memory of its own. */
const ofProcess = () => createDocumentsRepository(documentModels(test.app.storage.connection));
const titled = (title: string) => ({ set: { title }, events: [], result: title });

describe('the state that a process wrote last', () => {
  it('gives way to what another process wrote', async () => {
    const { documentId: id } = await createResolution(test);
    const [here, there] = [ofProcess(), ofProcess()];
    await here.mutate(id, () => titled('first'));
    await there.mutate(id, () => titled('second'));
    const seen: string[] = [];
    await here.mutate(id, ({ title }) => {
      seen.push(title);
      return titled(`${title}, third`);
    });
    expect(seen).toEqual(['first', 'second']);
    expect((await there.getById(id)).title).toBe('second, third');
  });

  it('does not refuse for the other', async () => {
    const { documentId: id } = await createResolution(test);
    const [here, there] = [ofProcess(), ofProcess()];
    await here.mutate(id, () => titled('closed'));
    await there.mutate(id, () => titled('open'));
    const onlyIfOpen = ({ title }: { title: string }) => {
      if (title !== 'open') throw new Error(`refused: ${title}`);
      return titled('done');
    };
    expect(await here.mutate(id, onlyIfOpen)).toBe('done');
    await expect(here.mutate(id, onlyIfOpen)).rejects.toThrow('refused: done');
  });

  it('is the stored state: of a route only what changed is written', async () => {
    const made = await createResolution(test);
    const { documentId: id } = made;
    await test.app.services.documents.commands.submitDocument(test.as('drafter'), made);
    const [here, there] = [ofProcess(), ofProcess()];
    const addPending = (token: string) =>
      here.mutate(id, ({ route }) => ({
        set: { route: route && { ...route, pending: [...route.pending, token], nextTimerAt: null } },
        events: [],
        result: null,
      }));
    await addPending('user:a');
    await addPending('user:b');
    const stored = await there.getById(id);
    expect(stored.route?.pending.slice(-2)).toEqual(['user:a', 'user:b']);
    await here.mutate(id, (document) => {
      expect({ ...document, outbox: [] }).toEqual({ ...stored, outbox: [] });
      return titled('same');
    });
  });

  it('cannot be altered by the change that is given it', async () => {
    const { documentId: id } = await createResolution(test);
    const here = ofProcess();
    await here.mutate(id, () => titled('kept'));
    await here.mutate(id, (document) => {
      expect(() => document.acl.push('user:x')).toThrow(TypeError);
      return titled('kept still');
    });
    expect((await ofProcess().getById(id)).acl).not.toContain('user:x');
  });

  it('of twenty at once in two processes loses none', async () => {
    const { documentId: id } = await createResolution(test);
    const both = [ofProcess(), ofProcess()];
    const add = (n: number) =>
      both[n % 2]?.mutate(id, ({ acl }) => ({
        set: { acl: [...acl, `user:n${n}`] },
        events: [],
        result: null,
      }));
    await Promise.all(Array.from({ length: 20 }, (_, n) => add(n)));
    const { acl, version } = await ofProcess().getById(id);
    expect(acl.filter((token) => token.startsWith('user:n')).length).toBe(20);
    expect(version).toBe(21);
  });
});
