import { render } from 'preact';
import { keepFar, readAddress } from './address.ts';
import { openFeed } from './feed.ts';
import type { Frame } from './frame.ts';
import { takeGiven } from './given.ts';
import { ACTS, type Act } from './Operator.tsx';
import { openPhotos } from './photos.ts';
import { Screen } from './Screen.tsx';
import { openUpdates } from './updates.ts';
import { keepAwake } from './wake.ts';
import { wallWords } from './words.ts';

/** Without a server for this long, the audience's messages step back: they could no longer be withdrawn. */
const MESSAGES_STAY_MS = 120_000;
/** A cut shorter than this is not worth an operator's eye. */
const LOST_SAID_AFTER_MS = 5_000;
const BAR_STAYS_MS = 4_000;
/** Before this nothing is said of waiting: on most visits the wall comes first, and sooner for it. */
const WAIT_SAID_AFTER_MS = 1_000;
const VISITOR = matchMedia('(max-width: 45em), (max-height: 26em)');
/** The foremost cards' pictures on a phone; others are fetched as one scrolls. */
const NEAR_LIMIT = 100;

const root = document.getElementById('wall') as HTMLElement;
const view = VISITOR.matches ? 'visitor' : 'screen';
let address = readAddress(location);
const local = {
  safe: false,
  calibrating: false,
  barUntilMs: 0,
  stoppedMs: undefined as number | undefined,
  skippedMs: 0,
};
let near: readonly string[] = [];
let fonts = 0;
let newestId: string | undefined;
let turnUntilMs = 0;
let timer = 0;
let dueMs = 0;

const openedMs = performance.now();
const feed = openFeed({ token: address.token, view, given: takeGiven(), changed });
const photos = openPhotos({ token: address.token, size: view === 'screen' ? 'wall' : 'thumb' }, draw);
const updates = openUpdates(draw);

/** The wall is another one: its pictures are fetched, and what is new is shown now. */
function changed(): void {
  const cards = feed.wall()?.cards ?? [];
  if (cards[0]?.id !== newestId) local.skippedMs = 0;
  newestId = cards[0]?.id;
  wantPhotos();
  draw();
}

function wantPhotos(): void {
  const wall = feed.wall();
  if (!wall) return;
  const cards = wall.full?.kind === 'post' ? [wall.full.card, ...wall.cards] : wall.cards;
  const named = cards.flatMap((card) => card.photos.map(({ hash }) => hash));
  photos.want({ named, now: view === 'screen' ? named : near });
}

function draw(): void {
  const wall = feed.wall();
  const nowMs = feed.clock.nowMs();
  const lostMs = feed.lostMs();
  const lostForMs = lostMs === undefined ? 0 : nowMs - lostMs;
  dueMs = Number.POSITIVE_INFINITY;
  wake(nowMs + 60_000);
  const t = wallWords(wall?.language ?? navigator.language);
  const basePx = (innerHeight * address.far) / 100;
  document.documentElement.style.setProperty('--u', `${basePx}px`);
  if (wall) {
    document.documentElement.lang = wall.language;
    document.title = wall.name;
  }
  if (lostMs !== undefined) {
    wake(lostMs + LOST_SAID_AFTER_MS);
    wake(lostMs + MESSAGES_STAY_MS);
  }
  const waitedMs = performance.now() - openedMs;
  if (!wall) wake(nowMs + WAIT_SAID_AFTER_MS - waitedMs);
  const frame: Frame | undefined = wall && {
    wall,
    t,
    nowMs,
    turnMs: local.stoppedMs ?? nowMs + local.skippedMs,
    basePx,
    far: address.far,
    fonts,
    room: address.room,
    cards: lostForMs < MESSAGES_STAY_MS ? wall.cards : wall.cards.filter((card) => card.kind !== 'message'),
    photoUrl: photos.urlOf,
    wake,
    until: (atMs) => {
      turnUntilMs = atMs;
    },
  };
  render(
    <Screen
      frame={frame}
      t={t}
      visitor={VISITOR.matches}
      refused={feed.refused()}
      waiting={waitedMs >= WAIT_SAID_AFTER_MS}
      lostMs={lostForMs >= LOST_SAID_AFTER_MS ? lostMs : undefined}
      safe={local.safe}
      paused={local.stoppedMs !== undefined}
      update={updates.ready()}
      far={local.calibrating ? address.far : undefined}
      bar={nowMs < local.barUntilMs}
      act={act}
      near={(hashes) => {
        near = [...new Set([...hashes, ...near])].slice(0, NEAR_LIMIT);
        wantPhotos();
      }}
      setFar={(far) => {
        address = keepFar(address, far);
        draw();
      }}
    />,
    root,
  );
  if (wall && (wall.scene === 'safe' || local.safe)) updates.take();
}

/** Draws again at an instant of the server's clock, or sooner. */
function wake(atMs: number): void {
  const nowMs = feed.clock.nowMs();
  if (atMs <= nowMs || atMs >= dueMs) return;
  dueMs = atMs;
  clearTimeout(timer);
  timer = window.setTimeout(draw, atMs - nowMs);
}

function act(act: Act): void {
  const turnMs = local.stoppedMs ?? feed.clock.nowMs() + local.skippedMs;
  switch (act) {
    case 'fullScreen':
      void (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen());
      return;
    case 'safe':
      local.safe = !local.safe;
      break;
    case 'calibrate':
      local.calibrating = !local.calibrating;
      break;
    case 'pause':
      if (local.stoppedMs === undefined) local.stoppedMs = turnMs;
      else local.stoppedMs = undefined;
      break;
    case 'skip':
      if (turnUntilMs <= turnMs) return;
      if (local.stoppedMs === undefined) local.skippedMs += turnUntilMs - turnMs;
      else local.stoppedMs = turnUntilMs;
      break;
    case 'update':
      updates.take();
      return;
  }
  draw();
}

addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  const key = event.key.toLowerCase();
  if (key === 'escape' && local.calibrating) act('calibrate');
  else if (local.calibrating && (key === 'arrowleft' || key === 'arrowright')) {
    address = keepFar(address, address.far + (key === 'arrowleft' ? -0.5 : 0.5));
    draw();
  } else if (key in ACTS) act(ACTS[key as keyof typeof ACTS]);
});
addEventListener('pointermove', () => {
  local.barUntilMs = feed.clock.nowMs() + BAR_STAYS_MS;
  draw();
  wake(local.barUntilMs);
});
addEventListener('resize', draw);
addEventListener('hashchange', () => location.reload());
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') feed.check();
  draw();
});
document.fonts.addEventListener('loadingdone', () => {
  fonts += 1;
  draw();
});
if (view === 'screen') keepAwake();
changed();
