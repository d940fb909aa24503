import type { Script } from './steps.ts';

/** Scripts that once broke a promise, shrunk, each with what it had found. They are played for ever. */
export const FOUND: readonly { readonly what: string; readonly script: Script }[] = [
  {
    what: 'a call of the lost timeline landed after a look-up that a restore had made too early',
    script: {
      world: 1,
      steps: [
        { kind: 'create', phone: 0, post: 0, channels: 1, dueInS: null },
        { kind: 'pass', seconds: 3 },
        { kind: 'call-fault', fault: 'late' },
        { kind: 'snapshot', asCopy: true },
        { kind: 'fire-unapproved', phone: 0, post: 0 },
        { kind: 'pass', seconds: 3 },
        { kind: 'restore', asCopy: true },
        { kind: 'withdraw', phone: 0, post: 0 },
      ],
    },
  },
];
