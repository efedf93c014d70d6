// The tree of a file of ours that came back: known blocks in the order in which they stand now, new ones where they
// were put, blocks that print nothing beside their neighbours. Untouched, it is the very tree that was sent out.
import type { Block, ContainerBlock, DocumentBody } from '../../body/body.schema';
import { computeNumbers } from '../../body/numbering';
import { canHold, flattenBlocks, isContainer, type PlacedBlock } from '../../body/walk';
import { contentOf, type Line, type Piece } from '../pieces';
import { endsWithColon } from '../russian-cues';
import type { Carry } from './carry.schema';
import { knownBlock } from './known-block';
import type { Unit } from './visible-units';

interface Open {
  readonly block: ContainerBlock;
  /** The block of the carried tree; null for a new one. */
  readonly was: Block | null;
  /** Parts of its number; 0 for what has none. */
  readonly depth: number;
}

export interface Rebuilt {
  readonly body: DocumentBody;
  /** Blocks whose words changed, new blocks, blocks that are gone. */
  readonly touched: readonly Block[];
  readonly added: readonly Block[];
  readonly removed: readonly Block[];
}

/** Blocks in the order of print: appendices come last. */
function printOrder(body: DocumentBody): PlacedBlock[] {
  const isAppendix = (block: Block) => block.type === 'appendix';
  const main = body.blocks.filter((block) => !isAppendix(block));
  const last = body.blocks.filter(isAppendix);
  return flattenBlocks({ ...body, blocks: [...main, ...last] });
}

class Rebuilder {
  readonly top: Block[] = [];
  readonly touched: Block[] = [];
  readonly added: Block[] = [];
  private readonly open: Open[] = [];
  private readonly order: readonly PlacedBlock[];
  private readonly index: ReadonlyMap<Block, number>;
  private readonly depths: ReadonlyMap<string, number>;
  private readonly placed = new Set<Block>();

  constructor(private readonly carry: Carry) {
    this.order = printOrder(carry.body);
    this.index = new Map(this.order.map(({ block }, i) => [block, i]));
    this.depths = new Map([...computeNumbers(carry.body)].map(([id, number]) => [id, number.path.length]));
  }

  private push(block: Block, was: Block | null, depth: number): void {
    (this.open.at(-1)?.block.children ?? this.top).push(block);
    if (isContainer(block)) this.open.push({ block, was, depth });
  }

  /** Closes what does not hold the block: down to its old parent, or to the likest place where it stands now. */
  private home(was: Block, parent: ContainerBlock | null): void {
    const at = parent === null ? -1 : this.open.findLastIndex((one) => one.was === parent);
    if (at >= 0 || parent === null) {
      this.open.length = at + 1;
      return;
    }
    const like = this.open.findLastIndex(
      (one) => one.block.type === parent.type && canHold(one.block, was.type),
    );
    const any =
      like >= 0
        ? like
        : this.open.findLastIndex((one) => one.block.type !== 'item' && canHold(one.block, was.type));
    this.open.length = any + 1;
  }

  private placeKnown(block: Block, was: Block): void {
    const at = this.order[this.index.get(was) ?? -1];
    this.home(was, at?.parent ?? null);
    this.push(block, was, this.depths.get(was.id) ?? 0);
    this.placed.add(was);
  }

  /** Blocks that print nothing stand where they stood: before the next block that does. */
  private flushSilent(before: number): void {
    for (const { block } of this.order.slice(0, before)) {
      if (this.placed.has(block) || !this.isSilent(block)) continue;
      this.placeKnown(isContainer(block) ? { ...block, children: [] } : block, block);
    }
  }
  isSilent(block: Block): boolean {
    return (this.carry.lines[block.id] ?? []).length === 0;
  }

  known(unit: Unit & { kind: 'known' }): void {
    this.flushSilent(this.index.get(unit.block) ?? 0);
    const { block, touched } = knownBlock(unit, this.carry);
    if (touched) this.touched.push(block);
    this.placeKnown(block, unit.block);
  }

  added_(block: Block, depth: number): void {
    this.added.push(block);
    this.push(block, null, depth);
  }

  new(piece: Piece, nextIsItem: boolean): void {
    if (piece.kind === 'table') {
      this.closeFor('table', nextIsItem);
      this.added_({ ...piece.table, id: '' }, 0);
    } else if (piece.heading > 0) this.heading(piece);
    else if (piece.marker === 'number' || (piece.marker === 'dash' && this.inItems())) this.item(piece);
    else if (piece.marker === 'dash') {
      this.closeFor('list', nextIsItem);
      this.added_({ type: 'list', id: '', style: 'dash', entries: [{ content: contentOf(piece) }] }, 0);
    } else {
      this.closeFor('paragraph', nextIsItem);
      const align = piece.align === 'center' || piece.align === 'right' ? { align: piece.align } : {};
      this.added_({ type: 'paragraph', id: '', content: [...piece.run], ...align }, 0);
    }
  }

  private inItems(): boolean {
    const last = this.open.at(-1)?.block;
    return last?.type === 'item' || last?.type === 'addresseeGroup';
  }

  /** A leaf after the last point of a run stands beside the points, not in the last of them. */
  private closeFor(type: Block['type'], nextIsItem: boolean): void {
    const holds = (one: Open | undefined) =>
      one === undefined || (canHold(one.block, type) && (nextIsItem || one.block.type !== 'item'));
    while (!holds(this.open.at(-1))) this.open.pop();
  }

  private heading(line: Line): void {
    const lead = endsWithColon(line.text);
    const levels = (one: Open) => one.block.type === 'section' || one.block.type === 'appendix';
    while (this.open.length > 0) {
      const last = this.open.at(-1) as Open;
      const sections = this.open.filter(levels).length;
      if (levels(last) && (lead ? sections < line.heading || line.heading === 1 : sections < line.heading))
        break;
      this.open.pop();
    }
    if (lead) {
      const text = contentOf(line).map((inline, i, all) =>
        i === all.length - 1 && inline.type === 'text'
          ? { ...inline, text: inline.text.replace(/\s*:\s*$/, '') }
          : inline,
      );
      this.added_({ type: 'addresseeGroup', id: '', addressees: [text], children: [] }, line.parts.length);
    } else this.added_({ type: 'section', id: '', title: contentOf(line), children: [] }, line.parts.length);
  }

  private item(line: Line): void {
    const depth = line.parts.length;
    // A dash is a sister of the point above; a number closes points of its own depth and deeper.
    for (;;) {
      const last = this.open.at(-1);
      if (!last || !isItemHolder(last, depth)) {
        if (!last) break;
        this.open.pop();
        if (depth === 0) break;
        continue;
      }
      break;
    }
    this.added_({ type: 'item', id: '', content: contentOf(line), children: [] }, depth);
  }

  finish(): Rebuilt {
    this.flushSilent(this.order.length);
    const removed = this.order.map(({ block }) => block).filter((block) => !this.placed.has(block));
    const blocks = restoreOrder(this.top, this.carry.body);
    return { body: { ...this.carry.body, blocks }, touched: this.touched, added: this.added, removed };
  }
}

const isItemHolder = ({ block, depth: own }: Open, depth: number): boolean =>
  block.type !== 'item' || (depth > 0 && own > 0 && own < depth);

/** Appendices are printed last wherever they stand: where the rest kept its order, the old order comes back. */
function restoreOrder(top: readonly Block[], was: DocumentBody): Block[] {
  const position = new Map(was.blocks.map((block, i) => [block.id, i] as const));
  const printed = [...was.blocks].sort(
    (a, b) => Number(a.type === 'appendix') - Number(b.type === 'appendix'),
  );
  const rank = new Map(printed.map((block, i) => [block.id, i] as const));
  const ranks = top.flatMap(({ id }) => (id !== '' && rank.has(id) ? [rank.get(id) as number] : []));
  if (ranks.some((value, i) => i > 0 && value < (ranks[i - 1] as number))) return [...top];
  let key = -1;
  const keyed = top.map((block, i) => {
    key = position.get(block.id) ?? key;
    return { block, key, i };
  });
  return keyed.sort((a, b) => a.key - b.key || a.i - b.i).map(({ block }) => block);
}

/** Pure. Ids of new blocks are empty: normalising draws them. */
export function rebuildBody(units: readonly Unit[], carry: Carry): Rebuilt {
  const rebuilder = new Rebuilder(carry);
  const text = units.filter((unit) => unit.kind !== 'frame');
  text.forEach((unit, i) => {
    if (unit.kind === 'known') rebuilder.known(unit);
    else {
      const after = text.slice(i + 1).find((one) => one.kind === 'known');
      rebuilder.new(
        unit.piece,
        after?.kind === 'known' && (after.block.type === 'item' || after.block.type === 'list'),
      );
    }
  });
  return rebuilder.finish();
}
