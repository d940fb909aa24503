import { renderUnicodeCompact } from 'uqr';
import type { Config } from './config.ts';

/** What the person who starts the server reads: where to go, and what there is to keep safe. */
export function greeting(about: {
  readonly config: Pick<Config, 'dataDir' | 'secretKeyFile'>;
  readonly staffLink: string;
  readonly wallLinks: readonly string[];
}): string {
  const { config, staffLink, wallLinks } = about;
  const lines = [
    `Staff: ${staffLink}`,
    ...wallLinks.map((link) => `Wall: ${link}`),
    `Données / Data: ${config.dataDir}`,
    `Clé / Key: ${config.secretKeyFile}`,
  ];
  // Over plain HTTP a phone could keep nothing offline: it is not invited by a code.
  if (staffLink.startsWith('https:')) lines.push('', renderUnicodeCompact(staffLink));
  return `${lines.join('\n')}\n`;
}
