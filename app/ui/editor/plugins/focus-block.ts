// Tells which block the caret stands in, only when it changes.
import { Plugin } from '@tiptap/pm/state';
import { currentBlock } from '../model/blocks';

export function focusBlockPlugin(onChange: (id: string | null) => void): Plugin {
  let last: string | null = null;
  const tell = (id: string | null) => {
    if (id === last) return;
    last = id;
    onChange(id);
  };
  return new Plugin({
    view: () => ({
      update: (view) => {
        if (view.hasFocus()) tell((currentBlock(view.state)?.node.attrs.id as string | undefined) ?? null);
      },
    }),
    props: {
      handleDOMEvents: {
        focus: (view) => {
          tell((currentBlock(view.state)?.node.attrs.id as string | undefined) ?? null);
          return false;
        },
      },
    },
  });
}
