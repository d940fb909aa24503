import type { Config, Mistake } from './config.ts';
import type { DatabaseFault } from './database.ts';

/** What stops the server from starting, said to whoever starts it: French, then English. */
export interface Words {
  readonly fr: string;
  readonly en: string;
}

export const inBoth = ({ fr, en }: Words): string => `${fr}\n${en}`;

export function mistakeWords(mistakes: readonly Mistake[]): Words {
  const list = (language: 'fr' | 'en') => mistakes.map((mistake) => `  ${mistake.variable} – ${mistake[language]}`);
  return {
    fr: ['La configuration est à corriger :', ...list('fr')].join('\n'),
    en: ['The configuration needs correcting:', ...list('en')].join('\n'),
  };
}

export function databaseWords({ code, path, detail }: DatabaseFault): Words {
  const end = (words: Words): Words => ({
    fr: `${words.fr} (${path} ; ${detail})`,
    en: `${words.en} (${path}; ${detail})`,
  });
  switch (code) {
    case 'full':
      return end({
        fr: 'Le disque est plein : faites de la place, puis relancez. Rien n’est perdu, les téléphones gardent ce qu’ils ont.',
        en: 'The disk is full: make room, then start again. Nothing is lost, the phones keep what they have.',
      });
    case 'cannot-open':
      return end({
        fr: 'La base de données ne peut pas être ouverte : vérifiez le dossier DATA_DIR et ses droits.',
        en: 'The database cannot be opened: check the folder DATA_DIR and its permissions.',
      });
    case 'read-only':
      return end({
        fr: 'La base de données ne peut pas être écrite : vérifiez les droits du dossier DATA_DIR.',
        en: 'The database cannot be written: check the permissions of the folder DATA_DIR.',
      });
    case 'damaged':
      return end({
        fr: 'La base de données est abîmée : « npm run restore » remet en place une copie.',
        en: 'The database is damaged: "npm run restore" puts a copy back.',
      });
    case 'newer':
      return end({
        fr: 'Ces données viennent d’une version plus récente de Régie : installez-la.',
        en: 'This data comes from a newer version of Régie: install that one.',
      });
    case 'busy':
      return end({
        fr: 'La base de données est prise par un autre programme.',
        en: 'The database is held by another program.',
      });
    case 'io':
      return end({
        fr: 'Le disque répond mal : la base de données ne peut pas être lue ou écrite.',
        en: 'The disk is failing: the database cannot be read or written.',
      });
  }
}

export const notBuiltWords: Words = {
  fr: 'Les pages ne sont pas construites : lancez « npm start », ou d’abord « npm run build ».',
  en: 'The pages are not built: run "npm start", or "npm run build" first.',
};

export const folderTakenWords = (dataDir: string): Words => ({
  fr: `Un serveur tourne déjà sur ce dossier de données : ${dataDir}`,
  en: `A server is already running on this data folder: ${dataDir}`,
});

/** Why the address cannot be listened on; `code` is the system's. */
export function listenWords({ port, host }: Pick<Config, 'port' | 'host'>, code: string): Words {
  switch (code) {
    case 'EADDRINUSE':
      return {
        fr: `Le port ${port} est déjà pris par un autre programme : arrêtez-le, ou choisissez un autre port avec PORT.`,
        en: `Port ${port} is already taken by another program: stop it, or choose another port with PORT.`,
      };
    case 'EACCES':
      return {
        fr: `Le port ${port} est réservé au système : choisissez-en un autre avec PORT, 8080 par exemple.`,
        en: `Port ${port} is reserved for the system: choose another with PORT, 8080 for example.`,
      };
    default:
      return {
        fr: `Impossible d’écouter sur ${host ?? '*'}:${port} (${code}) : vérifiez HOST et PORT.`,
        en: `Cannot listen on ${host ?? '*'}:${port} (${code}): check HOST and PORT.`,
      };
  }
}

export function keyWords(
  path: string,
  { code, detail }: { code: 'unreadable' | 'not-a-key' | 'exposed'; detail: string },
): Words {
  switch (code) {
    case 'not-a-key':
      return {
        fr: `Ce fichier n’est pas une clé de Régie : ${path} (SECRET_KEY_FILE). Sans la bonne clé, les accès aux réseaux ne peuvent pas être lus.`,
        en: `This file is not a key of Régie: ${path} (SECRET_KEY_FILE). Without the right key the accesses to networks cannot be read.`,
      };
    case 'exposed':
      return {
        fr: `D’autres que vous peuvent lire la clé (${detail}) : « chmod 600 ${path} », puis relancez.`,
        en: `Others than you can read the key (${detail}): "chmod 600 ${path}", then start again.`,
      };
    case 'unreadable':
      return {
        fr: `La clé ne peut être ni lue ni créée : ${path} (SECRET_KEY_FILE ; ${detail})`,
        en: `The key can be neither read nor made: ${path} (SECRET_KEY_FILE; ${detail})`,
      };
  }
}
