import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openDatabase } from '../../server/database.ts';
import type { Ledger } from '../../server/ledger/ledger.ts';
import { openLedger } from '../../server/ledger/sqlite.ts';
import { mutationsOf, phoneId } from '../contract/small-show.ts';
import { type Figure, type Measure, median } from './figure.ts';

const SHOW = 'finale';
const POSTS = 20;
const BATCH = 20;
/** A round of each kind in turn, so that both see the same disk. */
const ROUNDS = 15;
const BATCHES_A_ROUND = 25;
/** Not counted: a server that has just started still compiles what it runs. */
const WARMING_ROUNDS = 4;
const WORDS = 'Dans une ruche, une seule abeille sur cent connaît la route. '.repeat(4).slice(0, 200);

/** Words written through the ledger's door, against the least that a durable row costs on this disk. */
export const writeMeasure: Measure = { name: 'write', take: async () => [measureWrite()] };

function measureWrite(): Figure {
  const folder = mkdtempSync(join(tmpdir(), 'regie-bench-write-'));
  const opened = openDatabase(join(folder, 'door'));
  if (!opened.ok) throw new Error(opened.fault.detail);
  const { database } = opened;
  const clock = { nowMs: Date.now };
  const ledger = openLedger({ database, clock, random: () => randomBytes(12).toString('base64url') });
  const bare = bareInserts(join(folder, 'bare.sqlite'));
  try {
    const door = doorWrites(ledger);
    const rates = { door: [] as number[], bare: [] as number[] };
    for (let round = 0; round < WARMING_ROUNDS + ROUNDS; round += 1) {
      const [doorRate, bareRate] = [perSecond(door), perSecond(bare.insert)];
      if (round < WARMING_ROUNDS) continue;
      rates.door.push(doorRate);
      rates.bare.push(bareRate);
    }
    const [doorRate, bareRate] = [median(rates.door), median(rates.bare)];
    return {
      measure: 'post.write of 200 characters, durable, in batches of 20, against bare one-row inserts',
      figure: doorRate / bareRate,
      unit: '×',
      limit: 2,
      least: true,
      how: `${Math.round(doorRate)} a second through the door, ${Math.round(bareRate)} bare (node:sqlite, WAL, FULL); medians of ${ROUNDS} rounds in turn`,
    };
  } finally {
    bare.close();
    ledger.close();
    database.close();
    rmSync(folder, { recursive: true });
  }
}

/** How many writes a second this does. */
function perSecond(write: () => number): number {
  const fromMs = performance.now();
  const written = write();
  return (written * 1_000) / (performance.now() - fromMs);
}

/** Batches as a phone sends them: each text the next of its post's, so that no post grows two versions. */
function doorWrites(ledger: Ledger): () => number {
  const make = mutationsOf(() => ledger, SHOW, Date.now);
  const posts = Array.from({ length: POSTS }, (_, n) => `post-${n}`);
  const heads = new Map<string, string>();
  push(ledger, [make.create()], 'engine:import');
  push(
    ledger,
    posts.map((post) => make.post(post)),
    'loane',
  );
  return () => {
    for (let batch = 0; batch < BATCHES_A_ROUND; batch += 1) {
      const mutations = posts.slice(0, BATCH).map((post) => {
        const head = heads.get(post);
        const mutation = make.write(post, WORDS, head === undefined ? [] : [head]);
        heads.set(post, mutation.id);
        return mutation;
      });
      push(ledger, mutations, 'loane');
    }
    return BATCHES_A_ROUND * BATCH;
  };
}

function push(ledger: Ledger, mutations: Parameters<Ledger['push']>[0], by: string): void {
  const wrong = ledger.push(mutations, { by, device: 'phone' }).find(({ kind }) => kind !== 'applied');
  if (wrong) throw new Error(JSON.stringify(wrong));
}

function bareInserts(path: string): { readonly insert: () => number; readonly close: () => void } {
  const database = new DatabaseSync(path);
  database.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE words (id TEXT PRIMARY KEY, words TEXT)',
  );
  const statement = database.prepare('INSERT INTO words VALUES (?, ?)');
  return {
    insert() {
      for (let n = 0; n < BATCHES_A_ROUND * BATCH; n += 1) statement.run(phoneId(), WORDS);
      return BATCHES_A_ROUND * BATCH;
    },
    close: () => database.close(),
  };
}
