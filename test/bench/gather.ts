import { fork } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { CrowdState } from './crowd.ts';

/** Between posts; a post on the heels of another would find the processor's caches full of it. */
export const QUIET_MS = 50;

/** Walls in a process of their own. */
export interface Crowd {
  /** Resolves when every wall has heard the one step that this makes the server say, and all is quiet again. */
  hears(make: () => void): Promise<void>;
  /** So many lose their line at once, and join again. */
  cut(walls: number): void;
  state(): Promise<CrowdState>;
  close(): void;
}

/** Resolves when all of them have joined. */
export async function gather(order: {
  readonly port: number;
  readonly auth: object;
  readonly walls: number;
}): Promise<Crowd> {
  const child = fork(join(import.meta.dirname, 'crowd.ts'));
  const said = (word: string) =>
    new Promise<void>((resolve, reject) => {
      child.once('message', (message) => (message === word ? resolve() : reject(new Error(String(message)))));
    });
  const joined = said('joined');
  child.send(order);
  await joined;
  let steps = 0;
  return {
    async hears(make) {
      const heard = said('heard');
      steps += 1;
      child.send(steps);
      make();
      await heard;
      await setTimeout(QUIET_MS);
    },
    cut: (walls) => void child.send({ cut: walls }),
    state() {
      const state = new Promise<CrowdState>((resolve) => child.once('message', (told) => resolve(told as CrowdState)));
      child.send('state');
      return state;
    },
    close: () => void child.kill(),
  };
}
