// Our own path check: Keystatic's is a bare prefix match (`content/rolesevil.yaml` passes `content/roles`).
import { fail } from './errors';

export const CONTENT_ROOTS = ['content', 'workflows', 'templates'] as const;

const EXTENSIONS = new Set([
  'yaml',
  'yml',
  'json',
  'md',
  'mdoc',
  'hbs',
  'svg',
  'png',
  'jpg',
  'jpeg',
  'webp',
  'gif',
]);
const TEXT_EXTENSIONS = new Set(['yaml', 'yml', 'json', 'md', 'mdoc', 'hbs']);
// Letters, digits, point, hyphen, underscore; not hidden, no point at the end, nothing that Windows reserves.
const NAME = /^[\p{L}\p{N}_][\p{L}\p{N}._-]{0,98}$/u;
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** The path as it is, when it names a file of the content; otherwise throws `content/bad-path`. */
export function assertContentPath(path: string): string {
  const parts = path.split('/');
  const [root = ''] = parts;
  const isSound =
    path.length <= 240 &&
    path === path.normalize('NFC') &&
    parts.length >= 2 &&
    parts.length <= 8 &&
    (CONTENT_ROOTS as readonly string[]).includes(root) &&
    parts.every(
      (part) => NAME.test(part) && !part.endsWith('.') && !part.includes('..') && !RESERVED.test(part),
    ) &&
    EXTENSIONS.has(extensionOf(path));
  if (!isSound) throw fail('bad-path', { path: path.slice(0, 200) });
  return path;
}

export function isContentPath(path: string): boolean {
  try {
    assertContentPath(path);
    return true;
  } catch {
    // The only throw is the refusal itself.
    return false;
  }
}

/** True when the path lies in one of the folders; `content/rolesevil.yaml` is not in `content/roles`. */
export function isWithin(path: string, folders: readonly string[]): boolean {
  return folders.some((folder) => path.startsWith(folder.endsWith('/') ? folder : `${folder}/`));
}

/** Text files make releases; pictures do not. */
export const isTextPath = (path: string): boolean => TEXT_EXTENSIONS.has(extensionOf(path));

/**
 * What is upgraded, validated and released as one: the folder of a template, any other file alone.
 * `templates/resolution/flat/body.hbs` -> `templates/resolution/flat`; `workflows/resolution.yaml` -> itself.
 */
export function entryOf(path: string): string {
  if (!path.startsWith('templates/')) return path;
  return path.slice(0, path.lastIndexOf('/'));
}

function extensionOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? '' : name.slice(dot + 1).toLowerCase();
}
