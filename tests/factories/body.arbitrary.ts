// fast-check arbitraries of bodies. `bodyArbitrary` is structurally valid and normalised; `messyBodyArbitrary` is what
// an editor or an import may send (duplicate ids, loose whitespace, odd marks); `editArbitrary` edits a body.
import fc from 'fast-check';
import {
  type Block,
  type BlockType,
  type DocumentBody,
  flattenBlocks,
  type Inline,
  isContainer,
  type ListEntry,
  type Mark,
  mapBlocks,
  mapOwnRuns,
  type NumberingMode,
  normalizeBody,
  withChildren,
} from '~/modules/documents/body';
import { countingIds } from '~/shared/ids';

const LETTERS = [
  'а',
  'б',
  'и',
  'й',
  'Ё',
  'z',
  '1',
  '.',
  ',',
  '«',
  '»',
  '–',
  '<',
  '>',
  '&',
  '"',
  "'",
  '|',
  '\\',
  '{',
];
const SPACES = [' ', '  ', '\n', '\t', '\u00a0', '\u202f'];
const ODD = ['\u0306', '\u0000', '\u001b', '\ud800', '😀', '\u00ad', '\r\n', '\u2028', '\ufffe'];

const tidyText = fc.string({ unit: fc.constantFrom(...LETTERS, ' ', '\u00a0'), maxLength: 12 });
const messyText = fc.string({ unit: fc.constantFrom(...LETTERS, ...SPACES, ...ODD), maxLength: 12 });
const name = fc.string({
  unit: fc.constantFrom('a', 'б', '1', '.', '-', '|', '\\', '&', '"'),
  minLength: 1,
  maxLength: 6,
});

const markArbitrary: fc.Arbitrary<Mark> = fc.oneof(
  fc.constantFrom<Mark>({ type: 'strong' }, { type: 'em' }, { type: 'underline' }),
  fc
    .constantFrom('https://a.example/?x=1&y="2"', 'mailto:a@example.org', 'javascript:alert(1)', '#p1')
    .map((href): Mark => ({ type: 'link', href })),
);

function inlineArbitrary(text: fc.Arbitrary<string>): fc.Arbitrary<Inline> {
  const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
  const defined = <T extends object>(value: T) =>
    Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as T;
  return fc.oneof(
    {
      arbitrary: fc.record({
        type: fc.constant('text' as const),
        text,
        marks: fc.array(markArbitrary, { maxLength: 4 }),
      }),
      weight: 6,
    },
    {
      arbitrary: fc
        .record({ type: fc.constant('citation' as const), text, act: optional(name), path: optional(name) })
        .map(defined),
      weight: 1,
    },
    {
      arbitrary: fc
        .record({
          type: fc.constant('crossRef' as const),
          targetId: fc.constantFrom('n0', 'n1', 'n2', 'n9', 'нет'),
          prefix: optional(text),
        })
        .map(defined),
      weight: 1,
    },
    {
      arbitrary: fc
        .record({ type: fc.constant('field' as const), path: name, format: optional(name) })
        .map(defined),
      weight: 1,
    },
    { arbitrary: fc.record({ type: fc.constant('placeholder' as const), label: text }), weight: 1 },
  ) as fc.Arbitrary<Inline>;
}

const modeArbitrary = fc.constantFrom<NumberingMode>('flat', 'addressee', 'dash', 'section', 'none');
const dueArbitrary = fc.oneof(
  fc.constant({ kind: 'date' as const, date: '2026-12-01' }),
  fc.constantFrom(
    { kind: 'period' as const, to: '2026-12-31' },
    { kind: 'period' as const, from: '2026-01-01', to: '2026-12-31' },
  ),
  tidyText.map((text) => ({ kind: 'frequency' as const, text })),
  tidyText.map((text) => ({ kind: 'event' as const, text })),
  fc.constant({ kind: 'constantly' as const }),
);
const originArbitrary = fc.record({ template: name, release: name, slot: name });

interface Shape {
  readonly run: fc.Arbitrary<Inline[]>;
  readonly text: fc.Arbitrary<string>;
}

function entriesArbitrary(run: fc.Arbitrary<Inline[]>, depth: number): fc.Arbitrary<ListEntry[]> {
  const inner =
    depth > 0 ? fc.option(entriesArbitrary(run, depth - 1), { nil: undefined }) : fc.constant(undefined);
  const entry = fc.record({ content: run, entries: inner });
  return fc.array(
    entry.map(({ content, entries }): ListEntry => (entries ? { content, entries } : { content })),
    { maxLength: 3 },
  );
}

function leafArbitrary({ run, text }: Shape): fc.Arbitrary<Block> {
  const id = fc.constant('');
  const cell = fc.record(
    {
      content: fc.array(run, { maxLength: 2 }),
      header: fc.boolean(),
      colspan: fc.integer({ min: 1, max: 3 }),
      rowspan: fc.integer({ min: 1, max: 3 }),
      align: fc.constantFrom('left' as const, 'center' as const, 'right' as const),
    },
    { requiredKeys: ['content'] },
  );
  return fc.oneof(
    fc.record(
      {
        type: fc.constant('paragraph'),
        id,
        origin: originArbitrary,
        content: run,
        align: fc.constantFrom('center', 'justify'),
      },
      { requiredKeys: ['type', 'id', 'content'] },
    ),
    fc.record({
      type: fc.constant('list'),
      id,
      style: fc.constantFrom('dash', 'bullet', 'decimal'),
      entries: entriesArbitrary(run, 2),
    }),
    fc.record({ type: fc.constant('quote'), id, paragraphs: fc.array(run, { maxLength: 3 }) }),
    fc.record(
      {
        type: fc.constant('table'),
        id,
        caption: text,
        headerRows: fc.integer({ min: 0, max: 3 }),
        rows: fc.array(fc.record({ cells: fc.array(cell, { maxLength: 3 }) }), { maxLength: 3 }),
      },
      { requiredKeys: ['type', 'id', 'headerRows', 'rows'] },
    ),
  ) as fc.Arbitrary<Block>;
}

const CONTAINERS: Record<string, BlockType[]> = {
  body: ['section', 'addresseeGroup', 'item', 'appendix'],
  appendix: ['section', 'addresseeGroup', 'item'],
  section: ['section', 'addresseeGroup', 'item'],
  addresseeGroup: ['item'],
  item: ['item'],
};

function containerArbitrary(type: BlockType, shape: Shape, depth: number): fc.Arbitrary<Block> {
  const { run, text } = shape;
  const id = fc.constant('');
  const children = blocksArbitrary(type, shape, depth - 1);
  const head = { type: fc.constant(type), id, origin: originArbitrary, children };
  const required = ['type', 'id', 'children'] as const;
  if (type === 'item') {
    const rest = {
      content: run,
      due: dueArbitrary,
      responsible: fc.array(text, { maxLength: 2 }),
      verbKind: name,
    };
    return fc.record({ ...head, ...rest }, { requiredKeys: [...required, 'content'] }) as fc.Arbitrary<Block>;
  }
  if (type === 'addresseeGroup') {
    const rest = { addressees: fc.array(run, { minLength: 1, maxLength: 2 }), numbering: modeArbitrary };
    return fc.record(
      { ...head, ...rest },
      { requiredKeys: [...required, 'addressees'] },
    ) as fc.Arbitrary<Block>;
  }
  const rest = { title: run, numbering: modeArbitrary, ...(type === 'appendix' ? { caption: text } : {}) };
  return fc.record({ ...head, ...rest }, { requiredKeys: [...required, 'title'] }) as fc.Arbitrary<Block>;
}

function blocksArbitrary(parent: string, shape: Shape, depth: number): fc.Arbitrary<Block[]> {
  const leaf = leafArbitrary(shape);
  if (depth <= 0) return fc.array(leaf, { maxLength: 2 });
  const containers = CONTAINERS[parent]!.map((type) => containerArbitrary(type, shape, depth));
  const item = fc.oneof(...containers.map((arbitrary) => ({ arbitrary, weight: 2 })), {
    arbitrary: leaf,
    weight: 2,
  });
  return fc.array(item, { maxLength: 4 });
}

function rawBody(text: fc.Arbitrary<string>, ids: (count: number) => string): fc.Arbitrary<DocumentBody> {
  const shape: Shape = { text, run: fc.array(inlineArbitrary(text), { maxLength: 4 }) };
  return fc.tuple(modeArbitrary, blocksArbitrary('body', shape, 3)).map(([numbering, blocks]) => {
    let count = 0;
    const raw: DocumentBody = { schemaVersion: 1, numbering, blocks };
    return mapBlocks(raw, (block) => ({ ...block, id: ids(count++) }));
  });
}

/** Bodies as an editor or import sends them: structure right, texts and marks loose, ids missing and repeated. */
export const messyBodyArbitrary: fc.Arbitrary<DocumentBody> = rawBody(messyText, (n) =>
  n % 5 === 3 ? '' : `n${n % 7}`,
);

/** Valid normalised bodies with ids n0, n1, … */
export const bodyArbitrary: fc.Arbitrary<DocumentBody> = rawBody(tidyText, (n) => `n${n}`).map((body) =>
  normalizeBody(body, countingIds()),
);

const EDITS = ['retext', 'retext', 'remove', 'insert', 'move', 'swap', 'retype'] as const;

/** One edit, interpreted on whatever body it meets; `who` keeps ids and texts of two editors apart. */
export interface Edit {
  readonly kind: (typeof EDITS)[number];
  readonly at: number;
  readonly to: number;
}

// Small numbers, so that two editors often meet at one block.
export const editArbitrary: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom(...EDITS),
  at: fc.nat(9),
  to: fc.nat(9),
});

function insertInto(body: DocumentBody, parentId: string, block: Block, index: number): DocumentBody {
  const put = (blocks: readonly Block[]) => blocks.toSpliced(index % (blocks.length + 1), 0, block);
  if (parentId === '') return { ...body, blocks: put(body.blocks) };
  return mapBlocks(body, (at) =>
    at.id === parentId && isContainer(at) ? withChildren(at, put(at.children)) : at,
  );
}

const HOLDERS: Record<string, readonly BlockType[]> = {
  section: ['section', 'appendix'],
  addresseeGroup: ['section', 'appendix'],
  appendix: [],
};

/** Ids of the containers (and '' for the top) that may hold a block of this type, the block's own inside apart. */
function homesFor(body: DocumentBody, moving: Block): string[] {
  const inside = new Set(flattenBlocks({ ...body, blocks: [moving] }).map(({ block }) => block.id));
  const allowed = HOLDERS[moving.type] ?? ['section', 'appendix', 'addresseeGroup', 'item'];
  const homes = flattenBlocks(body).filter(
    ({ block }) => allowed.includes(block.type) && !inside.has(block.id),
  );
  return ['', ...homes.map(({ block }) => block.id)];
}

/** Applies an edit. Always gives a valid normalised body. */
export function applyEdit(body: DocumentBody, edit: Edit, who: string): DocumentBody {
  const placed = flattenBlocks(body);
  const target = placed[edit.at % Math.max(placed.length, 1)]?.block;
  const fresh: Block = {
    type: 'paragraph',
    id: `${who}${edit.at}-${edit.to}-${placed.length}`,
    content: [{ type: 'text', text: `${who} новое` }],
  };
  if (edit.kind === 'insert' || !target) {
    const homes = homesFor(body, fresh);
    return insertInto(body, homes[edit.to % homes.length]!, fresh, edit.at);
  }
  switch (edit.kind) {
    case 'retext':
      return mapBlocks(body, (block) =>
        block.id === target.id
          ? mapOwnRuns(block, () => [{ type: 'text', text: `${who} ${edit.to}` }])
          : block,
      );
    case 'remove':
      return mapBlocks(body, (block) => (block.id === target.id ? null : block));
    case 'move': {
      const homes = homesFor(body, target);
      const without = mapBlocks(body, (block) => (block.id === target.id ? null : block));
      return insertInto(without, homes[edit.to % homes.length]!, target, edit.at);
    }
    case 'retype':
      return mapBlocks(body, (block) =>
        block.id === target.id && block.type === 'item'
          ? [{ type: 'paragraph', id: block.id, content: block.content }, ...block.children]
          : block,
      );
    case 'swap': {
      const turn = (blocks: readonly Block[]) => [...blocks.slice(1), ...blocks.slice(0, 1)];
      return isContainer(target)
        ? mapBlocks(body, (block) =>
            block.id === target.id && isContainer(block) ? withChildren(block, turn(block.children)) : block,
          )
        : { ...body, blocks: turn(body.blocks) };
    }
  }
}

/** A base and two bodies grown from it by up to four edits each. */
export const threeBodiesArbitrary = fc
  .tuple(bodyArbitrary, fc.array(editArbitrary, { maxLength: 4 }), fc.array(editArbitrary, { maxLength: 4 }))
  .map(([base, left, right]) => ({
    base,
    left: left.reduce((body, edit) => applyEdit(body, edit, 'л'), base),
    right: right.reduce((body, edit) => applyEdit(body, edit, 'п'), base),
  }));
