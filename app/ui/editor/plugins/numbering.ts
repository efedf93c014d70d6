// Numbers follow the structure: the plugin counts structural changes, the view renumbers once a change. Typing only
// maps nothing and counts nothing.
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { isTextOnly } from '../model/structure';
import type { EditorContext } from '../views/editor-context';

export const structureKey = new PluginKey<number>('structure');

export function numberingPlugin(context: EditorContext): Plugin {
  return new Plugin<number>({
    key: structureKey,
    state: {
      init: () => 0,
      apply: (tr, count) => (tr.docChanged && !isTextOnly(tr) ? count + 1 : count),
    },
    view: () => ({
      update(view, before) {
        if (structureKey.getState(view.state) === structureKey.getState(before)) return;
        context.renumber(view.state.doc);
      },
    }),
  });
}
