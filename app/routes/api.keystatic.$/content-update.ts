// What the editor may send, checked by us: Keystatic's own path check is a bare prefix match, so that
// `content/guidesevil/x.mdoc` would pass for `content/guides`. Here a path is a file directly in a known folder.
import { z } from 'zod';
import { errorsOf } from '~/shared/app-error';

export const MAX_ENTRY_BYTES = 512 * 1024;
const ENTRY = /^content\/(glossary|guides)\/([a-z0-9]+(?:-[a-z0-9]+)*)\.mdoc$/;

export const editorError = errorsOf('editor', {
  'bad-request': {
    kind: 'invalid',
    text: 'Редактор прислал данные, которые сервер не понял. Обновите страницу и повторите.',
    when: 'the body is not the editor’s update, or the method or address is not the editor’s',
  },
  'bad-path': {
    kind: 'forbidden',
    text: 'Файл «{path}» редактировать нельзя: редактор работает только с глоссарием и руководствами, имя — латиницей.',
    when: 'reading or writing outside the collections',
  },
  'entry-too-large': {
    kind: 'limit',
    text: 'Статья «{path}» слишком велика. Сократите её или разделите на две.',
    when: 'an entry above MAX_ENTRY_BYTES',
  },
  'broken-entry': {
    kind: 'invalid',
    text: 'Статья «{path}» не сохранена: она не открылась бы снова ({reason}). Исправьте разметку и сохраните ещё раз.',
    when: 'what was saved does not parse by keystatic.config.ts',
  },
  'read-only': {
    kind: 'conflict',
    text: 'Правка справочных материалов отключена. {reason}',
    when: 'the content folder cannot be written',
  },
  'foreign-request': {
    kind: 'forbidden',
    text: 'Запрос пришёл не из редактора и не выполнен.',
    when: 'the editor’s header is missing',
  },
});

export interface EntryPath {
  readonly path: string;
  readonly collection: 'glossary' | 'guides';
  readonly slug: string;
}

/** Parts of an entry's path. Throws `editor/bad-path` for anything else. */
export function parseEntryPath(path: string): EntryPath {
  const [, collection, slug] = ENTRY.exec(path) ?? [];
  if ((collection !== 'glossary' && collection !== 'guides') || !slug || slug.length > 80) {
    throw editorError('bad-path', { path: path.slice(0, 200) });
  }
  return { path, collection, slug };
}

const UpdateSchema = z.strictObject({
  additions: z.array(z.strictObject({ path: z.string(), contents: z.string() })).max(20),
  deletions: z.array(z.strictObject({ path: z.string() })).max(20),
});

export interface ContentUpdate {
  readonly additions: readonly EntryPath[];
  readonly deletions: readonly EntryPath[];
}

/** Checks the JSON of an update: shape, every path, every size. Throws `editor/…`. */
export function parseContentUpdate(bytes: Uint8Array): ContentUpdate {
  const update = UpdateSchema.safeParse(parseJson(new TextDecoder().decode(bytes)));
  if (!update.success) throw editorError('bad-request');
  for (const { path, contents } of update.data.additions) {
    if (contents.length > (MAX_ENTRY_BYTES * 4) / 3) throw editorError('entry-too-large', { path });
  }
  return {
    additions: update.data.additions.map(({ path }) => parseEntryPath(path)),
    deletions: update.data.deletions.map(({ path }) => parseEntryPath(path)),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw editorError('bad-request', {}, cause);
  }
}
