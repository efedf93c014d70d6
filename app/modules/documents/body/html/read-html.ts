// The strict reader's two doors: templates (ids from slots) and HTML written by write-html (ids as written).
import { isAppError } from '~/shared/app-error';
import type { IdSource } from '~/shared/ids';
import type { Problem } from '~/shared/problem';
import { BODY_SCHEMA_VERSION, type DocumentBody } from '../body.schema';
import { parseBody } from '../limits';
import { normalizeBody } from '../normalize';
import { flattenBlocks, mapBlocks, mapOwnRuns } from '../walk';
import { type HtmlElement, type ParsedHtml, parseHtml } from './parse-html';
import { readChildren } from './strict-blocks';
import { attributesOf, elementsOf, oneOf, report, type StrictContext } from './strict-context';
import { NUMBERING_MODES } from './vocabulary';

/** `body` is null exactly when a problem of severity «error» was found. */
export interface ReadHtml {
  readonly body: DocumentBody | null;
  readonly problems: readonly Problem[];
}

export interface TemplateHtmlOptions {
  /** Template id and release sha: the origin of every slotted block. */
  readonly template: string;
  readonly release: string;
  readonly newId: IdSource;
  /** Named in problems; «body.hbs» when absent. */
  readonly file?: string | undefined;
}

// Odd characters are cleaned by normalize; everything else parse5 complains of is a mistake of the author.
const HARMLESS = [
  'control-character-in-input-stream',
  'noncharacter-in-input-stream',
  'control-character-reference',
];

function findArticle(parsed: ParsedHtml, context: StrictContext): HtmlElement | null {
  const [article, ...others] = elementsOf(context, parsed.nodes);
  if (article?.name !== 'article') {
    const at = article ?? { line: 1, column: 1 };
    report(context, at, 'текст должен быть заключён в <article data-numbering="…">');
    return null;
  }
  for (const other of others) report(context, other, `после </article> лишний тег <${other.name}>`);
  attributesOf(context, article, ['data-numbering']);
  return article;
}

/** A reference may name a slot or an id; slots become the ids of their blocks. */
function resolveSlots(body: DocumentBody, context: StrictContext): DocumentBody {
  const placed = flattenBlocks(body);
  const ids = new Set(placed.map(({ block }) => block.id));
  const bySlot = new Map(
    placed.flatMap(({ block }) => (block.origin ? [[block.origin.slot, block.id]] : [])),
  );
  return mapBlocks(body, (block) =>
    mapOwnRuns(block, (run) =>
      run.map((inline) => {
        if (inline.type !== 'crossRef' || ids.has(inline.targetId)) return inline;
        const targetId = bySlot.get(inline.targetId);
        if (targetId !== undefined) return { ...inline, targetId };
        if (context.mode === 'template') {
          const place = { line: 0, column: 0 };
          report(context, place, `ссылка data-ref="${inline.targetId}" никуда не ведёт`, 'warning');
        }
        return inline;
      }),
    ),
  );
}

function readBody(html: string, context: StrictContext): DocumentBody | null {
  const parsed = parseHtml(html);
  for (const error of parsed.errors) {
    if (!HARMLESS.includes(error.code)) report(context, error, `ошибка разметки HTML: ${error.code}`);
  }
  const article = findArticle(parsed, context);
  if (!article) return null;
  const numbering = oneOf(context, article, 'data-numbering', NUMBERING_MODES) ?? 'none';
  const blocks = readChildren(elementsOf(context, article.children), null, context);
  return resolveSlots({ schemaVersion: BODY_SCHEMA_VERSION, numbering, blocks }, context);
}

function readStrict(html: string, context: StrictContext, newId: IdSource): ReadHtml {
  let body: DocumentBody | null = null;
  try {
    body = readBody(html, context);
  } catch (error) {
    if (!isAppError(error)) throw error;
    report(context, { line: 0, column: 0 }, error.message);
  }
  const { problems } = context;
  const failed = () => problems.some(({ severity }) => severity === 'error');
  if (!body || failed()) return { body: null, problems };
  const checked = parseBody(normalizeBody(body, newId));
  if (!checked.ok) report(context, { line: 0, column: 0 }, checked.error.message);
  return { body: checked.ok ? checked.body : null, problems };
}

const startContext = (
  given: Pick<StrictContext, 'mode' | 'file' | 'template' | 'release'>,
): StrictContext => ({
  ...given,
  problems: [],
  ids: new Set(),
  unslotted: new Map(),
});

/**
 * Reads what a template rendered. Unknown tags and attributes, text outside paragraphs, unclosed tags, repeated
 * slots and breached limits are problems with line and column. The same HTML always gives the same ids.
 * The body is normalised. Throws nothing.
 */
export function readTemplateHtml(html: string, options: TemplateHtmlOptions): ReadHtml {
  const { template, release, newId, file = 'body.hbs' } = options;
  return readStrict(html, startContext({ mode: 'template', file, template, release }), newId);
}

/** Reads what `writeHtml` wrote, ids and origins included: readBodyHtml(writeHtml(b)) is the normalised b. */
export function readBodyHtml(html: string, options: { newId: IdSource; file?: string }): ReadHtml {
  const file = options.file ?? 'body.html';
  return readStrict(html, startContext({ mode: 'stored', file, template: '', release: '' }), options.newId);
}
