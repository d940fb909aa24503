import { setTimeout } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import type { Mutation } from '../../shared/apply/mutation.ts';
import { seenOf } from '../../shared/post-status.ts';
import { type Answer, type Patch, PROTOCOL } from '../../shared/protocol.ts';
import type { PostRow } from '../../shared/rows/post.ts';
import type { Row } from '../../shared/rows/row.ts';
import { RowMap } from '../../shared/rows/rows.ts';
import { phoneId } from '../contract/small-show.ts';
import { signIn } from '../server/signing-in.ts';
import type { BenchServer } from './server.ts';

/** A phone reduced to its line: it signs in, writes posts and fires them. */
export interface BenchPhone {
  readonly cookie: string;
  readonly show: string;
  readonly staff: string;
  /** Writes a post for the wall, and has it approved. What it gives resolves when the server has answered. */
  ready(words: string): Promise<{ readonly id: string; fire(): Promise<void>; withdraw(): Promise<void> }>;
  /** After the server was started again. */
  reconnect(): Promise<void>;
  close(): void;
}

export async function startPhone(server: BenchServer, device = 'bench-phone'): Promise<BenchPhone> {
  const { cookie, shows } = await signIn(server, device);
  const { id: show = '', staff = '' } = shows[0] ?? {};
  let socket = await connected(server.url, cookie);
  const { epoch, rows } = await loaded({ url: server.url, show, cookie });
  const wall = rows.find((row) => row.row === 'channel' && row.network === 'wall')?.id ?? '';
  let made = 0;

  const push = async (mutations: readonly Mutation[]): Promise<void> => {
    const reply = (await socket.timeout(10_000).emitWithAck('push', { protocol: PROTOCOL, mutations })) as {
      readonly answers?: readonly Answer[];
      readonly retryMs?: number;
    };
    if (reply.retryMs !== undefined) {
      await setTimeout(reply.retryMs);
      return push(mutations);
    }
    const wrong = reply.answers ? reply.answers.find(({ kind }) => kind !== 'applied') : reply;
    if (wrong) throw new Error(JSON.stringify(wrong));
  };
  const mutation = (name: string, args: unknown): Mutation => ({
    id: phoneId(),
    show,
    name,
    args,
    madeAtMs: Date.now(),
    epoch,
  });

  return {
    cookie,
    show,
    staff,
    async ready(words) {
      made += 1;
      const post = `bench-${device}-${made}`;
      const fields = {
        kind: 'free',
        cue: { kind: 'hand' },
        freshForMs: 600_000,
        channels: [wall],
        language: 'fr',
        needsTwo: false,
        slots: [],
      } as const;
      const create = mutation('post.create', { post, fields, words });
      const seen = {
        ...seenOf(new RowMap(), { ...fields, id: post } as unknown as PostRow),
        texts: { all: create.id },
      };
      await push([create, mutation('post.submit', { post }), mutation('post.approve', { post, seen })]);
      return {
        id: post,
        fire: () => push([mutation('post.fire', { post, seen })]),
        withdraw: () => push([mutation('post.withdraw', { post })]),
      };
    },
    async reconnect() {
      socket.disconnect();
      socket = await connected(server.url, cookie);
    },
    close: () => void socket.disconnect(),
  };
}

async function connected(url: string, cookie: string): Promise<Socket> {
  const socket = io(`${url}/staff`, {
    transports: ['websocket'],
    extraHeaders: { cookie },
    forceNew: true,
    reconnection: false,
  });
  await new Promise<void>((done, fail) => {
    socket.on('connect', done);
    socket.on('connect_error', fail);
  });
  return socket;
}

async function loaded({
  url,
  show,
  cookie,
}: {
  url: string;
  show: string;
  cookie: string;
}): Promise<{ epoch: string; rows: readonly Row[] }> {
  const answer = await fetch(`${url}/shows/${show}/rows`, { headers: { cookie } });
  if (!answer.ok) throw new Error(await answer.text());
  return (await answer.json()) as Patch;
}
