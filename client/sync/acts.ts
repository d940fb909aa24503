import type { ArgsOf, MutationName } from '../../shared/apply/apply.ts';
import { windowMs } from '../../shared/apply/apply.ts';
import type { ServerClock } from './clock.ts';
import type { Entry } from './outbox.ts';
import type { Made, Replica } from './replica.ts';
import type { ActRefusal, Changes, Saved } from './store.ts';

/** A mutation that goes stale this soon is not made without a network: it would only come back refused. */
export const OFFLINE_WINDOW_MS = 15_000;

export type Acted = { readonly ok: true; readonly id: string } | { readonly ok: false; readonly refusal: ActRefusal };

export interface ActParts {
  readonly show: string;
  readonly replica: Replica;
  readonly clock: ServerClock;
  readonly newId: () => string;
  readonly isOffline: () => boolean;
  /** Something joined the outbox. */
  readonly nudge: () => void;
}

/** What a person does on this phone: each becomes a mutation, shown at once, on disk when the promise resolves. */
export class Acts {
  readonly #parts: ActParts;

  constructor(parts: ActParts) {
    this.#parts = parts;
  }

  act<N extends MutationName>(name: N, args: ArgsOf<N>): Promise<Acted> {
    return this.begin(name, args).saved;
  }

  /**
   * The same, told apart: it shows when this returns, and is on disk when `saved` resolves. `instead`: an entry that never
   * left, whose place it takes. `also`: what the same transaction writes.
   */
  begin<N extends MutationName>(
    name: N,
    args: ArgsOf<N>,
    { instead, also = {} }: { readonly instead?: Entry | undefined; readonly also?: Changes } = {},
  ): { readonly now: Acted; readonly saved: Promise<Acted> } {
    const made = this.#make(name, args);
    if ('code' in made) return done({ ok: false, refusal: made });
    const { replica, clock } = this.#parts;
    const now = { ok: true, id: made.mutation.id } as const;
    const saving = replica.append({ ...made, offsetMs: clock.offsetMs, ...(instead && { instead }) }, also);
    return { now, saved: this.#afterSaving(now, saving) };
  }

  /** What would become of it, without doing it. */
  check<N extends MutationName>(name: N, args: ArgsOf<N>): ActRefusal | undefined {
    const made = this.#make(name, args);
    return 'code' in made ? made : undefined;
  }

  /** Does a refused mutation of the tray again, under a new id, as if it were made now. */
  retry(id: string): Promise<Acted> {
    const again = this.#parts.replica.tray.find(({ mutation }) => mutation.id === id);
    if (!again) return done(refused('unknown-row')).saved;
    const { name, args } = again.mutation;
    return this.begin(name as MutationName, args as ArgsOf<MutationName>, { also: { tray: { remove: [id] } } }).saved;
  }

  async #afterSaving(now: Acted, saving: Promise<Saved>): Promise<Acted> {
    const saved = await saving;
    if (saved === 'taken') return refused('other-tab');
    this.#parts.nudge();
    return now;
  }

  #make(name: MutationName, args: unknown): Pick<Made, 'mutation' | 'ruling'> | ActRefusal {
    const { show, replica, clock, newId, isOffline } = this.#parts;
    if (replica.storage === 'taken') return { code: 'other-tab' };
    if (!replica.cursor) return { code: 'not-loaded' };
    const window = windowMs(name);
    if (window !== undefined && window <= OFFLINE_WINDOW_MS && isOffline()) return { code: 'offline' };
    const mutation = { id: newId(), show, name, args, madeAtMs: clock.nowMs(), epoch: replica.cursor.epoch };
    const ruling = replica.judge(mutation);
    return ruling.ok ? { mutation, ruling } : ruling.refusal;
  }
}

const done = (acted: Acted) => ({ now: acted, saved: Promise.resolve(acted) });
const refused = (code: ActRefusal['code']): Acted => ({ ok: false, refusal: { code } });
