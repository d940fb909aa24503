import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DATABASE_FILE } from '../../server/database.ts';
import type { BenchServer } from '../bench/server.ts';
import { Chance } from '../simulation/chance.ts';
import { NAMESPACES } from './hostile-frames.ts';
import { askRaw, RawSocket } from './hostile-line.ts';
import { BAD_ORIGINS, forgedCookie, guardedPaths, unsafeRoutes } from './hostile-requests.ts';

interface Parts {
  readonly server: BenchServer;
  readonly show: string;
  readonly staff: string;
  /** Of the administrator. */
  readonly cookie: string;
}

/** Another device of the same person, signed in with a link that the first made. */
export async function anotherDevice({ server, show, staff, cookie }: Parts, device: string): Promise<string> {
  const headers = { cookie, origin: server.url, 'content-type': 'application/json' };
  const invited = await askRaw(server.url, {
    method: 'POST',
    path: '/invitations',
    headers,
    body: JSON.stringify({ show, staff }),
  });
  const { invitation } = JSON.parse(invited.text) as { invitation?: { url: string } };
  const [, token] = (invitation?.url ?? '').split('#join=');
  const joined = await askRaw(server.url, {
    method: 'POST',
    path: '/join',
    headers: { origin: server.url, 'content-type': 'application/json' },
    body: JSON.stringify({ token, device, name: device }),
  });
  const [given] = joined.headers['set-cookie'] ?? [];
  if (given === undefined) throw new Error(`${invited.text} ${joined.text}`);
  return given.split(';')[0] ?? '';
}

/** What pages of other sites and people who are no longer let in try: each thing that was let through. */
export async function badSessions(parts: Parts): Promise<{ tried: number; violations: readonly string[] }> {
  const { server, show, cookie } = parts;
  const violations: string[] = [];
  let tried = 0;
  const closed = async (what: string, bad: string) => {
    for (const path of guardedPaths(show)) {
      tried += 1;
      const { status } = await askRaw(server.url, { method: 'GET', path, headers: { cookie: bad } });
      if (status !== 401 && status !== 403) violations.push(`${what}: GET ${path} → ${status}`);
    }
    for (const namespace of ['/staff', '/photos']) {
      tried += 1;
      const socket = await RawSocket.open(server.url, { namespace, headers: { cookie: bad, origin: server.url } });
      if (socket) violations.push(`${what}: let into ${namespace}`);
      socket?.close();
    }
  };

  for (const origin of BAD_ORIGINS) {
    for (const namespace of NAMESPACES) {
      tried += 1;
      const socket = await RawSocket.open(server.url, { namespace, headers: { cookie, origin } });
      if (socket) violations.push(`origin ${origin}: let into ${namespace}`);
      socket?.close();
    }
    for (const [method, path] of unsafeRoutes(show)) {
      tried += 1;
      const { status } = await askRaw(server.url, { method, path, headers: { cookie, origin } });
      if (status !== 403) violations.push(`origin ${origin}: ${method} ${path} → ${status}`);
    }
  }
  const chance = new Chance(7);
  for (let at = 0; at < 12; at += 1) {
    const bad = forgedCookie(chance, cookie);
    await closed(`forged ${bad.slice(0, 20)}`, bad);
  }

  const own = { origin: server.url };
  const left = await anotherDevice(parts, 'phone-left');
  await askRaw(server.url, { method: 'POST', path: '/leave', headers: { ...own, cookie: left } });
  await closed('left', left);

  const sent = await anotherDevice(parts, 'phone-sent-away');
  const open = await RawSocket.open(server.url, { namespace: '/staff', headers: { cookie: sent } });
  const { text } = await askRaw(server.url, { method: 'GET', path: `/devices?show=${show}`, headers: { cookie } });
  const { devices } = JSON.parse(text) as { devices: readonly { id: string; device: string }[] };
  const id = devices.find(({ device }) => device === 'phone-sent-away')?.id ?? '';
  const revoked = await askRaw(server.url, {
    method: 'DELETE',
    path: `/devices/${id}`,
    headers: { ...own, cookie },
  });
  if (revoked.status !== 200 || !open) violations.push(`a device could not be sent away: ${revoked.status}`);
  tried += 1;
  const ack = open?.ack() ?? 0;
  const answered = open?.answerTo(ack);
  open?.send(`42/staff,${ack}["clock",{"t0":1}]`);
  if ((await answered) !== undefined) violations.push('revoked: a socket that was open is still answered');
  await closed('revoked', sent);

  const old = await anotherDevice(parts, 'phone-old');
  await server.kill();
  const database = new DatabaseSync(join(server.dataDir, DATABASE_FILE));
  const longAgoMs = Date.now() - 91 * 24 * 3_600_000;
  const aged = database.prepare('UPDATE session SET seen_ms = ? WHERE device = ?').run(longAgoMs, 'phone-old');
  database.close();
  if (aged.changes !== 1) violations.push('no session could be made old');
  await server.start();
  await closed('expired', old);
  return { tried, violations };
}
