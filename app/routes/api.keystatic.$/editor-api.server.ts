// The content editor's API behind our guards. Keystatic's local mode has no authentication, no commit and no lock:
// every call passes role, origin and path checks here, and a save runs alone and ends as one commit.
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { canEditContent } from '~/modules/identity';
import { identityError } from '~/modules/identity/index.server';
import type { ContentStore } from '~/platform/content';
import type { RouteArgs } from '~/platform/http';
import { assertSameOrigin, httpError, type RequestContext, readBody } from '~/platform/http/index.server';
import { assertOpens } from './assert-opens.server';
import {
  type ContentUpdate,
  type EntryPath,
  editorError,
  parseContentUpdate,
  parseEntryPath,
} from './content-update';

const MAX_UPDATE_BYTES = 4 * 1024 * 1024;

declare module '~/platform/http/load-context' {
  interface ServiceRegistry {
    /** The editable content (data/content). */
    readonly content: ContentStore;
  }
}

/** Throws unless the person is an editor and the content can be written; the same for page and API. */
export function assertEditor(ctx: RequestContext, content: ContentStore): void {
  if (ctx.sessionId === null) throw httpError('sign-in-required');
  if (!canEditContent(ctx.actor)) throw identityError('not-editor');
  const state = content.state();
  if (state.mode === 'read-only') throw editorError('read-only', { reason: state.reason });
}

/** GET: the tree of files and their contents. */
export async function readFromEditor(ctx: RequestContext, args: RouteArgs): Promise<Response> {
  const { content } = args.context.services;
  assertEditor(ctx, content);
  assertEditorHeader(args.request);
  const rest = editorPath(args.request);
  if (rest[0] === 'tree' && rest.length === 1) return callKeystatic(content, args.request);
  if (rest[0] !== 'blob') throw editorError('bad-request');
  parseEntryPath(rest.slice(2).join('/'));
  return callKeystatic(content, args.request);
}

/** POST: saves entries; one save at a time, one commit in the author's name. All or nothing. */
export async function saveFromEditor(ctx: RequestContext, args: RouteArgs): Promise<Response> {
  const { content, identity } = args.context.services;
  assertEditor(ctx, content);
  assertSameOrigin(args);
  assertEditorHeader(args.request);
  if (args.request.method !== 'POST' || editorPath(args.request).join('/') !== 'update') {
    throw editorError('bad-request');
  }
  const body = await readBody(args.request, MAX_UPDATE_BYTES);
  const update = parseContentUpdate(body);
  const person = await identity.findPerson(ctx.actor.id);
  const author = { name: ctx.actor.name, email: person?.email };
  const { url, headers } = args.request;
  const request = new Request(url, { method: 'POST', headers, body: body as BodyInit });
  const work = () => writeOrRestore(content, request, update);
  return content.edit(author, work, messageOf(update), ['content/glossary', 'content/guides']);
}

async function writeOrRestore(
  content: ContentStore,
  request: Request,
  update: ContentUpdate,
): Promise<Response> {
  const before = await Promise.all(
    [...update.additions, ...update.deletions].map(async ({ path }) => ({
      path,
      bytes: await readIfThere(join(content.folder, path)),
    })),
  );
  try {
    const response = await callKeystatic(content, request);
    if (!response.ok) throw editorError('bad-request');
    for (const entry of update.additions) await assertOpens(content.folder, entry);
    return response;
  } catch (error) {
    for (const { path, bytes } of before) {
      if (bytes) await writeFile(join(content.folder, path), bytes);
      else await rm(join(content.folder, path), { force: true });
    }
    throw error;
  }
}

async function readIfThere(path: string): Promise<Uint8Array | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

// Loaded at the first edit: the library is large, and most processes never edit.
async function callKeystatic(content: ContentStore, request: Request): Promise<Response> {
  const [{ handleLoader }, { default: config }] = await Promise.all([
    import('@keystatic/remix/api'),
    import('../../../keystatic.config'),
  ]);
  const response = await handleLoader({ config, localBaseDirectory: content.folder }, {
    request,
    params: {},
    context: {},
  } as Parameters<typeof handleLoader>[1]);
  response.headers.set('Cache-Control', 'no-store');
  response.headers.set('X-Content-Type-Options', 'nosniff');
  return response;
}

const editorPath = (request: Request): string[] =>
  new URL(request.url).pathname
    .replace(/^\/api\/keystatic\/?/, '')
    .split('/')
    .filter(Boolean)
    .map((part) => decodeSegment(part));

function decodeSegment(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (cause) {
    throw editorError('bad-request', {}, cause);
  }
}

// A header that a foreign page cannot send without our leave (it forces a preflight).
function assertEditorHeader(request: Request): void {
  if (request.headers.get('no-cors') !== '1') throw editorError('foreign-request');
}

function messageOf({ additions, deletions }: ContentUpdate): string {
  const names = (entries: readonly EntryPath[]) => entries.map(({ path }) => path).join(', ');
  if (deletions.length === 0) return `Правка: ${names(additions)}`;
  if (additions.length === 0) return `Удаление: ${names(deletions)}`;
  return `Правка: ${names(additions)}; удаление: ${names(deletions)}`;
}
