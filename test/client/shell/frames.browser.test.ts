import { h, options, render } from 'preact';
import { useState } from 'preact/hooks';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { answering, drawAtOnce, drawBetweenFrames, onceAnswered } from '../../../client/staff/shell/frames.ts';

let root: HTMLElement;
let see: (words: string) => void;
const before = options.debounceRendering;

beforeEach(() => {
  root = document.body.appendChild(document.createElement('div'));
  render(h(Words, null), root);
  drawBetweenFrames();
});
afterEach(() => {
  if (before) options.debounceRendering = before;
  else delete options.debounceRendering;
  render(null, root);
  root.remove();
});

function Words() {
  const [words, setWords] = useState('before');
  see = setWords;
  return words;
}

test('FA181 what a tap asks for begins once its mark is painted; what needs no mark begins at once', async () => {
  let isPainted = false;
  answering();
  requestAnimationFrame(() => {
    isPainted = true;
  });
  const began = onceAnswered(() => isPainted);
  expect(isPainted).toBe(false);
  expect(await began).toBe(true);
  let hasBegun = false;
  const next = onceAnswered(() => {
    hasBegun = true;
  });
  await Promise.resolve();
  expect(hasBegun).toBe(true);
  await next;
});

test('FA181 what it changes is drawn without another frame, all else between two', async () => {
  see('else');
  let frames = 0;
  requestAnimationFrame(() => {
    frames += 1;
  });
  await expect.poll(() => root.textContent).toBe('else');
  expect(frames).toBe(1);
  await onceAnswered(() => see('asked'));
  await Promise.resolve();
  expect(root.textContent).toBe('asked');
});

test('FA182 a photo taken is told in the very next frame: it is drawn before anything else is done', () => {
  see('later');
  expect(root.textContent).toBe('before');
  drawAtOnce(() => see('at once'));
  expect(root.textContent).toBe('at once');
});
