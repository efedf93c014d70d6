import type { Context } from '~/shared/context';
import type { DocumentsDeps } from '../../documents.deps';
import { assertReadable } from '../../documents.policy';
import { documentError } from '../../errors';

const startsWith = (bytes: Uint8Array, ...head: number[]) => head.every((byte, i) => bytes[i] === byte);

/** The scan of a letter by which somebody decided. Throws documents/not-found for guests and for any other file. */
export const getLetterScan =
  (deps: DocumentsDeps) =>
  async (
    ctx: Context,
    input: { id: string; sha256: string },
  ): Promise<{ bytes: Uint8Array; mediaType: string }> => {
    const document = await deps.repository.getById(input.id);
    assertReadable(ctx.actor, document);
    const routes = [...document.pastRoutes, ...(document.route ? [document.route] : [])];
    const known = routes.some(({ decisions }) =>
      decisions.some(({ letter }) => letter?.scanSha256 === input.sha256),
    );
    if (!known || ctx.actor.type === 'guest') throw documentError('not-found', { id: input.id });
    const bytes = await deps.files.get(input.sha256);
    if (!bytes) throw documentError('not-found', { id: input.id });
    const mediaType = startsWith(bytes, 0x25, 0x50, 0x44, 0x46)
      ? 'application/pdf'
      : startsWith(bytes, 0x89, 0x50)
        ? 'image/png'
        : 'image/jpeg';
    return { bytes, mediaType };
  };
