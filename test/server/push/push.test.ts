import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { sealing } from '../../../server/access/sealing.ts';
import { safeFetch } from '../../../server/channels/safe-fetch.ts';
import { silentLog } from '../../../server/log.ts';
import { createPushEngine, type PushEngine } from '../../../server/push/engine.ts';
import { pushRoutes } from '../../../server/push/routes.ts';
import { pushSender } from '../../../server/push/sender.ts';
import { openSubscriptions, type Subscriptions } from '../../../server/push/subscriptions.ts';
import { openVapidKeys } from '../../../server/push/vapid.ts';
import { NOTICE_KINDS } from '../../../shared/notices.ts';
import type { Answer } from '../../../shared/protocol.ts';
import { type PushService, startPushService } from '../../fixtures/push-service.ts';
import { type Running, SHOW, startServer } from '../running-server.ts';

const KEY = randomBytes(32);
const WISH = { kinds: [...NOTICE_KINDS], language: 'fr' as const, quiet: true };

interface Telling {
  readonly running: Running;
  readonly service: PushService;
  readonly publicKey: string;
  subscriptions: Subscriptions;
  engine: PushEngine;
  /** Signs a staff member's device in and has it told at this address. */
  told(staff: string, at?: PushService, wish?: object): Promise<string>;
  do(by: string, name: string, args: unknown): Promise<void>;
  /** Another engine on the same disk, as after a crash. */
  restart(): void;
  /** What was asked to be done later. */
  readonly laters: (() => void)[];
}

async function telling({ mayReach = () => true }: { mayReach?: (address: string) => boolean } = {}): Promise<Telling> {
  const service = await startPushService();
  const seal = sealing(KEY);
  const fetch = safeFetch({ mayReach, plainHttp: true });
  const laters: (() => void)[] = [];
  const over = {} as Telling;
  const running = await startServer({
    routes: ({ access, ledger, clock }) => {
      const { database } = access;
      const keys = openVapidKeys(database, seal);
      const subscriptions = openSubscriptions(database, { clock, publicKey: keys.publicKey });
      const send = pushSender({ fetch, keys, contact: 'mailto:regie@example.org' });
      const after = (_ms: number, fn: () => void) => {
        laters.push(fn);
        return () => undefined;
      };
      const open = () =>
        createPushEngine({ ledger, access, database, subscriptions, send, clock, after, log: silentLog });
      Object.assign(over, {
        publicKey: keys.publicKey,
        subscriptions,
        engine: open(),
        restart() {
          over.engine.stop();
          over.engine = open();
        },
      });
      return [pushRoutes({ access, subscriptions, publicKey: keys.publicKey, send, clock })];
    },
  });
  return Object.assign(over, {
    running,
    service,
    laters,
    async told(staff: string, at = service, wish: object = WISH) {
      const cookie = await running.signIn(staff, `phone-of-${staff}`);
      const answer = await running.ask('POST', '/push', { cookie, body: { ...at.subscribe, ...wish } });
      expect(answer.status).toBe(200);
      running.nowMs += 1;
      return cookie;
    },
    async do(by: string, name: string, args: unknown) {
      const [answer] = running.ledger.push([running.make.mutation(name, args)], { by, device: 'd' }) as [Answer];
      if (answer.kind !== 'applied') throw new Error(JSON.stringify(answer));
      await over.engine.idle();
    },
  });
}

/** A post of Loane's, submitted. */
async function submit({ running, do: act }: Telling, post: string, words = 'Le lauréat est Inès.'): Promise<void> {
  running.ledger.push([running.make.post(post, words)], { by: 'loane', device: 'd' });
  await act('loane', 'post.submit', { post });
}

describe('telling devices', () => {
  test('TE10 who approves is told of a post to approve, sealed for their device and signed by the server', async () => {
    const all = await telling();
    await all.told('naima');
    await submit(all, 'p1');
    expect(all.service.taken).toEqual([
      {
        title: 'Finale',
        body: 'Un post à valider',
        tag: `${SHOW}/submitted`,
        path: `/s/${SHOW}/posts/approve`,
        quiet: true,
      },
    ]);
    expect(all.service.sealed[0]?.toString('latin1')).not.toContain('valider');
    const { aud, sub } = all.service.senderOf(all.publicKey);
    expect({ aud, sub }).toEqual({ aud: all.service.url, sub: 'mailto:regie@example.org' });
    await submit(all, 'p2');
    expect(all.service.taken[1]?.body).toBe('2 posts à valider');
  });

  test('TE11 nothing of a post’s words, nor whom it names, is in what is sent', async () => {
    const all = await telling();
    await all.told('naima');
    await submit(all, 'p1', 'Le lauréat est Inès.');
    await all.do('loane', 'show.hold', { kind: 'person', reason: 'Un malaise dans la salle' });
    expect(all.service.taken).toHaveLength(2);
    expect(JSON.stringify(all.service.taken)).not.toMatch(/Inès|lauréat|malaise/);
    expect(all.service.taken[1]?.body).toBe('Pause générale par Loane');
  });

  test('TE12 each thing is told once, over restarts too; submitted anew, it is another', async () => {
    const all = await telling();
    await all.told('naima');
    await submit(all, 'p1');
    all.engine.tick();
    all.restart();
    all.engine.tick();
    await all.engine.idle();
    expect(all.service.taken).toHaveLength(1);
    await all.do('naima', 'post.return', { post: 'p1', reason: 'La date.' });
    all.running.nowMs += 1000;
    await all.do('loane', 'post.submit', { post: 'p1' });
    expect(all.service.taken).toHaveLength(2);
  });

  test('TE13 what was so before a device asked to be told is not told to it', async () => {
    const all = await telling();
    await submit(all, 'p1');
    all.running.nowMs += 1000;
    await all.told('naima');
    all.engine.tick();
    await all.engine.idle();
    expect(all.service.taken).toEqual([]);
  });

  test('TE14 a hold is told to everyone but who held; a kind that was not asked for, to nobody', async () => {
    const all = await telling();
    const [naima, quiet] = [await startPushService(), await startPushService()];
    await all.told('loane');
    await all.told('naima', naima);
    all.running.addStaff(SHOW, { row: 'staff', id: 'ada', name: 'Ada', hats: ['approve'], revoked: false });
    await all.told('ada', quiet, { ...WISH, kinds: ['approve'] });
    await all.do('loane', 'show.hold', { kind: 'person', reason: '' });
    expect([all.service, naima, quiet].map(({ taken }) => taken.length)).toEqual([0, 1, 0]);
  });

  test('TE15 a subscription that its push service no longer knows is forgotten, and so is a revoked device’s', async () => {
    const all = await telling();
    const cookie = await all.told('naima');
    all.service.status = 410;
    await submit(all, 'p1');
    expect((await all.running.ask('GET', '/push', { cookie })).body.wish).toBeNull();

    all.service.status = 201;
    const again = await all.told('naima');
    const { body } = await all.running.ask('GET', `/devices?show=${SHOW}`, { cookie: again });
    const mine = body.devices.find(({ mine }: { mine: boolean }) => mine) as { id: string };
    expect(all.subscriptions.of(mine.id)).toBeDefined();
    await all.running.ask('DELETE', `/devices/${mine.id}`, { cookie: again });
    expect(all.subscriptions.of(mine.id)).toBeUndefined();
    await submit(all, 'p2');
    expect(all.service.taken).toEqual([]);
  });

  test('TE16 a push service that is busy is asked again, twice at most; what may have left is not sent again', async () => {
    const all = await telling();
    await all.told('naima');
    all.service.status = 429;
    await submit(all, 'p1');
    expect(all.laters).toHaveLength(1);
    all.laters.shift()?.();
    await all.engine.idle();
    all.service.status = 201;
    all.laters.shift()?.();
    await all.engine.idle();
    expect(all.service.taken).toHaveLength(1);
    all.service.status = 500;
    await submit(all, 'p2');
    expect(all.laters).toEqual([]);
  });

  test('TE17 an endpoint inside the house is never called', async () => {
    const all = await telling({ mayReach: (address) => !address.startsWith('127.') });
    const cookie = await all.told('naima');
    await submit(all, 'p1');
    expect(all.service.sealed).toEqual([]);
    expect((await all.running.ask('GET', '/push', { cookie })).body.wish).toBeNull();
  });

  test('TE18 in the person’s language, named as a rehearsal in one, and tried out on demand', async () => {
    const all = await telling();
    const cookie = await all.told('naima', all.service, { ...WISH, language: 'en', quiet: false });
    await submit(all, 'p1');
    expect(all.service.taken[0]).toMatchObject({ body: 'A post to approve', quiet: false });
    expect((await all.running.ask('POST', '/push/test', { cookie })).status).toBe(200);
    expect(all.service.taken[1]).toMatchObject({ body: 'Notices do arrive on this device.', tag: 'test' });
    all.service.status = 404;
    expect((await all.running.ask('POST', '/push/test', { cookie })).body.code).toBe('expired');
    expect((await all.running.ask('POST', '/push/test', { cookie })).body.code).toBe('unknown');
  });

  test('TE19 the server’s keys outlive its restart, the private one sealed; with another key file they are new', async () => {
    const all = await telling();
    const cookie = await all.told('naima');
    const { database } = all.running.access;
    const again = openVapidKeys(database, sealing(KEY));
    expect(again.publicKey).toBe(all.publicKey);
    expect(all.running.bytes()).not.toContain(again.privateKey);
    const other = openVapidKeys(database, sealing(randomBytes(32)));
    expect(other.publicKey).not.toBe(all.publicKey);
    openSubscriptions(database, { clock: { nowMs: () => all.running.nowMs }, publicKey: other.publicKey });
    expect((await all.running.ask('GET', '/push', { cookie })).body.wish).toBeNull();
  });

  test('TE20 only who is signed in asks to be told, from our own page, and no subscription is in any row', async () => {
    const all = await telling();
    const body = { ...all.service.subscribe, ...WISH };
    expect((await all.running.ask('POST', '/push', { body })).status).toBe(401);
    const cookie = await all.told('naima');
    const headers = { origin: 'https://other.example' };
    expect((await all.running.ask('POST', '/push', { cookie, body, headers })).status).toBe(403);
    expect((await all.running.ask('POST', '/push', { cookie, body: { ...body, endpoint: 'no' } })).status).toBe(400);
    const rows = await all.running.ask('GET', `/shows/${SHOW}/rows`, { cookie });
    expect(rows.text).not.toContain(all.service.subscribe.keys.auth);
    await all.running.ask('DELETE', '/push', { cookie });
    await submit(all, 'p1');
    expect(all.service.taken).toEqual([]);
  });
});
