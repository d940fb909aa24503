import type { Script } from './steps.ts';

/** Scripts that once broke a promise, shrunk, each with what it had found. They are played for ever. */
export const FOUND: readonly { readonly what: string; readonly script: Script }[] = [
  {
    what: 'a call of the lost timeline landed after a look-up that a restore had made too early',
    script: {
      world: 1886492746,
      steps: [
        { kind: 'call-fault', fault: 'late' },
        { kind: 'approve', phone: 0, post: 'post-2' },
        { kind: 'snapshot', asCopy: true },
        { kind: 'fire-unapproved', phone: 0, post: 'post-2' },
        { kind: 'restore', asCopy: true },
        { kind: 'withdraw', phone: 1, post: 'post-2' },
        { kind: 'edit', phone: 0, post: 'post-8', language: 'fr' },
        { kind: 'write', phone: 0, post: 'post-11' },
        { kind: 'release-post', phone: 0, post: 'post-11' },
        { kind: 'edit', phone: 0, post: 'post-8', language: 'en' },
        { kind: 'network', phone: 1, network: 'open' },
      ],
    },
  },
];
