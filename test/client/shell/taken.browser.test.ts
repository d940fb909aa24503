import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { onceAnswered } from '../../../client/staff/shell/frames.ts';
import { screens } from '../../../client/staff/shell/screens.ts';
import { markTaken } from '../../../client/staff/shell/taken.ts';

let root: HTMLElement;
const follow = vi.fn<(url: string) => void>();
beforeEach(() => {
  follow.mockClear();
  markTaken(follow);
  root = document.body.appendChild(document.createElement('div'));
});
afterEach(() => root.remove());

function put(html: string): HTMLElement {
  root.innerHTML = html;
  return root.firstElementChild as HTMLElement;
}
const isTaken = (tapped: HTMLElement): boolean => tapped.dataset.taken !== undefined;
const says = (tapped: HTMLElement): string => getComputedStyle(tapped, '::after').content;

test('NI80 what is tapped says so at once, whatever part of it is under the finger, and no longer once all is drawn', async () => {
  const button = put('<button type="button" class="button"><span>Publier</span></button>');
  expect(says(button)).toBe('none');
  button.querySelector('span')?.click();
  expect(isTaken(button)).toBe(true);
  expect(says(button)).toContain('…');
  await expect.poll(() => isTaken(button)).toBe(false);
  const face = put('<button type="button" class="compose-person-main"><b class="compose-person-name">Ada</b></button>');
  face.click();
  expect(says(face.querySelector('b') ?? face)).toContain('…');
});

test('NI80 a button that sleeps says nothing, nor does a small switch, and one that is held only once it has been', () => {
  const asleep = put('<button type="button" class="button" aria-disabled="true">Publier</button>');
  asleep.click();
  expect(isTaken(asleep)).toBe(false);
  const star = put('<button type="button" class="posts-mark" aria-pressed="false">Étoile</button>');
  star.click();
  expect(isTaken(star)).toBe(false);
  const hold = put('<button type="button" class="button button-hold">Pause</button>');
  hold.click();
  expect(isTaken(hold)).toBe(false);
  hold.dispatchEvent(new Event('held', { bubbles: true }));
  expect(isTaken(hold)).toBe(true);
});

test('FA181 a button’s own work waits until it is seen to be taken', async () => {
  const button = put('<button type="button" class="button">Publier</button>');
  const seen = new Promise((resolve) => {
    button.addEventListener('click', () => {
      let isPainted = false;
      requestAnimationFrame(() => {
        isPainted = true;
      });
      void onceAnswered(() => resolve(isPainted && isTaken(button)));
    });
  });
  button.click();
  expect(await seen).toBe(true);
});

test('FA183 a finger on a link brings the screen it leads to, and no other', () => {
  const { recap, tray } = screens;
  if (!recap || !tray) throw new Error('no such screens');
  const brought = vi.spyOn(recap, 'fetch').mockResolvedValue();
  const other = vi.spyOn(tray, 'fetch').mockResolvedValue();
  const down = () => new PointerEvent('pointerdown', { bubbles: true });
  put('<a href="/s/finale/recap"><b>Récapitulatif</b></a>').firstElementChild?.dispatchEvent(down());
  expect(brought).toHaveBeenCalledOnce();
  put('<a href="https://elsewhere.example/s/finale/tray">Ailleurs</a>').dispatchEvent(down());
  put('<button type="button">Rien</button>').dispatchEvent(down());
  expect(other).not.toHaveBeenCalled();
});

test('FA184 a link to a screen is followed once it is seen to be taken; any other, or with a key held, is the browser’s', async () => {
  put('<a class="tab" href="/s/finale/posts/p1#correct"><b>Corriger</b></a>');
  const link = root.querySelector('a') as HTMLElement;
  // Seen at the window, where the router listens.
  const heard = vi.fn((event: Event) => event.preventDefault());
  addEventListener('click', heard);
  link.firstElementChild?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
  expect(isTaken(link)).toBe(true);
  expect(follow).not.toHaveBeenCalled();
  await expect.poll(() => follow.mock.calls).toEqual([['/s/finale/posts/p1#correct']]);
  expect(heard).not.toHaveBeenCalled();
  link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey: true }));
  for (const html of ['<a href="#main">Contenu</a>', '<a href="/shows/finale/recap.html">Page</a>']) put(html).click();
  expect(heard).toHaveBeenCalledTimes(3);
  await onceAnswered(() => undefined);
  expect(follow).toHaveBeenCalledOnce();
  removeEventListener('click', heard);
});
