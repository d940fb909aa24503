import { spawnSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { seenOf } from '../../shared/post-status.ts';
import type { RehearsalReply } from '../../shared/rehearsal.ts';
import { showOf } from '../../shared/rows/rows.ts';
import { type BenchServer, startServer } from '../bench/server.ts';
import { loadShow, NodePhone, sessionOf, textsIn } from './node-phone.ts';

const root = join(import.meta.dirname, '../..');
const BEFORE = 20;
const AFTER = 30;

export interface Drilled {
  readonly violations: readonly string[];
  readonly counted: Readonly<Record<string, number>>;
}

/**
 * The drill, on a server and commands as a person runs them: work, copy, more work, the server is lost, the copy is put
 * back. The phone brings what the copy lacks; all is held until a person releases; what was out is not sent again.
 */
export async function drill(way: 'backup' | 'by-hand'): Promise<Drilled> {
  const violations: string[] = [];
  const server = await startServer();
  const session = await sessionOf(server, 'phone-1');
  const phone = new NodePhone(session, server.url);
  await phone.open();
  await phone.until(() => phone.phone.replica.cursor !== undefined);
  const channel = [...phone.rows.all('channel')].find(({ network }) => network === 'bluesky')?.id ?? '';

  for (let n = 0; n < BEFORE; n += 1) await phone.write(`Exercice, avant ${n}`);
  const out = await phone.write('Exercice, déjà paru', { channels: [channel] });
  await fire(phone, out);
  await phone.until(() => phone.rows.get('publication', `${out}:${channel}`)?.state === 'published');
  await phone.until(() => phone.unsent === 0);

  const inCopy = textsIn((await loadShow(server.url, session)).rows);
  const copy = await copied(server, way);
  for (let n = 0; n < AFTER; n += 1) await phone.write(`Exercice, après ${n}`);
  const late = await phone.write('Exercice, tiré après la copie', { channels: [channel] });
  await phone.until(() => phone.unsent === 0);
  const { rows, epoch } = await loadShow(server.url, session);
  const known = textsIn(rows);

  await server.kill();
  putBack(server, way, copy);
  await server.start();
  phone.phone.hide();
  phone.phone.show();
  await phone.until(() => phone.phone.replica.cursor?.epoch !== epoch && phone.unsent === 0);
  const now = await loadShow(server.url, session);
  const texts = textsIn(now.rows);
  for (const id of known) if (!texts.has(id)) violations.push(`lost: ${id}`);
  if (now.epoch === epoch) violations.push('the same history goes on');
  const held = showOf(phone.rows)?.held;
  if (held?.kind !== 'epoch') violations.push('not held until a person releases');
  await fire(phone, late);
  if (phone.rows.get('post', late)?.state === 'fired') violations.push('fired while held');
  violations.push(...(await twice(server, session)));

  const released = await phone.phone.acts.act('show.release', { saw: held?.atMs ?? 0, send: [], drop: [] });
  if (!released.ok) violations.push(`not released: ${released.refusal.code}`);
  await phone.until(() => phone.unsent === 0 && showOf(phone.rows)?.held === undefined);
  violations.push(...(await twice(server, session)));
  const tries = phone.rows.get('publication', `${out}:${channel}`)?.tries.length;
  if (tries !== 1) violations.push(`called ${tries} times for what was out`);
  phone.kill();
  await server.close();
  const broughtBack = [...texts].filter((id) => !inCopy.has(id)).length;
  return { violations, counted: { drills: 1, 'brought back': broughtBack } };
}

async function fire(phone: NodePhone, post: string): Promise<void> {
  const row = phone.rows.get('post', post);
  if (row) await phone.phone.acts.act('post.fire', { post, seen: seenOf(phone.rows, row) });
  await phone.until(() => phone.unsent === 0);
}

/** `npm run backup` beside the running server; or the folder, copied with the server stopped, as a person would. */
async function copied(server: BenchServer, way: 'backup' | 'by-hand'): Promise<string> {
  const copy = join(dirname(server.dataDir), `copy-${way}`);
  if (way === 'backup') return runs('backup', server, copy);
  await server.kill();
  cpSync(server.dataDir, copy, { recursive: true });
  await server.start();
  return copy;
}

function putBack(server: BenchServer, way: 'backup' | 'by-hand', copy: string): void {
  if (way === 'backup') {
    runs('restore', server, copy);
    return;
  }
  rmSync(server.dataDir, { recursive: true });
  cpSync(copy, server.dataDir, { recursive: true });
}

/** Runs the command; of a backup, gives the folder that it says it made. */
function runs(command: 'backup' | 'restore', { dataDir }: BenchServer, folder: string): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, `server/ledger/${command}.ts`), folder], {
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      DATA_DIR: dataDir,
      SECRET_KEY_FILE: join(dirname(dataDir), 'keys/secret.key'),
    },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${command}: ${stderr}`);
  const [, made = ''] = /^Backed up: (\S+)$/m.exec(stdout) ?? [];
  return made === '' ? folder : join(folder, basename(made));
}

/** Words that stand twice on the network. */
async function twice(
  server: BenchServer,
  { cookie, show }: { cookie: string; show: string },
): Promise<readonly string[]> {
  const answer = await fetch(`${server.url}/shows/${show}/rehearsal`, { headers: { cookie } });
  const { posts } = (await answer.json()) as RehearsalReply;
  const words = posts.filter((post) => !post.removed).map((post) => `${post.channel}: ${post.words}`);
  return [...new Set(words.filter((one, at) => words.indexOf(one) !== at))].map((one) => `published twice on ${one}`);
}
