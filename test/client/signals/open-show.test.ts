import { effect } from '@preact/signals';
import { expect, onTestFinished, test } from 'vitest';
import { openShow } from '../../../client/signals/open-show.ts';
import type { ShowModel } from '../../../client/signals/show.ts';
import { type StartHere, startPhone } from '../../../client/signals/start-phone.ts';
import { MemoryDisk, MemoryStore } from '../../../client/sync/memory-store.ts';
import type { PageEvents } from '../../../client/sync/page.ts';
import type { Store } from '../../../client/sync/store.ts';
import { uuidMaker } from '../../../client/sync/uuid.ts';
import type { ArgsOf } from '../../../shared/apply/apply.ts';
import { headsOf } from '../../../shared/post-status.ts';
import { HallLink, openHall, SHOW } from '../sync/hall.ts';

/** Tabs of one browser: the newest takes the lock. */
function tabsOf() {
  let lost = (): void => {};
  return {
    async take(_name: string, onLost: () => void) {
      lost();
      lost = onLost;
      return () => {
        lost = () => {};
      };
    },
    takeIfFree: async () => undefined,
  };
}

interface Options {
  readonly openStore?: () => Store;
  readonly secure?: boolean;
  readonly fetchPhone?: (now: () => Promise<StartHere>) => Promise<StartHere>;
}
async function open({ openStore, secure = true, fetchPhone = (now) => now() }: Options = {}) {
  const hall = openHall();
  const disk = new MemoryDisk();
  const tabs = tabsOf();
  const tab = async () => {
    const link = new HallLink(hall, 'naima', 'device-naima');
    let events: PageEvents = { hidden() {}, visible() {}, online() {} };
    const fetchNow = async (): Promise<StartHere> => (here) =>
      startPhone({
        ...here,
        build: 'app-1',
        link,
        load: async (show) => structuredClone(hall.ledger.load(show, 'device-naima')),
        random: () => 0.5,
        // What photos do on their way is shown elsewhere.
        photos: {
          link: { connect: async () => 'unreachable' },
          shrink: async () => ({ ok: false, code: 'unreadable' }),
        },
      });
    const model = await openShow({
      show: SHOW,
      staff: 'naima',
      device: 'device-naima',
      openStore: openStore ?? (() => new MemoryStore(disk)),
      wallMs: hall.time.nowMs,
      timers: hall.time,
      newId: uuidMaker(hall.time.nowMs, (bytes) => crypto.getRandomValues(bytes)),
      tabs,
      page: {
        listen(on) {
          events = on;
          return () => {};
        },
      },
      secure,
      fetchPhone: () => fetchPhone(fetchNow),
    });
    onTestFinished(() => model.close());
    await hall.time.pass(0);
    return { model, link, page: () => events };
  };
  return { hall, disk, tab, ...(await tab()) };
}

const create = (model: ShowModel, post: string, words = 'Bonsoir') => {
  const fields = {
    kind: 'free',
    cue: { kind: 'hand' },
    freshForMs: 600_000,
    channels: ['wall'],
    language: 'fr',
    needsTwo: false,
    slots: [],
  };
  return model.act('post.create', { post, fields, words } as ArgsOf<'post.create'>);
};

test('SY140 a model tells what the screens draw: rows, who I am, the network, the outbox, the tray', async () => {
  const { hall, model, link } = await open();
  expect(model.loaded.value).toBe(true);
  expect(model.me.value?.name).toBe('Naïma');
  expect(model.link.value).toBe('online');
  expect(model.storage.value).toBe('ok');
  link.reachable = false;
  link.cut();
  expect(model.link.value).toBe('offline');
  await create(model, 'p1');
  expect(model.outbox.value.map(({ mutation, state }) => [mutation.name, state])).toEqual([['post.create', 'waiting']]);
  await model.act('show.hold', { kind: 'person', reason: 'Alarme' });
  await hall.time.pass(61_000);
  expect(model.tray.value.map(({ refusal, words }) => [refusal.code, words])).toEqual([['stale', 'Alarme']]);
  await model.dismiss(model.tray.value[0]?.id ?? '');
  expect(model.tray.value).toEqual([]);
  expect(JSON.parse(model.exportUnsent()).outbox).toHaveLength(1);
  expect(model.newId()).not.toBe(model.newId());
});

test('SY141 a change reaches the screens once for each step, and not when nothing they draw changed', async () => {
  const { hall, model } = await open();
  const seen: (string | undefined)[] = [];
  let outboxes = 0;
  const stops = [
    effect(() => void seen.push(model.rows.value.get('post', 'p1')?.state)),
    effect(() => {
      outboxes += model.outbox.value.length >= 0 ? 1 : 0;
    }),
  ];
  const [before, beats] = [seen.length, outboxes];
  await hall.time.pass(30_000);
  expect([seen.length, outboxes]).toEqual([before, beats]);
  await create(model, 'p1');
  await hall.time.pass(0);
  // From the act to the patch that confirms it, the post never goes away and comes back.
  expect(new Set(seen.slice(before))).toEqual(new Set(['draft']));
  for (const stop of stops) stop();
});

test('SY142 the second ticks on the server’s whole seconds while someone looks', async () => {
  const { hall, model, page } = await open();
  const first = model.second.value;
  expect(first % 1_000).toBe(0);
  await hall.time.pass(3_000);
  expect(model.second.value).toBe(first + 3_000);
  page().hidden();
  await hall.time.pass(3_000);
  expect(model.second.value).toBe(first + 3_000);
  page().visible();
  expect(model.second.value).toBe(first + 6_000);
});

test('SY143 the newest tab has the show: the other says so, does nothing, and can take it back', async () => {
  const { hall, tab, model } = await open();
  const newer = await tab();
  expect(model.pausedBy.value).toBe('other-tab');
  expect(model.link.value).toBe('offline');
  expect(await create(model, 'p1')).toEqual({ ok: false, refusal: { code: 'other-tab' } });
  newer.link.reachable = false;
  newer.link.cut();
  await create(newer.model, 'p2');
  await model.takeOver();
  await hall.time.pass(0);
  expect([model.pausedBy.value, newer.model.pausedBy.value]).toEqual([undefined, 'other-tab']);
  // What the other tab had not sent is sent by this one.
  expect(hall.ledger.rows(SHOW)?.get('post', 'p2')).toBeDefined();
});

test('SY144 a tab that lost the store without being told says so at its next save', async () => {
  const { disk, model } = await open();
  await new MemoryStore(disk).read();
  expect(await create(model, 'p1')).toEqual({ ok: false, refusal: { code: 'other-tab' } });
  expect([model.pausedBy.value, model.link.value]).toEqual(['other-tab', 'offline']);
});

test('SY145 a browser that refuses to keep anything is said, and everything works while the page lives', async () => {
  class Refusing extends MemoryStore {
    override async read() {
      return 'failed' as never;
    }
  }
  const { hall, model } = await open({ openStore: () => new Refusing(new MemoryDisk()) });
  expect(model.storage.value).toBe('refused');
  expect((await create(model, 'p1')).ok).toBe(true);
  await hall.time.pass(0);
  expect(hall.ledger.rows(SHOW)?.get('post', 'p1')).toBeDefined();
});

test('SY146 a page that is not secure says that it cannot be kept', async () => {
  const { model } = await open({ secure: false });
  expect(model.storage.value).toBe('insecure');
});

test('SY147 a desk shows what is typed at once, and is unfinished when the app was killed over it', async () => {
  const { hall, disk, tab, model } = await open();
  await create(model, 'p1');
  await hall.time.pass(0);
  const desk = model.openDesk('p1', 'all');
  expect([desk.words.value, desk.state.value]).toEqual(['Bonsoir', 'written']);
  desk.set('Bonsoir à');
  expect([desk.words.value, desk.state.value]).toEqual(['Bonsoir à', 'typing']);
  await hall.time.pass(300);
  expect([desk.state.value, model.unfinished.value]).toEqual(['kept', []]);
  const again = await tab();
  expect(again.model.unfinished.value.map(({ words }) => words)).toEqual(['Bonsoir à']);
  const reopened = again.model.openDesk('p1', 'all');
  expect([reopened.words.value, again.model.unfinished.value]).toEqual(['Bonsoir à', []]);
  expect((await reopened.close())?.ok).toBe(true);
  expect(disk.desk.size).toBe(0);
  await again.model.close();
  await model.takeOver();
  // The words that the other tab wrote are the ones this editor now shows.
  expect([desk.words.value, desk.state.value]).toEqual(['Bonsoir à', 'written']);
});

test('SY148 when the page hides, what was typed is written', async () => {
  const { hall, model, page, disk } = await open();
  await create(model, 'p1');
  await hall.time.pass(0);
  const desk = model.openDesk('p1', 'all');
  desk.set('Bonsoir à tous');
  page().hidden();
  await hall.time.pass(0);
  expect(desk.state.value).toBe('written');
  expect([...(hall.ledger.rows(SHOW)?.ofPost('text', 'p1') ?? [])].map(({ words }) => words)).toContain(
    'Bonsoir à tous',
  );
  expect(disk.desk.size).toBe(0);
});

test('SY149 what is kept is drawn before the half of the app that acts is there; what is done meanwhile waits for it', async () => {
  const { hall, disk, model } = await open();
  await create(model, 'p1');
  await hall.time.pass(0);
  await model.close();
  const phone = gate();
  const again = await open({
    openStore: () => new MemoryStore(disk),
    fetchPhone: (now) => phone.opened.then(now),
  });
  expect(again.model.rows.value.get('post', 'p1')).toBeDefined();
  expect([again.model.me.value?.id, again.model.link.value]).toEqual(['naima', 'offline']);
  const desk = again.model.openDesk('p1', 'all');
  expect(desk.words.value).toBe('Bonsoir');
  desk.set('Bonsoir à tous');
  const writing = desk.write();
  phone.open();
  expect((await writing)?.ok).toBe(true);
  expect((await create(again.model, 'p2')).ok).toBe(true);
  expect(headsOf(again.model.rows.value, 'p1').all?.map(({ words }) => words)).toEqual(['Bonsoir à tous']);
});

test('SY150 what was done and not sent is drawn with the rest from the first moment', async () => {
  const { hall, disk, model, link } = await open();
  link.reachable = false;
  link.cut();
  await create(model, 'p1');
  await hall.time.pass(0);
  const phone = gate();
  let drawn: ShowModel | undefined;
  const opening = open({
    openStore: () => new MemoryStore(disk),
    fetchPhone: (now) => phone.opened.then(now),
  }).then((again) => {
    drawn = again.model;
  });
  // As many turns as an opening takes, and more.
  for (let turn = 0; turn < 20; turn += 1) await hall.time.pass(0);
  expect(drawn).toBeUndefined();
  phone.open();
  await opening;
  expect(drawn?.rows.value.get('post', 'p1')).toBeDefined();
});

test('SY151 where the half that acts cannot be fetched, what is kept is drawn, and an act says that it was not done', async () => {
  const { disk, model } = await open();
  await model.close();
  let fails = true;
  const again = await open({
    openStore: () => new MemoryStore(disk),
    fetchPhone: (now) => (fails ? Promise.reject(new Error('no network')) : now()),
  });
  expect(again.model.rows.value.get('room', 'scene')).toBeDefined();
  expect(await create(again.model, 'p1')).toEqual({ ok: false, refusal: { code: 'not-loaded' } });
  fails = false;
  expect((await create(again.model, 'p1')).ok).toBe(true);
});

test('SY152 a page opened out of sight, a phone in a pocket, does not ask for the time', async () => {
  const phone = gate();
  const { hall, page, link, model } = await open({ fetchPhone: (now) => phone.opened.then(now) });
  page().hidden();
  phone.open();
  await hall.time.pass(60_000);
  expect([model.link.value, link.packets('clock')]).toEqual(['online', []]);
  page().visible();
  await hall.time.pass(0);
  expect(link.packets('clock')).toHaveLength(1);
});

/** Something that comes when the test says so. */
function gate() {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}
