// A file from somebody without an account, to be read and forgotten: same site, limited by address and by size.
import { assertSameOrigin } from './csrf.server';
import { readForm } from './form.server';
import type { RouteArgs } from './load-context';

const FORM_ROOM = 16 * 1024;

/** Bytes of the field `file`; none when it is absent. Throws http/foreign-origin, too-many-requests, body-too-large. */
export async function readOpenFile(args: RouteArgs, maxBytes: number): Promise<Uint8Array> {
  assertSameOrigin(args);
  await args.context.services.http.limits.compareFile.consume(args.context.clientAddress);
  const file = (await readForm(args.request, { maxBytes: maxBytes + FORM_ROOM })).get('file');
  return file instanceof File ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array();
}
