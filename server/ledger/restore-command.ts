import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { readConfig } from '../config.ts';
import { inBoth, mistakeWords, type Words } from '../faults.ts';
import { surroundings } from '../surroundings.ts';
import { backupsFolder, backupsIn } from './backup.ts';
import { type Restored, restore } from './restore.ts';

/** `npm run restore [-- <backup>]`: lists the backups and asks which, or takes the one named, by its name or its folder. */
export async function restoreCommand(named: string | undefined): Promise<void> {
  const read = readConfig(surroundings());
  if (!read.ok) return stop(mistakeWords(read.mistakes));
  const { dataDir } = read.config;
  const folder = backupsFolder(dataDir);
  const names = await backupsIn(folder);
  const chosen = named ?? (await choose(names, folder));
  if (chosen === undefined) return stop({ fr: 'Rien n’a été changé.', en: 'Nothing was changed.' });
  const inList = join(folder, chosen);
  const backup = existsSync(inList) ? inList : resolve(chosen);
  const restored = await restore({ dataDir, backup, nowMs: Date.now() });
  if (!restored.ok) return stop(refusalWords(restored.code, { dataDir, backup }));
  process.stdout.write(`${inBoth(doneWords(backup, restored.replaced))}\n`);
}

async function choose(names: readonly string[], folder: string): Promise<string | undefined> {
  if (names.length === 0) {
    process.stderr.write(`${inBoth({ fr: `Aucune sauvegarde dans ${folder}`, en: `No backup in ${folder}` })}\n`);
    return undefined;
  }
  const list = names.map((name, index) => `  ${index + 1}. ${name}`).join('\n');
  process.stdout.write(`${list}\n`);
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const closed = new Promise<string>((done) => terminal.once('close', () => done('')));
  const answer = await Promise.race([terminal.question('Laquelle ? / Which one? '), closed]);
  terminal.close();
  return names[Number(answer.trim()) - 1];
}

function refusalWords(code: Extract<Restored, { ok: false }>['code'], at: { dataDir: string; backup: string }): Words {
  switch (code) {
    case 'running':
      return {
        fr: `Un serveur tourne sur ${at.dataDir} : arrêtez-le d’abord.`,
        en: `A server is running on ${at.dataDir}: stop it first.`,
      };
    case 'no-backup':
      return { fr: `Pas de sauvegarde ici : ${at.backup}`, en: `No backup here: ${at.backup}` };
    case 'damaged':
      return {
        fr: `Cette sauvegarde est abîmée, prenez-en une autre : ${at.backup}`,
        en: `This backup is damaged, take another: ${at.backup}`,
      };
    case 'newer':
      return {
        fr: `Cette sauvegarde vient d’une version plus récente de Régie : installez-la.`,
        en: `This backup comes from a newer version of Régie: install that one.`,
      };
  }
}

const doneWords = (backup: string, replaced: string | undefined): Words => ({
  fr: [
    `Remis en place : ${backup}`,
    ...(replaced === undefined ? [] : [`Ce qui était là est gardé dans ${replaced}`]),
    'Au prochain démarrage, tout est en pause : les téléphones renvoient ce qui manque, puis quelqu’un relance.',
  ].join('\n'),
  en: [
    `Put back: ${backup}`,
    ...(replaced === undefined ? [] : [`What was there is kept in ${replaced}`]),
    'At the next start all is held: phones send what is missing, then someone releases.',
  ].join('\n'),
});

function stop(words: Words): void {
  process.stderr.write(`${inBoth(words)}\n`);
  process.exitCode = 1;
}
