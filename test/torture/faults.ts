import type { Fault } from './fault.ts';

/** Every class of faults there is a harness for; each is read when it is asked for, since most start servers or browsers. */
export const FAULTS: Readonly<Record<string, () => Promise<Fault>>> = {
  F7: () => import('./f7-kill.ts').then(({ f7 }) => f7),
};
