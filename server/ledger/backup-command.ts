import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { readConfig } from '../config.ts';
import { DATABASE_FILE, faultOf } from '../database.ts';
import { databaseWords, inBoth, mistakeWords, type Words } from '../faults.ts';
import { surroundings } from '../surroundings.ts';
import { backUp } from './backup.ts';

/** `npm run backup [-- <folder>]`: beside a running server or not. */
export async function backupCommand(into: string | undefined): Promise<void> {
  const read = readConfig(surroundings());
  if (!read.ok) return stop(mistakeWords(read.mistakes));
  const { dataDir } = read.config;
  const path = join(dataDir, DATABASE_FILE);
  if (!existsSync(path)) {
    return stop({ fr: `Rien à sauvegarder dans ${dataDir}`, en: `Nothing to back up in ${dataDir}` });
  }
  try {
    const database = new DatabaseSync(path, { timeout: 5_000 });
    const folder = await backUp({ database, dataDir, nowMs: Date.now(), ...(into && { into: resolve(into) }) });
    database.close();
    process.stdout.write(`${inBoth({ fr: `Sauvegardé : ${folder}`, en: `Backed up: ${folder}` })}\n`);
  } catch (error) {
    const fault = faultOf(error, path);
    if (!fault) throw error;
    stop(databaseWords(fault));
  }
}

function stop(words: Words): void {
  process.stderr.write(`${inBoth(words)}\n`);
  process.exitCode = 1;
}
