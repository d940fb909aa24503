import { emptyFolder, type ServerProcess, startProcess } from '../server/server-process.ts';
import type { Driven } from './driven.ts';
import { engine } from './engine.ts';

/** A server process that can die and come back at the same address, and a phone signed in with the link it printed. */
export interface EngineStage {
  readonly phone: Driven;
  readonly server: ServerProcess;
  /** The screen of that name, in the show that a fresh install opens on. */
  go(path: string): Promise<void>;
  stop(): Promise<void>;
  start(): Promise<void>;
}

/** To be called in a test: everything it opens is closed with the test. */
export async function openEngineStage(): Promise<EngineStage> {
  const { env } = emptyFolder();
  let server = await startProcess(env);
  const { port } = new URL(server.url);
  const phone = await engine().open({ width: 390, height: 844 });
  await phone.goto(server.staffLink);
  await phone.press('Français');
  await phone.press('Relier');
  // Kept whole: from here on it opens with no network.
  await phone.reads('elle s’ouvre aussi sans réseau');
  await phone.reads('En ligne');
  const base = (await phone.address()).replace(/direct$/, '');
  return {
    phone,
    get server() {
      return server;
    },
    go: (path) => phone.goto(base + path),
    async stop() {
      await server.end('SIGKILL');
    },
    async start() {
      server = await startProcess({ ...env, PORT: port });
    },
  };
}
