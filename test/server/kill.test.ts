import { io, type Socket } from 'socket.io-client';
import { expect, test } from 'vitest';
import type { Mutation } from '../../shared/apply/mutation.ts';
import { type Answer, type Patch, PROTOCOL } from '../../shared/protocol.ts';
import { phoneId } from '../contract/small-show.ts';
import { emptyFolder, type ServerProcess, startProcess } from './server-process.ts';
import { signIn } from './signing-in.ts';

const ROUNDS = 20;
const PER_PUSH = 20;
/** On their way at once: the server is at work on some when the answer to another kills it. */
const PUSHES = 5;

test('LE48 a server killed during pushes, 20 times, has every mutation it acknowledged, and takes the others again', {
  timeout: 120_000,
}, async () => {
  const { env } = emptyFolder();
  const phone = new Phone();
  let cut = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const server = await startProcess(env);
    await phone.connect(server);
    expect(await phone.missing(), `round ${round}`).toEqual([]);
    let answered = 0;
    await phone.pushUntilCut(() => {
      answered += 1;
      if (answered === 1 + ((round + 1) % PUSHES)) void server.end('SIGKILL');
    });
    cut += PUSHES - answered;
    await server.end('SIGKILL');
  }
  const server = await startProcess(env);
  await phone.connect(server);
  expect(await phone.missing()).toEqual([]);
  await phone.pushRest();
  expect(await phone.missing()).toEqual([]);
  expect(await phone.settledTwice()).toEqual([]);
  expect(phone.acknowledged.size).toBeGreaterThan(ROUNDS * PER_PUSH);
  expect(cut).toBeGreaterThan(0);
  expect(await server.end('SIGTERM')).toBe(0);
});

/** A phone reduced to its outbox: what it was answered, what it was not, and the same ids for ever. */
class Phone {
  readonly acknowledged = new Map<string, number>();
  #unanswered: Mutation[] = [];
  #cookie = '';
  #show = '';
  #post = '';
  #server: ServerProcess | undefined;
  #socket: Socket | undefined;

  async connect(server: ServerProcess): Promise<void> {
    this.#server = server;
    if (this.#cookie === '') {
      const { cookie, shows } = await signIn(server, 'phone');
      this.#cookie = cookie;
      this.#show = shows[0]?.id ?? '';
      const post = (await this.#load()).rows.find(({ row }) => row === 'post');
      this.#post = post?.id ?? '';
    }
    this.#socket = io(`${server.url}/staff`, {
      transports: ['websocket'],
      extraHeaders: { cookie: this.#cookie },
      forceNew: true,
      reconnection: false,
    });
    const socket = this.#socket;
    await new Promise<void>((done, fail) => {
      socket.on('connect', () => done());
      socket.on('connect_error', fail);
    });
  }

  /** Sends what was cut before, under its old ids, then new words; resolves when the connection has ended. */
  async pushUntilCut(onAnswered: () => void): Promise<void> {
    while (this.#unanswered.length < PUSHES * PER_PUSH) this.#unanswered.push(this.#words());
    const cut = new Promise<void>((done) => this.#socket?.once('disconnect', () => done()));
    for (let n = 0; n < PUSHES; n += 1) {
      const push = this.#unanswered.slice(n * PER_PUSH, (n + 1) * PER_PUSH);
      void this.#push(push).then((answers) => {
        this.#take(answers);
        onAnswered();
      });
    }
    await cut;
  }

  async pushRest(): Promise<void> {
    while (this.#unanswered.length > 0) this.#take(await this.#push(this.#unanswered.slice(0, PER_PUSH)));
  }

  /** What was acknowledged and is not there. */
  async missing(): Promise<readonly string[]> {
    const { rows, settled } = await this.#load();
    const there = new Set(rows.filter(({ row }) => row === 'text').map(({ id }) => id));
    const named = new Set(settled);
    return [...this.acknowledged.keys()].filter((id) => !there.has(id) || !named.has(id));
  }

  async settledTwice(): Promise<readonly string[]> {
    const { settled } = await this.#load();
    return settled.filter((id, index) => settled.indexOf(id) !== index);
  }

  #words(): Mutation {
    const args = { post: this.#post, variant: 'all', parents: [], words: 'Mots '.repeat(40) };
    const madeAtMs = Date.now();
    return { id: phoneId(), show: this.#show, name: 'post.write', args, madeAtMs, epoch: 'any' };
  }

  /** Never resolves where the connection ends first. */
  #push(mutations: readonly Mutation[]): Promise<readonly Answer[]> {
    if (mutations.length === 0) return Promise.resolve([]);
    return new Promise((done, fail) => {
      this.#socket?.emit('push', { protocol: PROTOCOL, mutations }, (reply: { answers?: readonly Answer[] }) => {
        if (reply.answers) done(reply.answers);
        else fail(new Error(JSON.stringify(reply)));
      });
    });
  }

  #take(answers: readonly Answer[]): void {
    for (const answer of answers) {
      if (answer.kind !== 'applied') throw new Error(JSON.stringify(answer));
      const before = this.acknowledged.get(answer.id);
      expect(before ?? answer.rev).toBe(answer.rev);
      this.acknowledged.set(answer.id, answer.rev);
    }
    const answered = new Set(answers.map(({ id }) => id));
    this.#unanswered = this.#unanswered.filter(({ id }) => !answered.has(id));
  }

  async #load(): Promise<Patch> {
    const answer = await fetch(`${this.#server?.url}/shows/${this.#show}/rows`, { headers: { cookie: this.#cookie } });
    if (answer.status !== 200) throw new Error(await answer.text());
    return (await answer.json()) as Patch;
  }
}
