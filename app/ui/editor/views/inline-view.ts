// A citation, a reference to a point, a field's value, a gap: one unit in the text, shown as it will print.
import type { Node } from '@tiptap/pm/model';
import type { EditorView, NodeView } from '@tiptap/pm/view';
import { type CrossRef, gapText, resolveCrossRef } from '~/modules/documents';
import { blockAround } from '../model/blocks';
import type { EditorContext } from './editor-context';

export class InlineView implements NodeView {
  readonly dom: HTMLElement;

  constructor(
    private node: Node,
    private readonly view: EditorView,
    private readonly getPos: () => number | undefined,
    private readonly context: EditorContext,
  ) {
    this.dom = document.createElement('span');
    this.dom.className = `in in-${node.type.name}`;
    context.inlines.add(this);
    this.show();
  }

  update(node: Node): boolean {
    if (node.type !== this.node.type) return false;
    this.node = node;
    this.show();
    return true;
  }

  show(): void {
    const { text, missing } = this.shown();
    if (this.dom.textContent !== text) this.dom.textContent = text;
    this.dom.classList.toggle('in-missing', missing);
  }

  private shown(): { text: string; missing: boolean } {
    const { attrs, type } = this.node;
    switch (type.name) {
      case 'citation':
        return { text: String(attrs.text), missing: false };
      case 'placeholder':
        return { text: gapText(String(attrs.label)), missing: true };
      case 'field': {
        const value = this.context.values(String(attrs.path), (attrs.format as string | null) ?? undefined);
        return value ? { text: value, missing: false } : { text: gapText(String(attrs.path)), missing: true };
      }
      default: {
        const { text, status } = resolveCrossRef(crossRefOf(attrs), this.context.index, this.blockId());
        return { text, missing: status !== 'ok' };
      }
    }
  }

  private blockId(): string | undefined {
    const pos = this.getPos();
    if (pos === undefined || pos > this.view.state.doc.content.size) return undefined;
    return blockAround(this.view.state.doc.resolve(pos))?.node.attrs.id as string | undefined;
  }

  ignoreMutation(): boolean {
    return true;
  }

  destroy(): void {
    this.context.inlines.delete(this);
  }
}

function crossRefOf(attrs: Record<string, unknown>): CrossRef {
  const { targetId, prefix } = attrs as { targetId: string; prefix: string | null };
  return { type: 'crossRef', targetId, ...(prefix === null ? {} : { prefix }) };
}
