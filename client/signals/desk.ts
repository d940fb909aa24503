import { batch, signal } from '@preact/signals';
import type { Editor, Start } from '../sync/editor.ts';
import type { Desk } from './show.ts';

/** An editor as the screens see it. */
export interface OpenDesk {
  readonly desk: Desk;
  /** Something it shows may have changed. */
  refresh(): void;
  /** Another store is read from now on (this tab took the show over): the editor is opened anew there. */
  moveTo(open: (post: string, variant: string, from?: Start) => Editor): void;
}

export function openDesk(first: Editor, onClosed: () => void): OpenDesk {
  let editor = first;
  const words = signal(editor.words);
  const parents = signal(editor.parents);
  const state = signal(editor.state);
  const behind = signal(editor.behind);
  const refresh = (): void =>
    batch(() => {
      words.value = editor.words;
      parents.value = editor.parents;
      state.value = editor.state;
      behind.value = editor.behind;
    });
  return {
    desk: {
      post: editor.post,
      variant: editor.variant,
      words,
      parents,
      state,
      behind,
      set: (next) => editor.set(next),
      write: () => editor.write(),
      async close() {
        const written = await editor.close();
        onClosed();
        return written;
      },
      async discard() {
        await editor.discard();
        onClosed();
      },
    },
    refresh,
    moveTo(open) {
      editor = open(editor.post, editor.variant);
      refresh();
    },
  };
}
