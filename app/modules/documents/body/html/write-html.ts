// Tree -> HTML vocabulary. Everything that came from a person is escaped; the strict reader gives the tree back.
import type {
  Block,
  ContainerBlock,
  DocumentBody,
  Due,
  Inline,
  ListBlock,
  ListEntry,
  TableBlock,
} from '../body.schema';
import { isSafeHref } from '../normalize';
import { isContainer } from '../walk';
import { joinResponsible } from './vocabulary';

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};

/** Escapes text for HTML content and double-quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"\r]/g, (char) => ENTITIES[char] ?? char);
}

type Attributes = Record<string, string | number | undefined>;

function open(name: string, attributes: Attributes = {}): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeHtml(String(value))}"`);
  return `<${name}${written.join('')}>`;
}

const element = (name: string, attributes: Attributes, inner: string) =>
  `${open(name, attributes)}${inner}</${name}>`;

const identity = (block: Block): Attributes => ({
  'data-id': block.id,
  'data-slot': block.origin?.slot,
  'data-template': block.origin?.template,
  'data-release': block.origin?.release,
});

function writeText(inline: Extract<Inline, { type: 'text' }>): string {
  let html = escapeHtml(inline.text);
  for (const mark of inline.marks ?? []) {
    if (mark.type === 'strong' || mark.type === 'em') html = element(mark.type, {}, html);
    else if (mark.type === 'underline') html = element('u', {}, html);
    else if (isSafeHref(mark.href)) html = element('a', { href: mark.href }, html);
  }
  return html;
}

function writeInline(inline: Inline): string {
  switch (inline.type) {
    case 'text':
      return writeText(inline);
    case 'citation': {
      const attributes = { 'data-citation': '', 'data-act': inline.act, 'data-path': inline.path };
      return element('span', attributes, escapeHtml(inline.text));
    }
    case 'crossRef':
      return element('span', { 'data-ref': inline.targetId, 'data-prefix': inline.prefix }, '');
    case 'field':
      return element('span', { 'data-field': inline.path, 'data-format': inline.format }, '');
    case 'placeholder':
      return element('span', { 'data-placeholder': '' }, escapeHtml(inline.label));
  }
}

/** One run of inline content as HTML. */
export function writeRun(run: readonly Inline[]): string {
  return run.map(writeInline).join('');
}

function dueAttributes(due: Due | undefined): Attributes {
  if (!due) return {};
  const kind = { 'data-due-kind': due.kind };
  switch (due.kind) {
    case 'date':
      return { ...kind, 'data-due-date': due.date };
    case 'period':
      return { ...kind, 'data-due-from': due.from, 'data-due-to': due.to };
    case 'frequency':
    case 'event':
      return { ...kind, 'data-due-text': due.text };
    case 'constantly':
      return kind;
  }
}

function writeEntries(entries: readonly ListEntry[], tag: string): string {
  return entries
    .map((entry) => {
      const inner = entry.entries?.length ? element(tag, {}, writeEntries(entry.entries, tag)) : '';
      return element('li', {}, writeRun(entry.content) + inner);
    })
    .join('');
}

function writeList(block: ListBlock): string {
  const tag = block.style === 'decimal' ? 'ol' : 'ul';
  const style = block.style === 'decimal' ? undefined : block.style;
  return element(tag, { ...identity(block), 'data-style': style }, writeEntries(block.entries, tag));
}

function writeTable(block: TableBlock): string {
  const caption = block.caption ? element('caption', {}, escapeHtml(block.caption)) : '';
  const rows = block.rows.map((row) => {
    const cells = row.cells.map((cell) => {
      const [only = []] = cell.content;
      const inner =
        cell.content.length === 1
          ? writeRun(only)
          : cell.content.map((run) => element('p', {}, writeRun(run))).join('');
      const attributes = { colspan: cell.colspan, rowspan: cell.rowspan, 'data-align': cell.align };
      return element(cell.header ? 'th' : 'td', attributes, inner);
    });
    return element('tr', {}, cells.join(''));
  });
  return element(
    'table',
    { ...identity(block), 'data-header-rows': block.headerRows },
    caption + rows.join('\n'),
  );
}

function openContainer(block: ContainerBlock): { start: string; end: string } {
  const common = identity(block);
  switch (block.type) {
    case 'section': {
      const title = element('h2', {}, writeRun(block.title));
      return {
        start: open('section', { ...common, 'data-numbering': block.numbering }) + title,
        end: '</section>',
      };
    }
    case 'appendix': {
      const attributes = {
        'data-block': 'appendix',
        'data-caption': block.caption,
        'data-numbering': block.numbering,
      };
      const title = element('h2', {}, writeRun(block.title));
      return { start: open('aside', { ...attributes, ...common }) + title, end: '</aside>' };
    }
    case 'addresseeGroup': {
      const attributes = { 'data-block': 'addressees', ...common, 'data-numbering': block.numbering };
      const lines = block.addressees.map((run) => element('p', { 'data-addressee': '' }, writeRun(run)));
      return { start: open('div', attributes) + lines.join(''), end: '</div>' };
    }
    case 'item': {
      const attributes = {
        'data-block': 'item',
        ...common,
        ...dueAttributes(block.due),
        'data-responsible': block.responsible?.length ? joinResponsible(block.responsible) : undefined,
        'data-verb': block.verbKind,
      };
      return { start: open('div', attributes) + element('p', {}, writeRun(block.content)), end: '</div>' };
    }
  }
}

function writeLeaf(block: Exclude<Block, ContainerBlock>): string {
  switch (block.type) {
    case 'paragraph':
      return element('p', { ...identity(block), 'data-align': block.align }, writeRun(block.content));
    case 'list':
      return writeList(block);
    case 'quote': {
      const paragraphs = block.paragraphs.map((run) => element('p', {}, writeRun(run)));
      return element('blockquote', identity(block), paragraphs.join(''));
    }
    case 'table':
      return writeTable(block);
  }
}

/** The body as one `<article>` of the vocabulary; a line a block. Read back by `readBodyHtml`. */
export function writeHtml(body: DocumentBody): string {
  const lines = [open('article', { 'data-numbering': body.numbering })];
  const stack: (Block | string)[] = [...body.blocks].reverse();
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    if (typeof at === 'string') lines.push(at);
    else if (isContainer(at)) {
      const { start, end } = openContainer(at);
      lines.push(start);
      stack.push(end);
      for (let i = at.children.length - 1; i >= 0; i--) stack.push(at.children[i]!);
    } else lines.push(writeLeaf(at));
  }
  lines.push('</article>');
  return lines.join('\n');
}
