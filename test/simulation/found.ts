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
  {
    what: 'what was unknown before a second restore was found absent while a call of the lost timeline was on its way',
    script: {
      world: 2,
      steps: [
        { kind: 'create', phone: 0, post: 0, channels: 1, dueInS: null },
        { kind: 'pass', seconds: 3 },
        { kind: 'snapshot', asCopy: true },
        { kind: 'restore', asCopy: true },
        { kind: 'pass', seconds: 5 },
        { kind: 'release', phone: 0 },
        { kind: 'pass', seconds: 2 },
        { kind: 'call-fault', fault: 'late' },
        { kind: 'fire-unapproved', phone: 0, post: 0 },
        { kind: 'pass', seconds: 29 },
        { kind: 'snapshot', asCopy: false },
        { kind: 'pass', seconds: 4 },
        { kind: 'restore', asCopy: false },
        { kind: 'pass', seconds: 2 },
        { kind: 'withdraw', phone: 0, post: 0 },
      ],
    },
  },
  {
    what: 'a machine put back that no phone had told yet withdrew what the lost timeline had sent, and nobody looked for it',
    script: {
      world: 3,
      steps: [
        { kind: 'create', phone: 0, post: 0, channels: 0, dueInS: null },
        { kind: 'pass', seconds: 3 },
        { kind: 'snapshot', asCopy: false },
        { kind: 'network', phone: 1, network: 'cut' },
        { kind: 'fire-unapproved', phone: 0, post: 0 },
        { kind: 'pass', seconds: 3 },
        { kind: 'app-kill', phone: 0 },
        { kind: 'restore', asCopy: false },
        { kind: 'network', phone: 1, network: 'open' },
        { kind: 'pass', seconds: 5 },
        { kind: 'withdraw', phone: 1, post: 0 },
      ],
    },
  },
];
