import type { Fault } from './fault.ts';

/** Every class of faults there is a harness for; each is read when it is asked for, since most start servers or browsers. */
export const FAULTS: Readonly<Record<string, () => Promise<Fault>>> = {
  F1: () => import('./f1-sync.ts').then(({ f1 }) => f1),
  F2: () => import('./f2-line.ts').then(({ f2 }) => f2),
  F3: () => import('./f3-killed-app.ts').then(({ f3 }) => f3),
  F4: () => import('./f4-crash.ts').then(({ f4 }) => f4),
  F5: () => import('./f5-disk.ts').then(({ f5 }) => f5),
  F6: () => import('./f6-full.ts').then(({ f6 }) => f6),
  F7: () => import('./f7-kill.ts').then(({ f7 }) => f7),
  F9: () => import('./f9-restore.ts').then(({ f9 }) => f9),
  F10: () => import('./f10-two-editors.ts').then(({ f10 }) => f10),
  F11: () => import('./f11-clocks.ts').then(({ f11 }) => f11),
  F12: () => import('./f12-scheduler.ts').then(({ f12 }) => f12),
  F13: () => import('./f13-publish.ts').then(({ f13 }) => f13),
  F17: () => import('./f17-old-app.ts').then(({ f17 }) => f17),
  F18: () => import('./f18-tabs.ts').then(({ f18 }) => f18),
  F19: () => import('./f19-uploads.ts').then(({ f19 }) => f19),
  F20: () => import('./f20-hostile.ts').then(({ f20 }) => f20),
  F21: () => import('./f21-soak.ts').then(({ f21 }) => f21),
};
