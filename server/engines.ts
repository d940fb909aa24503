import type { ChannelOf } from './channels/channel.ts';
import { type After, type Clock, every, type MachineClock } from './clock.ts';
import { firstShowAudience } from './import/first-show.ts';
import type { Ledger } from './ledger/ledger.ts';
import type { Log } from './log.ts';
import { createCounter } from './publisher/counter.ts';
import { createPublisher } from './publisher/publisher.ts';
import { createScheduler } from './scheduler.ts';

const TICK_MS = 1000;

export interface EnginesParts {
  readonly ledger: Ledger;
  readonly channelOf: ChannelOf;
  /** When the account of a channel was last seen to answer. */
  readonly mendedMs?: (show: string, channel: string) => number | undefined;
  readonly clock: Clock;
  readonly machine: MachineClock;
  readonly after: After;
  readonly log: Log;
}

/** Scheduler, publisher and the rehearsal's audience, running after each commit and each second until stopped. */
export function startEngines({ ledger, channelOf, mendedMs, clock, machine, after, log }: EnginesParts): {
  stop(): Promise<void>;
} {
  const scheduler = createScheduler({ ledger, clock, machine });
  const publisher = createPublisher({ ledger, channelOf, ...(mendedMs && { mendedMs }), clock, after, log });
  const counter = createCounter({ ledger, channelOf, clock, log });
  const audience = firstShowAudience({ ledger, clock });
  let isQueued = false;

  const run = () => {
    isQueued = false;
    scheduler.tick();
    publisher.wake();
  };
  // A commit is told from inside the push that made it: what follows waits until that push has answered.
  const unhear = ledger.onCommit(() => {
    if (isQueued) return;
    isQueued = true;
    setImmediate(run);
  });
  const still = every(after, TICK_MS, () => {
    audience.tick();
    run();
    counter.tick();
  });
  run();

  return {
    async stop() {
      still();
      unhear();
      await publisher.drain();
      await counter.idle();
    },
  };
}
