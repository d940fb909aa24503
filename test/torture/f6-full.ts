import { PROTOCOL } from '../../shared/protocol.ts';
import { type BenchServer, startServer } from '../bench/server.ts';
import { Chance } from '../simulation/chance.ts';
import { fullBrowser } from './f6-quota.ts';
import { type Asked, type Fault, type Told, withBrowser } from './fault.ts';
import { limitFiles, type Room, TightStore } from './full-disk.ts';
import { type Line, openLine } from './line.ts';
import { grain, loadShow, NodePhone, sessionOf, textsIn } from './node-phone.ts';
import { rawSocket } from './old-server.ts';
import { withApp } from './real-app.ts';

const PLENTY_BYTES = 50_000_000;
const PHOTO_BYTES = 60_000;
/** More than one of them needs, less than two. */
const ONE_POST_BYTES = 900;
const POSTS = 5;

/** Of a real browser's, one for so many of the others: each opens and kills it several times. */
const ROUNDS_A_BROWSER = 10;

export const f6: Fault = {
  id: 'F6',
  what: 'quota and full disk, on the phone and on the server, and a phone’s memory that is cleared',
  rounds: 100,
  unit: 'times full',
  async run(asked): Promise<Told> {
    const rounds = Math.ceil(asked.rounds / ROUNDS_A_BROWSER);
    // Each on a server of its own. A browser takes half a minute to see that there is room again: that is waited for beside.
    const [disks, browser] = await Promise.all([
      fullDisks(asked),
      withApp(asked.from, (rig) => fullBrowser(rig, { rounds, from: asked.from })),
    ]);
    return withBrowser(disks, { ...browser, rounds, figures: [] });
  },
};

/** The phone's disk is full, then the server's, while words and photos are made; each gets room again. */
export async function fullDisks({ rounds, from, progress }: Asked): Promise<Told> {
  const server = await startServer();
  const session = await sessionOf(server, 'phone-1');
  const line = await openLine({ to: server.url, chance: new Chance(from) });
  const room: Room = { left: PLENTY_BYTES };
  const phone = new NodePhone(session, line.url, { storeOn: (disk) => new TightStore(disk, room) });
  await phone.open();
  await phone.until(() => phone.phone.replica.cursor !== undefined);
  const violations: string[] = [];
  const counted = { words: 0, 'photos shed': 0, 'said unsaved': 0, 'told later': 0, 'photos taken': 0 };
  const saved = new Set<string>();
  const at = { phone, line, room, server, saved, counted };
  for (let round = from; round < from + rounds; round += 1) {
    for (const play of [fullPhone, fullServer])
      violations.push(...(await play(at, round)).map((violation) => `round ${round}: ${violation}`));
    const texts = textsIn((await loadShow(server.url, session)).rows);
    violations.push(...[...saved].filter((id) => !texts.has(id)).map((id) => `round ${round}: ${id} is lost`));
    progress?.(round - from + 1, violations);
  }
  counted.words = saved.size;
  phone.kill();
  await line.close();
  await server.close();
  return { rounds, violations, figures: [], counted };
}

interface At {
  readonly phone: NodePhone;
  readonly line: Line;
  readonly room: Room;
  readonly server: BenchServer;
  /** Mutations that said they were on a disk. */
  readonly saved: Set<string>;
  readonly counted: Record<'photos shed' | 'said unsaved' | 'told later' | 'photos taken', number>;
}

/** A photo that the server has makes room for words; without one the words are said not to be saved, and go all the same. */
async function fullPhone({ phone, line, room, saved, counted }: At, round: number): Promise<readonly string[]> {
  const violations: string[] = [];
  room.left = PLENTY_BYTES;
  const pictured = await phone.write(`Avec photo ${round}`);
  const hash = await phone.addPhoto(pictured, await grain(PHOTO_BYTES, round));
  await phone.until(() => phone.disk.photos.get(hash)?.received === true && phone.unsent === 0);

  line.halfOpen();
  line.cut();
  await phone.until(() => phone.phone.loop.strength === 'offline');
  room.left = new Chance(round).between(0, ONE_POST_BYTES);
  for (let n = 0; n < POSTS; n += 1) await phone.write(`Disque plein ${round}/${n}`);
  if (phone.phone.replica.storage !== 'ok') violations.push('words were not kept though a photo could make room');
  if (phone.disk.photos.has(hash)) violations.push('a photo that the server has was kept at the cost of words');
  else counted['photos shed'] += 1;
  for (const { record } of phone.phone.replica.entries) saved.add(record.mutation.id);
  if (phone.disk.outbox.size < POSTS) violations.push(`only ${phone.disk.outbox.size} of ${POSTS} are on the disk`);

  // The app is killed: what said saved is there when it opens again.
  phone.kill();
  await phone.open();
  const back = new Set(phone.phone.replica.entries.map(({ record }) => record.mutation.id));
  if (back.size < POSTS) violations.push(`only ${back.size} of ${POSTS} came back after a kill`);

  // Room is made with no network, and the app is looked at again: nobody has to write another word for it to be kept.
  room.left = 0;
  await phone.write(`De la place sans réseau ${round}`);
  room.left = PLENTY_BYTES;
  phone.lookAgain();
  await phone.until(() => phone.phone.replica.storage === 'ok', 'what was owed was kept once there was room');
  for (const { record } of phone.phone.replica.entries) saved.add(record.mutation.id);

  room.left = 0;
  await phone.write(`Plus de place ${round}`);
  const unsaved = phone.phone.replica.entries.at(-1);
  if (phone.phone.replica.storage !== 'full' || unsaved?.saved !== false) violations.push('a full disk was not said');
  else counted['said unsaved'] += 1;
  line.heal();
  phone.lookAgain();
  await phone.until(() => phone.unsent === 0 || phone.phone.replica.entries.every(({ state }) => state === 'received'));
  if (unsaved) saved.add(unsaved.record.mutation.id);
  room.left = PLENTY_BYTES;
  await phone.phone.replica.saveAgain();
  if (phone.phone.replica.storage !== 'ok') violations.push('the disk has room again and it is not said');
  await phone.until(() => phone.unsent === 0);
  return violations;
}

/** The server's disk takes nothing more: it says `later`, goes on running, and takes all once it can. */
async function fullServer({ phone, server, saved, counted }: At, round: number): Promise<readonly string[]> {
  const violations: string[] = [];
  const { pid } = server;
  await phone.until(() => phone.phone.loop.strength === 'online');
  limitFiles(pid, 0);
  const post = await phone.write(`Serveur plein ${round}`);
  const hash = await phone.addPhoto(post, await grain(PHOTO_BYTES, 10_000 + round));
  for (let n = 0; n < POSTS; n += 1) await phone.write(`Serveur plein ${round}/${n}`);
  const { entries, cursor } = phone.phone.replica;
  const [first] = entries;
  for (const { record } of entries) if (record.mutation.name === 'post.create') saved.add(record.mutation.id);
  const socket = await rawSocket(server.url, phone.session);
  if (first && cursor) {
    const reply = await socket.emitWithAck('push', { protocol: PROTOCOL, mutations: [first.record.mutation] });
    const [answer] = reply.ok ? reply.answers : [];
    if (answer?.kind === 'later') counted['told later'] += 1;
    else violations.push(`a full server answers ${JSON.stringify(reply)}`);
    const clock = await socket.emitWithAck('clock', { t0: 0, show: phone.session.show });
    if (!clock.ok) violations.push(`a full server does not say the time: ${clock.code}`);
  }
  socket.close();
  if (phone.phone.replica.tray.length > 0) violations.push('a full server refused words for good');
  if (!(await loadShow(server.url, phone.session)).rows.length) violations.push('a full server shows nothing');
  limitFiles(pid, undefined);
  await phone.until(() => phone.unsent === 0);
  phone.lookAgain();
  await phone.until(() => [...phone.rows.all('photo')].some((photo) => photo.hash === hash && photo.received));
  counted['photos taken'] += 1;
  if (server.pid !== pid) violations.push('the server ended');
  return violations;
}
