// The gate before zod: zod's recursive schemas and JSON writers recurse, so hostile depth and volume are
// measured here by an iterative scan first. Then the schema, then what may stand where.
import type { AppError } from '~/shared/app-error';
import { type Block, BODY_LIMITS, type DocumentBody, DocumentBodySchema } from './body.schema';
import { bodyError } from './body-errors';
import { canHold, flattenEntries, ownRuns, visitBlocks } from './walk';

const BLOCK_WORDS: Record<Block['type'], { nominative: string; genitive: string }> = {
  section: { nominative: 'раздел', genitive: 'раздела' },
  addresseeGroup: { nominative: 'группа адресатов', genitive: 'группы адресатов' },
  item: { nominative: 'пункт', genitive: 'пункта' },
  paragraph: { nominative: 'абзац', genitive: 'абзаца' },
  list: { nominative: 'перечень', genitive: 'перечня' },
  quote: { nominative: 'цитата', genitive: 'цитаты' },
  table: { nominative: 'таблица', genitive: 'таблицы' },
  appendix: { nominative: 'приложение', genitive: 'приложения' },
};

// A block level costs two levels of JSON (the array and the object), a list entry the same; cells add five more.
const RAW_DEPTH = BODY_LIMITS.depth * 2 + 12;

/** UTF-8 length without building the bytes. */
export function utf8Length(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 0x7ff) bytes += code >= 0xd800 && code <= 0xdfff ? 1 : 2;
    else if (code > 0x7f) bytes += 1;
  }
  return bytes;
}

/** Refuses text input (HTML, JSON) beyond BODY_LIMITS.inputBytes; null when it is acceptable. */
export function findInputBreach(input: string): AppError | null {
  const limit = BODY_LIMITS.inputBytes;
  // The cheap bound first: UTF-8 is never shorter than the count of UTF-16 units.
  const found = input.length > limit ? input.length : utf8Length(input);
  return found > limit ? bodyError('body-too-large', { found, limit, unit: 'байт' }) : null;
}

/** Depth, count of nodes and volume of text of any JSON value, measured iteratively; null when acceptable. */
export function findRawBreach(value: unknown, extraDepth = 0): AppError | null {
  const stack: { value: unknown; depth: number }[] = [{ value, depth: 0 }];
  let nodes = 0;
  let characters = 0;
  let bytes = 0;
  for (let at = stack.pop(); at; at = stack.pop()) {
    nodes += 1;
    if (nodes > BODY_LIMITS.nodes) {
      return bodyError('body-too-large', { found: nodes, limit: BODY_LIMITS.nodes, unit: 'узлов' });
    }
    if (at.depth > RAW_DEPTH + extraDepth) {
      return bodyError('body-too-deep', { found: `${BODY_LIMITS.depth}+`, limit: BODY_LIMITS.depth });
    }
    if (typeof at.value === 'string') {
      characters += at.value.length;
      bytes += utf8Length(at.value);
      if (characters > BODY_LIMITS.textLength || bytes > BODY_LIMITS.inputBytes) {
        const found = characters > BODY_LIMITS.textLength ? characters : bytes;
        const limit = characters > BODY_LIMITS.textLength ? BODY_LIMITS.textLength : BODY_LIMITS.inputBytes;
        const unit = characters > BODY_LIMITS.textLength ? 'знаков' : 'байт';
        return bodyError('body-too-large', { found, limit, unit });
      }
    } else if (typeof at.value === 'object' && at.value !== null) {
      for (const child of Object.values(at.value)) stack.push({ value: child, depth: at.depth + 1 });
    }
  }
  return null;
}

function ownDepth(block: Block): number {
  if (block.type !== 'list') return 0;
  return flattenEntries(block.entries).reduce((deepest, { level }) => Math.max(deepest, level - 1), 0);
}

/** Checks a typed tree: depth (list entries count as levels), number of blocks and inlines, what stands where. */
export function findTreeBreach(body: DocumentBody): AppError | null {
  let error: AppError | null = null;
  let count = 0;
  visitBlocks(body.blocks, ({ block, parent, depth }) => {
    count += 1;
    const deep = depth + ownDepth(block);
    const inlines = ownRuns(block).reduce((sum, run) => sum + run.length, 0);
    if (deep > BODY_LIMITS.depth) {
      error = bodyError('body-too-deep', { found: deep, limit: BODY_LIMITS.depth });
    } else if (count > BODY_LIMITS.blocks) {
      error = bodyError('body-too-many-blocks', {
        found: `${BODY_LIMITS.blocks}+`,
        limit: BODY_LIMITS.blocks,
      });
    } else if (inlines > BODY_LIMITS.inlinePerBlock) {
      error = bodyError('body-too-many-inlines', {
        id: block.id,
        found: inlines,
        limit: BODY_LIMITS.inlinePerBlock,
      });
    } else if (!canHold(parent, block.type)) {
      error = bodyError('body-misplaced-block', {
        id: block.id,
        child: BLOCK_WORDS[block.type].nominative,
        parent: parent ? BLOCK_WORDS[parent.type].genitive : 'документа',
      });
    }
    return error ? 'stop' : undefined;
  });
  return error;
}

export type ParsedBody = { ok: true; body: DocumentBody } | { ok: false; error: AppError };

/** Reads an unknown value as a body: limits, schema, structure. The failure is a value; nothing is thrown. */
export function parseBody(value: unknown): ParsedBody {
  const raw = findRawBreach(value);
  if (raw) return { ok: false, error: raw };
  const parsed = DocumentBodySchema.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const path = issue?.path.join('.') || 'body';
    return { ok: false, error: bodyError('body-malformed', { path, reason: issue?.message ?? '' }) };
  }
  const breach = findTreeBreach(parsed.data);
  return breach ? { ok: false, error: breach } : { ok: true, body: parsed.data };
}

/** As {@link parseBody}, but throws the AppError (documents/body-…). Does not normalise. */
export function assertBody(value: unknown): DocumentBody {
  const parsed = parseBody(value);
  if (!parsed.ok) throw parsed.error;
  return parsed.body;
}
