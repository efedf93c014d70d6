// Attributes of editor nodes travel through the clipboard as one JSON attribute, so a copy inside the editor keeps
// due dates, references and fields; TipTap's own reading of `style` and `id` attributes is switched off.
import type { Node } from '@tiptap/pm/model';

interface AttributeSpec {
  default: unknown;
  rendered: false;
  keepOnSplit: false;
  parseHTML: () => null;
}

/** Declares attributes with their defaults for TipTap's addAttributes. */
export function declareAttributes(defaults: Record<string, unknown>): Record<string, AttributeSpec> {
  return Object.fromEntries(
    Object.entries(defaults).map(([name, value]) => [
      name,
      { default: value, rendered: false, keepOnSplit: false, parseHTML: () => null },
    ]),
  );
}

const CLIPBOARD_ATTRIBUTE = 'data-attrs';

/** HTML attributes of a node for the clipboard: its name and the attributes that say something. */
export function clipboardAttributes(node: Node): Record<string, string> {
  const given = Object.entries(node.attrs).filter(([, value]) => value !== null && value !== undefined);
  const attrs = given.length > 0 ? { [CLIPBOARD_ATTRIBUTE]: JSON.stringify(Object.fromEntries(given)) } : {};
  return { 'data-node': node.type.name, ...attrs };
}

/** Reads {@link clipboardAttributes} back; a foreign or broken attribute gives none. */
export function readClipboardAttributes(element: HTMLElement): Record<string, unknown> {
  const raw = element.getAttribute(CLIPBOARD_ATTRIBUTE);
  if (raw === null) return {};
  try {
    const parsed: unknown = JSON.parse(raw);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
      ? (parsed as Record<string, unknown>)
      : {};
  } catch {
    return {};
  }
}
