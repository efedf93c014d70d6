// A block as plain elements: number, task line and marks are attributes, drawn by editor.css. No React per block.
import type { Node } from '@tiptap/pm/model';
import type { NodeView, ViewMutationRecord } from '@tiptap/pm/view';
import type { EditorContext } from './editor-context';

const TAGS: Record<string, string> = {
  paragraph: 'p',
  section: 'section',
  appendix: 'section',
  list: 'ul',
  quote: 'blockquote',
};

/** Attributes that are set from outside the document's own rendering. */
const MARKS = ['data-remarks', 'data-suggestions', 'data-presence', 'data-problem', 'title'] as const;

function setOrRemove(element: HTMLElement, name: string, value: string | null | undefined): void {
  const wanted = value ?? null;
  if (element.getAttribute(name) === wanted) return;
  if (wanted === null) element.removeAttribute(name);
  else element.setAttribute(name, wanted);
}

export class BlockView implements NodeView {
  readonly dom: HTMLElement;
  readonly contentDOM: HTMLElement;
  private id = '';

  constructor(
    private node: Node,
    private readonly context: EditorContext,
  ) {
    const type = node.type.name;
    this.dom = document.createElement(TAGS[type] ?? 'div');
    this.dom.className = `b b-${type}`;
    this.contentDOM = type === 'table' ? tableInside(this.dom) : this.dom;
    // A guess of the height keeps far blocks out of the layout and the scroll bar honest (content-visibility).
    this.dom.style.setProperty('contain-intrinsic-size', `auto ${guessedHeight(node)}px`);
    this.show();
  }

  update(node: Node): boolean {
    if (node.type !== this.node.type) return false;
    if (node.attrs !== this.node.attrs) {
      this.node = node;
      this.show();
    }
    this.node = node;
    return true;
  }

  private show(): void {
    const { attrs, type } = this.node;
    const id = (attrs.id as string | null) ?? '';
    if (id !== this.id) {
      this.forget();
      this.id = id;
      this.context.blocks.set(id, this);
    }
    setOrRemove(this.dom, 'data-id', id);
    setOrRemove(this.dom, 'data-align', attrs.align as string | null);
    setOrRemove(this.dom, 'data-caption', attrs.caption as string | null);
    if (type.name === 'list') setOrRemove(this.dom, 'data-style', String(attrs.style));
    if (type.name === 'item') this.showTask();
    this.showNumber();
    this.showMarks();
  }

  private showTask(): void {
    const text = this.context.taskText(this.node);
    setOrRemove(this.dom, 'data-task', text === '' ? null : '');
    // Drawn under the point's own text, which is another element: a custom property reaches it.
    if (text === '') this.dom.style.removeProperty('--task');
    else this.dom.style.setProperty('--task', JSON.stringify(text));
  }

  showNumber(): void {
    const label = this.context.labelOf(this.id);
    if (this.dom.getAttribute('data-number') === label) return;
    setOrRemove(this.dom, 'data-number', label);
    if (this.node.type.name !== 'section') return;
    if (label) this.dom.style.setProperty('--number', JSON.stringify(`${label} `));
    else this.dom.style.removeProperty('--number');
  }

  showMarks(): void {
    const marks = this.context.marksOf(this.context.decorations, this.id);
    for (const name of MARKS) setOrRemove(this.dom, name, marks[name]);
  }

  /** Our own attributes are no edits; ProseMirror must not read the block again for them. */
  ignoreMutation(mutation: ViewMutationRecord): boolean {
    return mutation.type === 'attributes';
  }

  private forget(): void {
    if (this.context.blocks.get(this.id) === this) this.context.blocks.delete(this.id);
  }

  destroy(): void {
    this.forget();
  }
}

const LINE_PX = 28;
const LINE_CHARACTERS = 62;
const guessedHeight = (node: Node): number => Math.ceil(node.nodeSize / LINE_CHARACTERS) * LINE_PX + 8;

function tableInside(dom: HTMLElement): HTMLElement {
  const table = dom.appendChild(document.createElement('table'));
  return table.appendChild(document.createElement('tbody'));
}
