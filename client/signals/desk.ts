import { batch, signal } from '@preact/signals';
import type { Editor, Start } from '../sync/editor.ts';
import type { Desk } from './show.ts';

/** An editor as the screens see it. */
export interface OpenDesk {
  readonly desk: Desk;
  /** Something it shows may have changed. */
  refresh(): void;
  /** There is a phone to type on: the first, or another since this tab took the show over. */
  moveTo(open: (post: string, variant: string, from?: Start) => Editor): void;
}

export interface DeskParts {
  readonly post: string;
  readonly variant: string;
  readonly from: Start | undefined;
  /** What is there, until there is a phone. */
  readonly first: Start;
  /** Resolves when there is one. */
  readonly ready: () => Promise<unknown>;
  readonly onClosed: () => void;
}

export function openDesk({ post, variant, from, first, ready, onClosed }: DeskParts): OpenDesk {
  let editor: Editor | undefined;
  /** Typed before there was a phone. */
  let typed: string | undefined;
  const words = signal(first.words);
  const parents = signal(first.parents);
  const state = signal<Desk['state']['value']>('written');
  const behind = signal(false);
  const refresh = (): void => {
    if (!editor) return;
    const now = editor;
    batch(() => {
      words.value = now.words;
      parents.value = now.parents;
      state.value = now.state;
      behind.value = now.behind;
    });
  };
  return {
    desk: {
      post,
      variant,
      words,
      parents,
      state,
      behind,
      set(next) {
        if (editor) return editor.set(next);
        typed = next;
        words.value = next;
        state.value = 'typing';
      },
      async write() {
        await ready();
        return await editor?.write();
      },
      async close() {
        await ready();
        const written = await editor?.close();
        onClosed();
        return written;
      },
      async discard() {
        await ready();
        await editor?.discard();
        onClosed();
      },
    },
    refresh,
    moveTo(open) {
      editor = editor ? open(post, variant) : open(post, variant, from);
      if (typed !== undefined) editor.set(typed);
      typed = undefined;
      refresh();
    },
  };
}
