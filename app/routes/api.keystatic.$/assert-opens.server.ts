// Can the editor open an entry again? Keystatic's reader checks the fields but not the text: an undeclared tag or a
// picture passes the reader and makes the entry unopenable in the editor.
import { type EntryPath, editorError } from './content-update';

/** What keystatic.config.ts lets into a text (its `options`), in Markdoc's names. */
const ALLOWED_NODES = new Set([
  'document',
  'heading',
  'paragraph',
  'hr',
  'blockquote',
  'list',
  'item',
  'table',
  'thead',
  'tbody',
  'tr',
  'th',
  'td',
  'inline',
  'text',
  'softbreak',
  'hardbreak',
  'strong',
  'em',
  'link',
]);

/** The part of Markdoc's node that is looked at. */
interface TextNode {
  readonly type: string;
  readonly tag?: string | undefined;
  readonly attributes: Record<string, unknown>;
  readonly errors: readonly { readonly message: string }[];
  walk(): Iterable<TextNode>;
}

/** Throws `editor/broken-entry` when the editor could not open the entry again (an unknown tag, a broken field). */
export async function assertOpens(folder: string, { path, collection, slug }: EntryPath): Promise<void> {
  const [{ createReader }, { default: config }] = await Promise.all([
    import('@keystatic/core/reader'),
    import('../../../keystatic.config'),
  ]);
  const { glossary, guides } = createReader(folder, config).collections;
  const read = { resolveLinkedFiles: true } as const;
  try {
    const { node } =
      collection === 'glossary'
        ? (await glossary.readOrThrow(slug, read)).definition
        : (await guides.readOrThrow(slug, read)).text;
    const problem = problemOf(node as unknown as TextNode);
    if (problem) throw new Error(problem);
  } catch (cause) {
    const reason = cause instanceof Error ? (cause.message.split('\n').at(-1) ?? '') : String(cause);
    throw editorError('broken-entry', { path, reason: reason.slice(0, 300) }, cause);
  }
}

function problemOf(root: TextNode): string | null {
  for (const node of [root, ...root.walk()]) {
    const [error] = node.errors;
    if (error) return error.message;
    if (node.type === 'tag' && node.tag === 'table') continue;
    if (node.type === 'tag') return `неизвестный тег «${node.tag}»`;
    if (!ALLOWED_NODES.has(node.type)) return `«${node.type}» в тексте не допускается`;
    if (node.type === 'text' && typeof node.attributes.content !== 'string')
      return 'переменные не допускаются';
  }
  return null;
}
