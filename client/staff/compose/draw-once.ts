import { h, render } from 'preact';
import type { ShowModel } from '../../signals/show.ts';
import { ProvideShow } from '../shell/show-context.ts';
import { Acts } from './Acts.tsx';
import { useComposer } from './Compose.tsx';
import { Editor } from './Editor.tsx';

/** Draws a new post's editor on a piece of page that nobody sees, and forgets it: no post is made, nothing takes the focus. */
export function drawOnce(show: ShowModel): void {
  const nowhere = document.createElement('div');
  render(h(ProvideShow, { value: show }, h(NewPost, null)), nowhere);
  render(null, nowhere);
}

function NewPost() {
  const composer = useComposer({});
  return [h(Editor, { key: 'editor', composer }), h(Acts, { key: 'acts', composer, onDone: () => undefined })];
}
