import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** The server as a person starts it: a process of its own, on a folder of its own. */
export interface ServerProcess {
  /** Its origin, as it printed it. */
  readonly url: string;
  /** What it printed on standard output. */
  readonly said: string;
  readonly staffLink: string;
  readonly wallLink: string;
  /** Ends it; the answer is its exit code, or the signal that ended it. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | string>;
}
/** A start that came to nothing. */
export interface Ended {
  readonly code: number | string;
  readonly said: string;
  readonly complained: string;
}

/** A folder for data, and beside it a key's, gone when the test is over. */
export function emptyFolder(): {
  readonly root: string;
  readonly dataDir: string;
  readonly env: Record<string, string>;
} {
  const folder = mkdtempSync(join(tmpdir(), 'regie-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const dataDir = join(folder, 'data');
  return {
    root: folder,
    dataDir,
    env: { DATA_DIR: dataDir, SECRET_KEY_FILE: join(folder, 'keys/secret.key'), PORT: '0' },
  };
}

/** Starts the server; resolves once it has greeted. */
export async function startProcess(env: Readonly<Record<string, string>>): Promise<ServerProcess> {
  const { child, ended, spoken } = run('test/server/kept-main.ts', env);
  const greeted = new Promise<boolean>((done) => {
    child.stdout?.on('data', () => /^Wall: .*\n/m.test(spoken.said) && done(true));
    void ended.then(() => done(false));
  });
  if (!(await greeted)) throw new Error(`the server did not start: ${spoken.complained}`);
  const [, staffLink = ''] = /^Staff: (\S+)$/m.exec(spoken.said) ?? [];
  const [, wallLink = ''] = /^Wall: (\S+)$/m.exec(spoken.said) ?? [];
  return {
    url: new URL(staffLink).origin,
    said: spoken.said,
    staffLink,
    wallLink,
    end(signal) {
      child.kill(signal);
      return ended;
    },
  };
}

/** Runs one of the programs a person types to its end. */
export async function runToEnd(
  program: string,
  env: Readonly<Record<string, string>>,
  options: RunOptions = {},
): Promise<Ended> {
  const { ended, spoken } = run(program, env, options);
  return { code: await ended, ...spoken };
}

interface RunOptions {
  readonly words?: readonly string[];
  /** The system lets no file of this process grow beyond this many blocks of 512 bytes: a disk with no room. */
  readonly fileBlocks?: number;
}

/** A port that someone holds until the test is over. */
export async function takenPort(): Promise<number> {
  const holder = createServer();
  await new Promise<void>((done) => holder.listen(0, done));
  onTestFinished(() => void holder.close());
  const address = holder.address();
  return typeof address === 'object' && address ? address.port : 0;
}

function run(program: string, env: Readonly<Record<string, string>>, { words = [], fileBlocks }: RunOptions = {}) {
  if (!existsSync(join(root, 'dist/index.html')))
    throw new Error('"npm run build" first: the server serves built pages');
  const command = [process.execPath, join(root, program), ...words];
  const [first = '', ...rest] =
    fileBlocks === undefined ? command : ['sh', '-c', `ulimit -f ${fileBlocks}; exec "$@"`, 'sh', ...command];
  const child: ChildProcess = spawn(first, rest, {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const spoken = { said: '', complained: '' };
  child.stdout?.on('data', (piece: Buffer) => {
    spoken.said += piece.toString();
  });
  child.stderr?.on('data', (piece: Buffer) => {
    spoken.complained += piece.toString();
  });
  const ended = new Promise<number | string>((done) => child.on('close', (code, signal) => done(code ?? signal ?? '')));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return { child, ended, spoken };
}
