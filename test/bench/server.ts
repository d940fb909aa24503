import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Memory } from './cpu-probe.ts';

const root = join(import.meta.dirname, '../..');

/** The server as a person starts it: a process of its own, on a folder of its own, killed and started as often as wanted. */
export interface BenchServer {
  readonly url: string;
  /** A new one-time link at each start. */
  readonly staffLink: string;
  readonly wallLink: string;
  readonly dataDir: string;
  /** The system's number of the process that runs now. */
  readonly pid: number;
  /** Milliseconds of processor that the process has used since it started, the system's share included. */
  cpuMs(): Promise<number>;
  /** Once its garbage is collected. */
  memory(): Promise<Memory>;
  /** Undefined while it runs; else how it ended. */
  ended(): string | undefined;
  /** What it logged since it started, line by line. */
  logged(): readonly string[];
  kill(): Promise<void>;
  /** On the same port and folder. Resolves when it has greeted. */
  start(): Promise<void>;
  close(): Promise<void>;
}

/** `prepare` fills the folder before the server first starts. */
export async function startServer(prepare?: (env: Readonly<Record<string, string>>) => void): Promise<BenchServer> {
  const folder = mkdtempSync(join(tmpdir(), 'regie-bench-'));
  const env = { DATA_DIR: join(folder, 'data'), SECRET_KEY_FILE: join(folder, 'keys/secret.key') };
  prepare?.(env);
  let now = await started({ ...env, PORT: '0' });
  const { port } = new URL(now.staffLink);
  const end = async (): Promise<void> => {
    if (now.child.exitCode !== null || now.child.signalCode !== null) return;
    const ended = new Promise((done) => now.child.once('exit', done));
    now.child.kill('SIGKILL');
    await ended;
  };
  return {
    get url() {
      return new URL(now.staffLink).origin;
    },
    get staffLink() {
      return now.staffLink;
    },
    get wallLink() {
      return now.wallLink;
    },
    dataDir: env.DATA_DIR,
    get pid() {
      if (now.child.pid === undefined) throw new Error('the server does not run');
      return now.child.pid;
    },
    cpuMs: () => cpuMsOf(now.child),
    memory: () => told<Memory>(now.child, 'memory'),
    ended: () => now.child.signalCode ?? now.child.exitCode?.toString(),
    logged: () => now.logged(),
    kill: end,
    async start() {
      now = await started({ ...env, PORT: port });
    },
    async close() {
      await end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Asks a process that runs with `cpu-probe.ts`. */
export const cpuMsOf = (child: ChildProcess): Promise<number> => told<number>(child, 'cpu');

function told<T>(child: ChildProcess, what: 'cpu' | 'memory'): Promise<T> {
  const answer = new Promise<T>((resolve) => child.once('message', (value) => resolve(value as T)));
  child.send(what);
  return answer;
}

export const WITH_CPU_PROBE = ['--import', join(import.meta.dirname, 'cpu-probe.ts')];

async function started(env: Record<string, string>) {
  const child = fork(join(root, 'server/main.ts'), {
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      ...env,
    },
    execArgv: WITH_CPU_PROBE,
    silent: true,
  });
  let said = '';
  let complained = '';
  child.stderr?.on('data', (piece: Buffer) => {
    complained += piece.toString();
  });
  const greeted = await new Promise<boolean>((done) => {
    child.stdout?.on('data', (piece: Buffer) => {
      said += piece.toString();
      if (/^Wall: .*\n/m.test(said)) done(true);
    });
    child.once('exit', () => done(false));
  });
  if (!greeted) throw new Error(`the server did not start: ${complained}`);
  child.send('started');
  const [, staffLink = ''] = /^Staff: (\S+)$/m.exec(said) ?? [];
  const [, wallLink = ''] = /^Wall: (\S+)$/m.exec(said) ?? [];
  return { child, staffLink, wallLink, logged: () => complained.split('\n').filter((line) => line !== '') };
}
