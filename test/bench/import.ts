import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../server/database.ts';
import { differenceOf } from '../../server/import/difference.ts';
import { memoryOf, mutationId } from '../../server/import/memory.ts';
import { readFile } from '../../server/import/read-file.ts';
import { openLedger } from '../../server/ledger/sqlite.ts';
import { mutationsOf } from '../contract/small-show.ts';
import type { Figure, Measure } from './figure.ts';

const SHOW = 'forum';
const TALKS = 1_000;

/** A large programme, read, compared and made in one transaction. */
export const importMeasure: Measure = { name: 'import', take: async () => [measureImport()] };

function measureImport(): Figure {
  const folder = mkdtempSync(join(tmpdir(), 'regie-bench-import-'));
  const opened = openDatabase(folder);
  if (!opened.ok) throw new Error(opened.fault.detail);
  const { database } = opened;
  const clock = { nowMs: Date.now };
  const ledger = openLedger({ database, clock, random: () => randomBytes(12).toString('base64url') });
  const make = mutationsOf(() => ledger, SHOW, Date.now);
  ledger.push([make.create()], { by: 'engine:import' });
  const bytes = new TextEncoder().encode(programme());
  try {
    const times = ['first', 'again'].map((name) => {
      const fromMs = performance.now();
      const read = readFile(bytes, { zone: 'Europe/Paris', language: 'fr' });
      const rows = ledger.rows(SHOW);
      if (!read.ok || !rows) throw new Error('the programme was not read');
      const options = {
        reading: read.reading,
        memory: memoryOf(ledger, SHOW),
        take: new Set<string>(),
        cancelGone: false,
      };
      const { acts } = differenceOf(rows, options);
      const mutations = acts.map((act, at) =>
        make.mutation(act.name, act.args, mutationId({ staff: 'naima', import: name, at })),
      );
      const answers = ledger.push(mutations, { by: 'engine:import', whole: true });
      if (answers.some(({ kind }) => kind !== 'applied')) throw new Error('the programme was refused');
      return { ms: performance.now() - fromMs, acts: acts.length };
    });
    const [first, again] = times;
    return {
      measure: `A table of ${TALKS} talks, read, compared and made`,
      figure: (first?.ms ?? Number.NaN) / 1000,
      unit: 's',
      limit: 5,
      how: `${first?.acts} mutations in one transaction; read again, ${again?.acts} and ${Math.round(again?.ms ?? 0)} ms`,
    };
  } finally {
    ledger.close();
    database.close();
    rmSync(folder, { recursive: true });
  }
}

function programme(): string {
  const talks = Array.from({ length: TALKS }, (_, at) => {
    const day = 1 + Math.floor(at / 200);
    const minutes = 480 + Math.floor((at % 200) / 10) * 30;
    const hour = `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
    return `0${day}/06/2027;${hour};25;Intervention ${at};Salle ${at % 10};Personne ${at};Laboratoire ${at % 90};@p${at}.example`;
  });
  return ['Date;Heure;Durée;Titre;Salle;Intervenant;Laboratoire;Bluesky', ...talks].join('\n');
}
