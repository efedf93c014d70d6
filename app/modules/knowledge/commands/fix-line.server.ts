import { z } from 'zod';
import type { Context } from '~/shared/context';
import { knowledgeError } from '../errors';
import { type ActImport, FixLevelSchema, type LineFix, UnitNumberSchema } from '../import.schema';
import type { KnowledgeDeps } from '../knowledge.deps';
import { assertMayEdit } from '../knowledge.policy';
import { readMark } from '../structure/read-mark';

/** What a person says of one line; null takes back what was said of it. */
export const SaidOfLineSchema = z.object({
  what: z.enum(['paragraph', 'join', 'note', 'split', ...FixLevelSchema.options]),
  n: UnitNumberSchema.default(''),
  /** The words with which a new line begins, for `split`. */
  words: z.string().trim().max(400).default(''),
});

const MOST_FIXES = 500;

/**
 * Puts one line of a staged import right, instead of what was said of it before; splits of a line add up.
 * Throws knowledge/forbidden, import-not-found, split-words, fix-number, too-many-fixes.
 */
export const fixLine =
  (deps: KnowledgeDeps) =>
  async (
    ctx: Context,
    input: { importId: string; line: number; said: z.input<typeof SaidOfLineSchema> | null },
  ): Promise<void> => {
    assertMayEdit(ctx.actor, 'исправлять разбор акта');
    const staged = await deps.imports.get(input.importId, ctx.actor.id);
    const kept = staged.fixes.filter(
      ({ line, action }) => line !== input.line || (input.said?.what === 'split' && action === 'split'),
    );
    const fixes = input.said
      ? [...kept, fixOf(staged, input.line, SaidOfLineSchema.parse(input.said))]
      : kept;
    if (fixes.length > MOST_FIXES) throw knowledgeError('too-many-fixes', { limit: MOST_FIXES });
    await deps.imports.setFixes(input.importId, ctx.actor.id, fixes);
  };

function fixOf(
  { lines }: ActImport,
  line: number,
  { what, n, words }: z.output<typeof SaidOfLineSchema>,
): LineFix {
  if (what === 'paragraph' || what === 'join' || what === 'note') return { action: what, line };
  const text = lines.find((one) => one.line === line)?.text ?? '';
  if (what === 'split') {
    const at = words === '' ? -1 : text.indexOf(words.replace(/\s+/gu, ' '), 1);
    if (at < 1) throw knowledgeError('split-words', { line, words });
    return { action: 'split', line, at };
  }
  if (n === '' && !readMark(text)) throw knowledgeError('fix-number', { line });
  return { action: 'heading', line, level: what, n };
}
