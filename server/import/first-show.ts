import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { RehearsalNetwork } from '../channels/rehearsal.ts';
import type { Clock } from '../clock.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { sampleMessages, sampleRows } from './sample.ts';
import { type Sample, sampleSchema } from './sample-format.ts';

/** The show that a fresh install opens on. */
export const FIRST_SHOW = 'finale';
const ANCHOR = 'ouverture';
/** Time to sign in and look around before the evening begins. */
const LEAD_MS = 3 * 60_000;

export interface FirstShowParts {
  readonly ledger: Ledger;
  readonly network: RehearsalNetwork;
  readonly clock: Clock;
}

/** Fills an empty ledger with a rehearsal of the sample final, about to begin. */
export function openFirstShow({ ledger, network, clock }: FirstShowParts): void {
  if (ledger.shows().length > 0) return;
  const nowMs = clock.nowMs();
  const rows = sampleRows(readSample(), {
    show: FIRST_SHOW,
    anchor: ANCHOR,
    anchorMs: nowMs + LEAD_MS,
    nowMs,
    epoch: ledger.epoch,
    publish: ({ channel, key, payload, atMs }) => network.take({ show: FIRST_SHOW, channel }, key, payload, { atMs }),
  });
  const args = { rows };
  const mutation = {
    id: `import/${FIRST_SHOW}`,
    show: FIRST_SHOW,
    name: 'show.create',
    args,
    madeAtMs: nowMs,
    epoch: ledger.epoch,
  };
  const [answer] = ledger.push([mutation], { by: 'engine:import' });
  if (answer?.kind === 'refused') throw new Error(`the sample show was refused: ${JSON.stringify(answer.refusal)}`);
}

/** The audience of the first show: its messages come in at their moment, while the rehearsal lasts. */
export function firstShowAudience({ ledger, clock }: Pick<FirstShowParts, 'ledger' | 'clock'>): { tick(): void } {
  const anchor = ledger.rows(FIRST_SHOW)?.get('segment', ANCHOR);
  let coming = anchor ? sampleMessages(readSample(), { id: ANCHOR, plannedMs: anchor.plannedMs }) : [];
  return {
    tick() {
      const atMs = clock.nowMs();
      const said = coming.filter(({ saidMs }) => saidMs <= atMs);
      if (said.length === 0) return;
      coming = coming.filter(({ saidMs }) => saidMs > atMs);
      const mutations = said.map((message) => ({
        id: `seen/${message.id}`,
        show: FIRST_SHOW,
        name: 'message.see',
        args: message,
        madeAtMs: atMs,
        epoch: ledger.epoch,
      }));
      ledger.push(mutations, { by: 'engine:audience' });
    },
  };
}

const readSample = (): Sample =>
  v.parse(sampleSchema, JSON.parse(readFileSync(join(import.meta.dirname, 'samples/mt180-final.json'), 'utf8')));
