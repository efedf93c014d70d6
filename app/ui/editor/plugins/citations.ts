// References to norms are recognised while one types: the changed text block alone, a moment after the last key.
// They are underlined; a person accepts one or all, then they become citation units. Removing: Backspace, or «обычный
// текст». What was in the text before is looked at on demand (findAllCitations).
import type { Node } from '@tiptap/pm/model';
import { type Command, type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import { findCitations } from '~/modules/citations';
import { send } from '../commands/helpers';
import { isTextOnly } from '../model/structure';

interface CitationState {
  readonly found: DecorationSet;
  /** Positions inside text blocks that changed since they were last looked at. */
  readonly dirty: readonly number[];
}
type Meta = { checked: readonly { from: number; to: number; spans: readonly Span[] }[] };
interface Span {
  from: number;
  to: number;
}

export const citationsKey = new PluginKey<CitationState>('citations');
const PAUSE_MS = 500;
/** A paste may change thousands of blocks: they are looked at on demand, not all at once. */
const MOST_DIRTY = 50;
/** Stands for an inline unit, so that offsets stay positions. */
const UNIT = '\ufffc';

const textWithUnits = (block: Node): string => block.textBetween(0, block.content.size, undefined, UNIT);

/** Spans of references in a text block that starts at `start` (inside). */
export function citationSpans(block: Node, start: number): Span[] {
  return findCitations(textWithUnits(block))
    .filter(({ raw }) => !raw.includes(UNIT))
    .map(({ start: from, end }) => ({ from: start + from, to: start + end }));
}

function changedBlocks(tr: Transaction): number[] {
  const found: number[] = [];
  if (!isTextOnly(tr) && tr.getMeta('addToHistory') === false) return found;
  tr.mapping.maps.forEach((map, i) => {
    map.forEach((_oldStart, _oldEnd, newStart, newEnd) => {
      const rest = tr.mapping.slice(i + 1);
      const from = rest.map(newStart, -1);
      const to = rest.map(newEnd, 1);
      tr.doc.nodesBetween(from, Math.min(to + 1, tr.doc.content.size), (node, pos) => {
        if (!node.isTextblock || found.length >= MOST_DIRTY) return found.length < MOST_DIRTY;
        found.push(pos + 1);
        return false;
      });
    });
  });
  return found;
}

function advance(tr: Transaction, old: CitationState): CitationState {
  const meta = tr.getMeta(citationsKey) as Meta | undefined;
  if (meta) return checked(tr.doc, old, meta);
  if (!tr.docChanged) return old;
  const mapped = old.dirty.map((pos) => tr.mapping.map(pos, -1));
  const dirty = [...new Set([...mapped, ...changedBlocks(tr)])].slice(-MOST_DIRTY);
  return { found: old.found.map(tr.mapping, tr.doc), dirty };
}

function checked(doc: Node, old: CitationState, { checked: blocks }: Meta): CitationState {
  let { found } = old;
  for (const { from, to, spans } of blocks) {
    found = found.remove(found.find(from, to));
    found = found.add(
      doc,
      spans.map((span) => Decoration.inline(span.from, span.to, { class: 'found-citation' })),
    );
  }
  return { found, dirty: [] };
}

function check(state: EditorState, positions: readonly number[]): Meta {
  const blocks = new Map<number, Node>();
  for (const pos of positions) {
    if (pos > state.doc.content.size) continue;
    const $pos = state.doc.resolve(pos);
    if ($pos.parent.isTextblock) blocks.set($pos.start(), $pos.parent);
  }
  return {
    checked: [...blocks].map(([start, block]) => ({
      from: start,
      to: start + block.content.size,
      spans: citationSpans(block, start),
    })),
  };
}

export function citationsPlugin(onFound: (count: number) => void): Plugin {
  return new Plugin<CitationState>({
    key: citationsKey,
    state: {
      init: () => ({ found: DecorationSet.empty, dirty: [] }),
      apply: advance,
    },
    props: { decorations: (state) => citationsKey.getState(state)?.found },
    view: () => watcher(onFound),
  });
}

function watcher(onFound: (count: number) => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let shown = 0;
  return {
    update(view: EditorView) {
      const state = citationsKey.getState(view.state);
      const count = state?.found.find().length ?? 0;
      if (count !== shown) onFound(count);
      shown = count;
      if (!state?.dirty.length) return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (view.isDestroyed || view.composing) return;
        const { dirty } = citationsKey.getState(view.state)!;
        view.dispatch(view.state.tr.setMeta(citationsKey, check(view.state, dirty)));
      }, PAUSE_MS);
    },
    destroy: () => clearTimeout(timer),
  };
}

/** Looks through the whole text; what is found is underlined. */
export const findAllCitations: Command = (state, dispatch) => {
  const starts: number[] = [];
  state.doc.descendants((node, pos) => {
    if (node.isTextblock) starts.push(pos + 1);
    return !node.isTextblock;
  });
  dispatch?.(state.tr.setMeta(citationsKey, check(state, starts)));
  return true;
};

/** Makes units of the underlined references: all, or the one around the caret. */
export const acceptCitations =
  (which: 'all' | 'here'): Command =>
  (state, dispatch) => {
    const found = citationsKey.getState(state)?.found;
    const { from, to } = state.selection;
    const spans = (which === 'all' ? found?.find() : found?.find(from, to)) ?? [];
    if (spans.length === 0) return false;
    return send(dispatch, () => {
      const { tr } = state;
      for (const span of [...spans].sort((a, b) => b.from - a.from)) {
        const text = state.doc.textBetween(span.from, span.to);
        tr.replaceWith(span.from, span.to, state.schema.nodes.citation!.create({ text }));
      }
      return tr;
    });
  };

/** A citation unit at the selection becomes ordinary words again. */
export const citationToText: Command = (state, dispatch) => {
  const { $from } = state.selection;
  const unit = [$from.nodeAfter, $from.nodeBefore].find((node) => node?.type.name === 'citation');
  if (!unit) return false;
  const from = unit === $from.nodeAfter ? $from.pos : $from.pos - unit.nodeSize;
  return send(dispatch, () =>
    state.tr.replaceWith(from, from + 1, state.schema.text(String(unit.attrs.text))),
  );
};
