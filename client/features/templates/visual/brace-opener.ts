import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';

/** Typing `{{` opens the list of fields instead; the first brace goes away. */
export const BraceOpener = Extension.create<{ onOpen: () => void }>({
  name: 'braceOpener',
  addOptions: () => ({ onOpen: () => undefined }),
  addProseMirrorPlugins() {
    const { onOpen } = this.options;
    return [
      new Plugin({
        props: {
          handleTextInput(view, from, _to, typed) {
            const before = view.state.doc.textBetween(Math.max(0, from - 1), from);
            if (typed !== '{' || before !== '{') return false;
            view.dispatch(view.state.tr.delete(from - 1, from));
            onOpen();
            return true;
          },
        },
      }),
    ];
  },
});
