import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import type { Plugin } from 'vite';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { buildWall } from '../../client/wall/worker/plugin.ts';
import { builtPages, builtWall } from '../../server/pages.ts';
import type { DrawWall } from '../../shared/wall-packets.ts';
import { CHROMIUM_FLAGS, chromiumPath } from '../chromium.ts';
import { smallShow } from '../contract/small-show.ts';
import { type RunningWall, SHOW, startWall } from '../server/wall/running-wall.ts';

const client = join(import.meta.dirname, '../../client');
const work = mkdtempSync(join(tmpdir(), 'regie-wall-pages-'));
const served = join(work, 'served');
let browser: Browser;
let drawWall: DrawWall | undefined;

beforeAll(async () => {
  browser = await chromium.launch({ executablePath: chromiumPath(), args: CHROMIUM_FLAGS });
  await buildWall(client, { outDir: join(work, 'one') });
  drawWall = await builtWall(join(work, 'one'));
  await buildWall(client, { outDir: join(work, 'two'), plugins: [renamed('En scène', 'Au micro')] });
});
afterAll(async () => {
  await browser.close();
  rmSync(work, { recursive: true });
});

describe('a wall that stays', () => {
  test('WA31 reloaded with no server it shows its card and its photo; with the server back it follows again', async () => {
    const wall = await start();
    wall.fire('one', 'Le Bluetooth des abeilles #MT180', {}, [await wall.photo('#225588')]);
    const { page } = await open(wall, { kept: true });
    await page.waitForSelector('figure img');
    await wall.stop();
    await page.reload();
    await page.waitForSelector('text=Le Bluetooth des abeilles');
    await page.waitForSelector('figure img');
    expect(await naturalWidth(page)).toBe(800);
    await wall.start();
    wall.time.nowMs += 60_000;
    wall.fire('two', 'De retour.');
    await page.waitForSelector('text=De retour.');
  });

  test('OF132 reloaded with no server, a page that came drawn shows its last wall: nothing withdrawn, not for a moment', async () => {
    const wall = await start();
    wall.fire('one', 'Retiré depuis.');
    const { page } = await open(wall, { kept: true });
    await page.waitForSelector('text=Retiré depuis.');
    wall.time.nowMs += 1_000;
    wall.fire('two', 'Le dernier.');
    wall.act('post.withdraw', { post: 'one' });
    await page.waitForSelector('text=Le dernier.');
    const kept = await page.evaluate(async () => {
      const pages: string[] = [];
      for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) pages.push((await (await cache.match(request))?.text()) ?? '');
      }
      return pages;
    });
    expect(kept.length).toBeGreaterThan(3);
    expect(kept.filter((text) => text.includes('Retiré depuis.') || text.includes('Le dernier.'))).toEqual([]);
    await page.addInitScript(() => {
      const seen: string[] = [];
      Object.assign(window, { seen });
      new MutationObserver(() => seen.push(document.documentElement.textContent)).observe(document, {
        childList: true,
        subtree: true,
        characterData: true,
      });
    });
    await wall.stop();
    await page.reload();
    await page.waitForSelector('text=Le dernier.');
    const seen = await page.evaluate(() => (window as unknown as { seen: readonly string[] }).seen.join());
    expect(seen).toContain('Le dernier.');
    expect(seen).not.toContain('Retiré depuis.');
  });

  test('WA36 a lost server changes nothing but a small mark; after two minutes the audience steps back', async () => {
    const wall = await start();
    // Alone, a card is followed by itself: what changes is the server's doing only.
    await hear(wall, 'Un message.');
    const { page } = await open(wall, { width: 390, height: 844, clock: true });
    await page.waitForSelector('text=Un message.');
    const { page: screen } = await open(wall, { clock: true });
    await screen.waitForSelector('text=Un message.');
    const before = await screen.textContent('.wall');
    await wall.stop();
    await screen.clock.runFor(5_500);
    await screen.waitForSelector('.mark:text("Hors ligne depuis")');
    expect((await screen.textContent('.wall'))?.replace(/Hors ligne depuis [\d\sh]+/, '')).toBe(before);
    await wall.start();
    wall.fire('one', 'Un post.');
    await page.waitForSelector('article:has-text("Un post.")');
    await wall.stop();
    await page.clock.runFor(100_000);
    expect(await page.textContent('main')).toContain('Un message.');
    await page.clock.runFor(30_000);
    expect(await page.textContent('main')).not.toContain('Un message.');
    expect(await page.textContent('main')).toContain('Un post.');
  });

  test('WA38 a new build waits for the safe scene', async () => {
    const wall = await start();
    wall.fire('one', 'Un post.');
    wall.act('segment.edit', talk(wall));
    wall.act('segment.top', { segment: 'c01', pressedAtMs: wall.time.nowMs });
    const { page } = await open(wall, { kept: true });
    await page.waitForSelector('text=En scène');
    serve('two');
    await page.reload();
    await page.waitForSelector('.mark:text("Nouvelle version")');
    expect(await page.textContent('.label')).toContain('En scène');
    wall.scene('safe');
    await page.waitForSelector('.safe');
    await page.waitForFunction(
      () => performance.getEntriesByType('navigation').length === 1 && !document.querySelector('.mark'),
    );
    wall.scene('auto');
    await page.waitForSelector('.label:text("Au micro")');
  });

  test('WA38 or for the operator’s word', async () => {
    const wall = await start();
    wall.fire('one', 'Un post.');
    wall.act('segment.edit', talk(wall));
    wall.act('segment.top', { segment: 'c01', pressedAtMs: wall.time.nowMs });
    const { page } = await open(wall, { kept: true });
    serve('two');
    await page.reload();
    await page.waitForSelector('.mark:text("Nouvelle version")');
    await page.keyboard.press('u');
    await page.waitForSelector('.label:text("Au micro")');
  });
});

describe('what comes drawn', () => {
  test('OF130 the card, what comes and the rehearsal’s mark are painted before any script, on a screen and on a phone', async () => {
    const wall = await start();
    const rows = smallShow('essai').map((row) => (row.row === 'show' ? { ...row, rehearsal: true } : row));
    wall.act('show.create', { rows }, 'essai', 'engine:import');
    wall.fire('one', 'Sans <script>, « déjà » là. #MT180');
    for (const phone of [false, true]) {
      const { page } = await open(wall, { scripts: false, phone, ...(phone ? { width: 390, height: 844 } : {}) });
      expect(await page.textContent('.words')).toBe('Sans <script>, « déjà » là. #MT180');
      expect(await page.title()).toBe('Finale');
      expect(await page.locator('.words').first().isVisible()).toBe(true);
      expect(await page.locator(phone ? '.visitor' : '.wall').count()).toBe(1);
      await page.goto(`${wall.url}/wall/${wall.tokens.tokenOf('essai')}`);
      expect(await page.textContent('.rehearsal')).toBe('Répétition');
    }
  });

  test('OF131 drawn for a screen, it stays hidden on a phone until its script draws it as a list, and the other way round', async () => {
    const wall = await start();
    wall.fire('one', 'Bonsoir.');
    const narrow = { width: 390, height: 844 };
    const { page: hidden } = await open(wall, { scripts: false, ...narrow });
    expect(await hidden.locator('.words').first().isVisible()).toBe(false);
    const { page: list } = await open(wall, narrow);
    await list.locator('.visitor .words').waitFor();
    const { page: large } = await open(wall, { scripts: false, phone: true });
    expect(await large.locator('.words').isVisible()).toBe(false);
  });

  test('OF133 the script takes over what was drawn: nothing moves, or words grow', async () => {
    const wall = await start();
    const { page: drawn } = await open(wall, { scripts: false });
    const { page: live } = await open(wall);
    const sentence = 'Seize finalistes, cinq prix, trois minutes chacun et une seule diapositive. ';
    for (const words of ['Une abeille sur cent.', sentence, sentence.repeat(3)]) {
      wall.time.nowMs += 3_600_000;
      wall.fire(`p${words.length}`, words.trim());
      await live.waitForSelector('.words:not(.probe):text("Seize"), .words:text("abeille")');
      await drawn.goto(wall.link);
      for (const [width, height] of [
        [1920, 1080],
        [1280, 800],
        [1024, 768],
      ] as const) {
        await Promise.all([drawn, live].map((page) => page.setViewportSize({ width, height })));
        await live.evaluate(async () => {
          await document.fonts.ready;
          // Told of its new size with a frame, it has measured anew by the next.
          for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
        });
        const [before, after] = [await sizes(drawn), await sizes(live)];
        expect(before.words, `${words.length} letters at ${width}`).toBeLessThanOrEqual(after.words * 1.02);
        expect(before.foot).toEqual(after.foot);
        if (height === 768) continue;
        expect(before.words, `${words.length} letters at ${width}`).toBeGreaterThanOrEqual(after.words * 0.8);
        if (words.length < 40) expect(before).toEqual(after);
      }
    }
  });

  test('OF134 what the page was drawn from leaves it at once, so that a withdrawn card is nowhere in it', async () => {
    const wall = await start();
    wall.fire('one', 'À retirer.');
    const { page, asked } = await open(wall);
    await page.waitForSelector('html[style]');
    expect(await page.locator('#given').count()).toBe(0);
    wall.act('post.withdraw', { post: 'one' });
    await expect.poll(() => page.content()).not.toContain('À retirer.');
    // Nothing was asked for that the page had brought.
    expect(asked.filter((path) => /state|early/.test(path))).toEqual([]);
  });

  test('OF135 a link of before, whose mark stands behind a #, opens the same wall', async () => {
    const wall = await start();
    wall.fire('one', 'Bonsoir.');
    const { page } = await open(wall, { link: wall.link.replace('/wall/', '/wall/#'), search: '&far=8' });
    await page.waitForSelector('text=Bonsoir.');
    expect(await page.evaluate(() => document.documentElement.style.getPropertyValue('--u'))).toBe('86.4px');
  });
});

describe('what it shows', () => {
  test('WA32 a fired post is on two walls at once, and withdrawn leaves both', async () => {
    const wall = await start();
    wall.fire('one', 'Premier.');
    const pages = [(await open(wall)).page, (await open(wall)).page];
    for (const page of pages) await page.waitForSelector('text=Premier.');
    wall.time.nowMs += 60_000;
    wall.fire('two', 'Second, pour tous.');
    for (const page of pages) await page.waitForSelector('text=Second, pour tous.');
    wall.act('post.withdraw', { post: 'two' });
    for (const page of pages) await page.waitForSelector('text=Premier.');
    for (const page of pages) expect(await page.textContent('body')).not.toContain('Second');
  });

  test('WA33 two walls opened at different times show the same card', async () => {
    const atMs = Date.UTC(2027, 5, 10, 18);
    const wall = await start();
    for (const [i, word] of ['un', 'deux', 'trois', 'quatre', 'cinq'].entries()) {
      wall.time.nowMs = atMs - 100_000 + i * 1_000;
      wall.fire(`p${i}`, `Carte ${word}`);
    }
    const openAt = async (nowMs: number): Promise<Page> => {
      wall.time.nowMs = nowMs;
      const { page, measured } = await open(wall, { fixedMs: nowMs });
      await measured;
      return page;
    };
    const [early, late] = [await openAt(atMs), await openAt(atMs + 47_000)];
    const seen = new Set<string>();
    for (let nowMs = atMs + 50_000; nowMs < atMs + 90_000; nowMs += 3_500) {
      const cards = await Promise.all([early, late].map((page) => cardAt(page, nowMs)));
      expect(cards[0]).toBe(cards[1]);
      seen.add(cards[0] ?? '');
    }
    expect(seen.size).toBe(5);
  });

  test('WA34 words that look like markup are words', async () => {
    const wall = await start();
    const words = '<img src=x onerror="document.title=1"> <b>gras</b> &amp; <script>alert(1)</script>';
    wall.fire('one', words);
    for (const width of [1920, 390]) {
      const { page } = await open(wall, { width });
      await page.waitForSelector('.words');
      expect(await page.textContent('.words:not(.probe)')).toBe(words);
      expect(await page.locator('.words img, .words script').count()).toBe(0);
    }
  });

  test('WA35 a photo whose bytes are not there is not drawn: the words stand alone', async () => {
    const wall = await start();
    wall.fire('one', 'Sans image.', {}, [{ hash: 'f'.repeat(64), width: 800, height: 600 }]);
    const { page, failed } = await open(wall);
    await page.waitForSelector('text=Sans image.');
    await expect.poll(() => failed.some((url) => url.includes('f'.repeat(64)))).toBe(true);
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.locator('.card.pictured').count()).toBe(0);
  });

  test('WA30 on the screen nothing everyone must read is smaller than the last row needs, and nothing leaves the safe margin', async () => {
    const wall = await start();
    wall.act('segment.edit', talk(wall));
    const words = 'Seize finalistes, cinq prix, trois minutes chacun et une seule diapositive. '.repeat(2);
    wall.fire(
      'one',
      `${words}Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz https://mt180.example/une/adresse/tres/longue/${'x'.repeat(20)} #MT180`,
    );
    for (const far of [4, 6, 10]) {
      const { page } = await open(wall, { search: `?far=${far}` });
      await page.waitForSelector('.fit .words');
      await page.evaluate(() => document.fonts.ready);
      await page.waitForFunction(
        () => getComputedStyle(document.querySelector('.words') as Element).fontFamily.length > 0,
      );
      const read = await page.evaluate(() => {
        const words = document.querySelector('.words') as HTMLElement;
        const inside = [...document.querySelectorAll('.card, .foot > section, .words:not(.probe)')].map((element) => {
          const { left, right, top, bottom } = element.getBoundingClientRect();
          return { left, right, top, bottom };
        });
        return { px: Number.parseFloat(getComputedStyle(words).fontSize), inside };
      });
      expect(read.px).toBeGreaterThanOrEqual(10.79 * far);
      for (const { left, right, top, bottom } of read.inside) {
        expect(left).toBeGreaterThanOrEqual(95);
        expect(right).toBeLessThanOrEqual(1825);
        expect(top).toBeGreaterThanOrEqual(53);
        expect(bottom).toBeLessThanOrEqual(1028);
      }
    }
  });

  test('WA39 on a phone it is a list in large type, newest first, whose news are read out', async () => {
    const wall = await start();
    wall.fire('one', 'Premier.', {}, [await wall.photo('#225588')]);
    wall.time.nowMs += 1_000;
    wall.fire('two', 'Second.');
    const { page } = await open(wall, { width: 390, height: 844 });
    await page.waitForSelector('article img');
    expect(await page.locator('article .words').allTextContents()).toEqual(['Second.', 'Premier.']);
    expect(
      await page.evaluate(() =>
        Number.parseFloat(getComputedStyle(document.querySelector('.words') as Element).fontSize),
      ),
    ).toBeGreaterThanOrEqual(22);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    wall.time.nowMs += 1_000;
    wall.fire('three', 'Troisième.');
    await page.waitForSelector('[aria-live=polite]:text("Troisième.")', { state: 'attached' });
    wall.scene('safe');
    await page.waitForSelector('.announcement:text("Finale")');
    expect(await page.locator('article').count()).toBe(0);
  });

  test('WA40 a wall bound to a room is on stage when that room’s talk runs', async () => {
    const wall = await start();
    wall.act('room.edit', { room: 'hall', change: { name: { to: 'Hall' }, rank: { to: 2 } } });
    wall.act('segment.edit', talk(wall));
    wall.act('segment.top', { segment: 'c01', pressedAtMs: wall.time.nowMs });
    const [bound, other] = [await open(wall, { search: '?room=hall' }), await open(wall)];
    await other.page.waitForSelector('[data-scene=on-stage]');
    await bound.page.waitForSelector('[data-scene=live]');
  });
});

describe('who runs it', () => {
  test('WA37 keys show the safe scene, stop the cards, pass to the next and set the size, with no server', async () => {
    const wall = await start();
    for (const [i, word] of ['un', 'deux', 'trois'].entries()) {
      wall.time.nowMs += i;
      wall.fire(`p${i}`, `Carte ${word}`);
    }
    const { page } = await open(wall, { kept: true });
    await page.waitForSelector('text=Carte');
    await wall.stop();
    await page.keyboard.press('s');
    await page.waitForSelector('.safe');
    await page.keyboard.press('s');
    await page.keyboard.press('p');
    await page.waitForSelector('.mark:text("Défilement arrêté")');
    const first = await page.textContent('.words');
    await page.keyboard.press('n');
    await expect.poll(() => page.textContent('.words')).not.toBe(first);
    await page.keyboard.press('c');
    await page.waitForSelector('[role=dialog] >> text=6 hauteurs d’image');
    for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowRight');
    await page.waitForSelector('text=8 hauteurs d’image');
    await page.keyboard.press('Escape');
    expect(new URL(page.url()).search).toBe('?far=8');
    expect(await page.evaluate(() => document.documentElement.style.getPropertyValue('--u'))).toBe(
      `${(1080 * 8) / 100}px`,
    );
    await page.goto('about:blank');
    await page.goto(wall.link);
    await page.waitForSelector('text=Carte');
    expect(await page.evaluate(() => document.documentElement.style.getPropertyValue('--u'))).toBe(
      `${(1080 * 8) / 100}px`,
    );
  });

  test('WA20 a link that opens no wall says so', async () => {
    const wall = await start();
    const { page } = await open(wall, { link: wall.link.slice(0, -3) });
    await page.waitForSelector('text=Ce lien n’ouvre aucun mur.');
  });

  test('WA41 axe finds nothing, in either language, in any scene, on a screen or a phone', async () => {
    for (const language of ['fr', 'en'] as const) {
      const wall = await start();
      wall.act('show.edit', {
        change: { language: { from: 'fr', to: language }, followUrl: { to: 'https://mt180.example' } },
      });
      wall.act('segment.edit', talk(wall));
      wall.act('segment.top', { segment: 'c01', pressedAtMs: wall.time.nowMs });
      wall.fire('one', '« Une abeille compte. » #MT180', { segment: 'c01' }, [await wall.photo('#225588')]);
      await hear(wall, 'Bravo !');
      const { page } = await open(wall);
      await page.waitForSelector(`text=${language === 'fr' ? 'En scène' : 'On stage'}`);
      await page.waitForSelector('figure img');
      for (const scene of ['auto', 'live', 'photos', 'safe'] as const) {
        if (scene !== 'auto') wall.scene(scene);
        await page.waitForSelector(`[data-scene=${scene === 'auto' ? 'on-stage' : scene}] .scene`);
        await faultless(page, `${language} ${scene}`);
      }
      wall.scene('full', { kind: 'qr', url: 'https://mt180.example/vote', words: 'Votez !' });
      await page.waitForSelector('.code .qr');
      await faultless(page, `${language} full`);
      await page.keyboard.press('c');
      await page.waitForSelector('[role=dialog]');
      await faultless(page, `${language} calibration`);
      await page.keyboard.press('c');
      await page.mouse.move(10, 10);
      await page.waitForSelector('.bar.shown');
      await faultless(page, `${language} bar`);
      wall.scene('live');
      const { page: phone } = await open(wall, { width: 390, height: 844 });
      await phone.waitForSelector('article');
      await faultless(phone, `${language} phone`);
    }
  });
});

interface Opened {
  readonly width?: number;
  readonly height?: number;
  readonly search?: string;
  readonly link?: string;
  /** False: none runs. */
  readonly scripts?: boolean;
  /** Says that it is a phone's browser. */
  readonly phone?: boolean;
  /** Waits until the page is kept on the computer. */
  readonly kept?: boolean;
  /** The page's timers and clock run only when told. */
  readonly clock?: boolean;
  /** The page's clock stands still. */
  readonly fixedMs?: number;
}

async function open(
  wall: RunningWall,
  { width = 1920, height = 1080, search = '', link, scripts = true, phone = false, kept, clock, fixedMs }: Opened = {},
) {
  const context: BrowserContext = await browser.newContext({
    viewport: { width, height },
    locale: 'fr-FR',
    javaScriptEnabled: scripts,
    ...(phone ? { userAgent: 'Mozilla/5.0 (Linux; Android 16) Mobile Safari/537.36' } : {}),
  });
  onTestFinished(() => context.close());
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const failed: string[] = [];
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  page.on('pageerror', (error) => {
    throw error;
  });
  page.on('response', (response) => {
    if (response.status() >= 400) failed.push(response.url());
  });
  if (clock) await page.clock.install();
  if (fixedMs !== undefined) await page.clock.setFixedTime(fixedMs);
  /** The page has measured the server's clock: its line's first question is answered. */
  const measured = new Promise<void>((done) => {
    page.on('websocket', (line) => {
      line.on('framereceived', ({ payload }) => String(payload).startsWith('43/wall,1[') && done());
    });
  });
  await page.goto((link ?? wall.link) + search);
  if (kept) await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  return { page, failed, asked, measured };
}

function start(): Promise<RunningWall> {
  serve('one');
  return startWall({ pages: builtPages(served), drawWall });
}

/** What the page shows once its clock says so. */
async function cardAt(page: Page, nowMs: number): Promise<string | null> {
  await page.clock.setFixedTime(nowMs);
  await page.evaluate(() => void dispatchEvent(new Event('resize')));
  await page.evaluate(() => new Promise(requestAnimationFrame));
  return page.textContent('.words');
}

/** How large the words are, and where what stands around them is, in pixels. */
const sizes = (page: Page) =>
  page.evaluate(() => {
    // Seen at rest, not while something comes.
    for (const one of document.getAnimations()) one.finish();
    const at = (selector: string): readonly number[] => {
      const { x, y, width, height } = (document.querySelector(selector) as Element).getBoundingClientRect();
      return [x, y, width, height].map(Math.round);
    };
    const words = document.querySelector('.words:not(.probe)') as Element;
    return { words: Number.parseFloat(getComputedStyle(words).fontSize), line: at('.words'), foot: at('.foot') };
  });

const naturalWidth = (page: Page): Promise<number> =>
  page.evaluate(() => (document.querySelector('figure img') as HTMLImageElement).naturalWidth);

async function hear(wall: RunningWall, words: string): Promise<void> {
  const said = { network: 'bluesky', author: 'Camille B.', words, saidMs: wall.time.nowMs } as const;
  wall.act('message.see', { id: 'm1', ...said }, SHOW, 'engine:audience');
  wall.act('message.judge', { message: 'm1', from: 'new', to: 'shown' });
}

const talk = (wall: RunningWall) => ({
  segment: 'c01',
  change: {
    rank: { to: 1 },
    title: { to: 'Maëlys Tournepierre' },
    kind: { to: 'talk' as const },
    rooms: { to: ['scene'] },
    plannedMs: { to: wall.time.nowMs },
    durationMs: { to: 180_000 },
  },
});

async function faultless(page: Page, where: string): Promise<void> {
  // Colours are judged at rest, not while something comes.
  await page.evaluate(() => Promise.all(document.getAnimations().map((one) => one.finished.catch(() => undefined))));
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(
    violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)]),
    where,
  ).toEqual([]);
}

function serve(name: 'one' | 'two'): void {
  rmSync(served, { recursive: true, force: true });
  cpSync(join(work, name), served, { recursive: true });
}

/** A build that says something else. */
const renamed = (from: string, to: string): Plugin => ({
  name: 'another-build',
  enforce: 'pre',
  transform: (code, id) => (id.endsWith('client/wall/words.ts') ? code.replace(from, to) : undefined),
});
