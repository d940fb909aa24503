import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Imported into a process before its own program: it tells its parent what processor and memory it uses, and ends with it. */
process.on('message', (asked) => {
  if (asked === 'cpu') {
    const { user, system } = process.cpuUsage();
    process.send?.((user + system) / 1_000);
  }
  if (asked === 'memory') {
    // What is garbage already says nothing of what is kept.
    setFlagsFromString('--expose-gc');
    (runInNewContext('gc') as () => void)();
    process.send?.(process.memoryUsage.rss());
  }
});
process.on('disconnect', () => process.exit());
