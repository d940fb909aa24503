import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { clockOf, machineClock } from '../../server/clock.ts';
import { openDatabase } from '../../server/database.ts';
import { FIRST_SHOW } from '../../server/import/first-show.ts';
import { SAMPLE_ADMINISTRATOR, sampleRows } from '../../server/import/sample.ts';
import { sampleSchema } from '../../server/import/sample-format.ts';
import type { Ledger } from '../../server/ledger/ledger.ts';
import { openLedger } from '../../server/ledger/sqlite.ts';
import { seenOf } from '../../shared/post-status.ts';
import type { Cue } from '../../shared/rows/post.ts';
import type { Row } from '../../shared/rows/row.ts';
import { phoneId } from '../contract/small-show.ts';

const SHOW = FIRST_SHOW;
/** Who approves, in the sample's team. */
const NAIMA = 't3';
const SAMPLE = join(import.meta.dirname, '../../server/import/samples/mt180-final.json');

/** A post that is approved, for the wall where nothing else is said. */
interface SeededPost {
  readonly id: string;
  readonly words: string;
  readonly cue: Cue;
  /** What it is about: on stage the wall shows nothing else. */
  readonly segment: string;
  readonly channels?: readonly string[];
}

export interface Seed {
  readonly segment: string;
  readonly lateMs: number;
  /** Whether it began when it should have. */
  readonly begun?: boolean;
  readonly posts?: readonly SeededPost[];
  /** Posts of the sample that Naïma has approved. */
  readonly approved?: readonly string[];
  /** Makes something else of every row of the sample. */
  readonly change?: (row: Row) => Row;
  /** Rows beside those of the sample. */
  readonly more?: readonly Row[];
}

/**
 * Fills a folder with the sample final as it stands `lateMs` after the planned start of one of its segments: everything
 * before it is over.
 */
export function seedFinal(
  env: Readonly<Record<string, string>>,
  { segment, lateMs, begun = false, posts = [], approved = [], change = (row) => row, more = [] }: Seed,
): void {
  const opened = openDatabase(env.DATA_DIR ?? '');
  if (!opened.ok) throw new Error(opened.fault.detail);
  const { database } = opened;
  const clock = clockOf(machineClock);
  const ledger = openLedger({ database, clock, random: () => randomBytes(12).toString('base64url') });
  const anchorMs = clock.nowMs() - lateMs;
  const rows = sampleRows(v.parse(sampleSchema, JSON.parse(readFileSync(SAMPLE, 'utf8'))), {
    show: SHOW,
    anchor: segment,
    anchorMs,
    nowMs: anchorMs,
    epoch: ledger.epoch,
    publish: ({ key }) => ({ id: key }),
  });
  const push = pushTo(ledger, clock.nowMs());
  push(`import/${SHOW}`, 'show.create', { rows: [...rows.map(change), ...more] }, 'engine:import');
  for (const post of posts) approve(ledger, post, push);
  for (const post of approved) push(phoneId(), 'post.approve', { post, seen: seenIn(ledger, post) }, NAIMA);
  if (begun) push(phoneId(), 'segment.top', { segment, pressedAtMs: anchorMs });
  ledger.close();
  database.close();
}

type Push = (id: string, name: string, args: object, by?: string) => void;

const pushTo =
  (ledger: Ledger, madeAtMs: number): Push =>
  (id, name, args, by = SAMPLE_ADMINISTRATOR) => {
    const mutation = { id, show: SHOW, name, args, madeAtMs, epoch: ledger.epoch };
    const [answer] = ledger.push([mutation], { by, device: 'seed' });
    if (answer?.kind !== 'applied') throw new Error(JSON.stringify(answer));
  };

function approve(ledger: Ledger, { id, words, cue, segment, channels = ['wall'] }: SeededPost, push: Push): void {
  const fields = {
    kind: 'free',
    segment,
    cue,
    freshForMs: 600_000,
    channels,
    language: 'fr',
    needsTwo: false,
    slots: [],
  };
  push(phoneId(), 'post.create', { post: id, fields, words });
  push(phoneId(), 'post.approve', { post: id, seen: seenIn(ledger, id) });
}

function seenIn(ledger: Ledger, id: string) {
  const rows = ledger.rows(SHOW);
  const post = rows?.get('post', id);
  if (!rows || !post) throw new Error(id);
  return seenOf(rows, post);
}
