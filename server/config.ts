import { isAbsolute, join, relative, resolve } from 'node:path';

/** What the server is told from outside, checked. Paths are absolute. */
export interface Config {
  readonly port: number;
  /** The address to listen on; undefined: all of them. */
  readonly host: string | undefined;
  readonly dataDir: string;
  /** Where phones reach the server: an origin, without a path. */
  readonly publicUrl: URL;
  /** Whether `PUBLIC_URL` was given; else links only work on this computer. */
  readonly isPublic: boolean;
  readonly secretKeyFile: string;
}

/** One mistake in the configuration, in both languages. */
export interface Mistake {
  readonly variable: string;
  readonly fr: string;
  readonly en: string;
}
export type ConfigRead =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] };

/** What the machine gives: nothing here is read by the configuration itself. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly home: string;
  readonly platform: string;
}

const DEFAULT_PORT = 8080;
const PORT_LIMIT = 65_535;

/** Reads every variable, and reports every mistake at once. A variable that is empty counts as absent. */
export function readConfig(surroundings: Surroundings): ConfigRead {
  const { env, cwd } = surroundings;
  const mistakes: Mistake[] = [];
  const given = (variable: string) => env[variable]?.trim() || undefined;
  const mistake = (variable: string, { fr, en }: { fr: string; en: string }): undefined => {
    mistakes.push({ variable, fr, en });
    return undefined;
  };

  const port = portOf(given('PORT'), mistake);
  const host = hostOf(given('HOST'), mistake);
  const publicUrl = publicUrlOf(given('PUBLIC_URL'), mistake);
  const dataDir = resolve(cwd, given('DATA_DIR') ?? 'data');
  const keyFile = given('SECRET_KEY_FILE');
  const secretKeyFile = keyFile ? resolve(cwd, keyFile) : join(configFolder(surroundings), 'secret.key');
  if (isWithin(dataDir, secretKeyFile)) {
    mistake('SECRET_KEY_FILE', {
      fr: `la clé (${secretKeyFile}) doit être hors du dossier des données (${dataDir}), sinon une copie de l’un emporte l’autre`,
      en: `the key (${secretKeyFile}) must be outside the data folder (${dataDir}), or a copy of one carries the other`,
    });
  }

  if (mistakes.length > 0 || port === undefined) return { ok: false, mistakes };
  return {
    ok: true,
    config: {
      port,
      host,
      dataDir,
      publicUrl: publicUrl ?? new URL(`http://localhost:${port}`),
      isPublic: publicUrl !== undefined,
      secretKeyFile,
    },
  };
}

type Report = (variable: string, words: { fr: string; en: string }) => undefined;

function portOf(text: string | undefined, mistake: Report): number | undefined {
  if (text === undefined) return DEFAULT_PORT;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= PORT_LIMIT) return port;
  return mistake('PORT', {
    fr: `« ${text} » n’est pas un port : un nombre de 0 à ${PORT_LIMIT} (0 : un port libre)`,
    en: `"${text}" is not a port: a number from 0 to ${PORT_LIMIT} (0: any free port)`,
  });
}

function hostOf(text: string | undefined, mistake: Report): string | undefined {
  if (text === undefined || /^[A-Za-z0-9.:_-]+$/.test(text)) return text;
  return mistake('HOST', {
    fr: `« ${text} » n’est pas une adresse : par exemple 127.0.0.1, ::1 ou 0.0.0.0`,
    en: `"${text}" is not an address: for example 127.0.0.1, ::1 or 0.0.0.0`,
  });
}

function publicUrlOf(text: string | undefined, mistake: Report): URL | undefined {
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') {
    return mistake('PUBLIC_URL', {
      fr: `« ${text} » n’est pas une adresse de page : par exemple https://regie.exemple.fr`,
      en: `"${text}" is not the address of a page: for example https://regie.example.org`,
    });
  }
  if (url.pathname !== '/' || url.search || url.hash || url.username || url.password) {
    return mistake('PUBLIC_URL', {
      fr: `« ${text} » doit s’arrêter après le nom et le port : ${url.origin}`,
      en: `"${text}" must end after the name and the port: ${url.origin}`,
    });
  }
  return url;
}

/** The folder where this user's programs keep their settings, by the platform's custom. */
function configFolder({ env, home, platform }: Surroundings): string {
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'regie');
  if (platform === 'win32') return join(env.APPDATA ?? join(home, 'AppData', 'Roaming'), 'regie');
  const xdg = env.XDG_CONFIG_HOME;
  return join(xdg && isAbsolute(xdg) ? xdg : join(home, '.config'), 'regie');
}

function isWithin(folder: string, path: string): boolean {
  const from = relative(folder, path);
  return from !== '' && !from.startsWith('..') && !isAbsolute(from);
}
