import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { keepCompiled } from '../../server/compiled.ts';

/** What a process holds once its garbage is collected. */
export interface Memory {
  /** What its program still reaches: only this can leak. */
  readonly keptBytes: number;
  /** What the system gave it; of what was needed once, an allocator gives back little. */
  readonly residentBytes: number;
}

// As `npm start` does.
const keep = keepCompiled(join(import.meta.dirname, '../..'));

/** Imported into a process before its own program: it tells its parent what processor and memory it uses, and ends with it. */
process.on('message', (asked) => {
  if (asked === 'cpu') {
    const { user, system } = process.cpuUsage();
    process.send?.((user + system) / 1_000);
  }
  if (asked === 'started') keep();
  if (asked === 'memory') {
    // What is garbage already says nothing of what is kept.
    setFlagsFromString('--expose-gc');
    // `last-resort`: pages that are empty go back to the system as well, as they would when it ran short of them.
    (runInNewContext('gc') as (how: object) => void)({ type: 'major', execution: 'sync', flavor: 'last-resort' });
    const { heapUsed, external, rss } = process.memoryUsage();
    process.send?.({ keptBytes: heapUsed + external, residentBytes: rss } satisfies Memory);
  }
});
process.on('disconnect', () => process.exit());
