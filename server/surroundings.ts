import { homedir } from 'node:os';
import type { Surroundings } from './config.ts';

/** What this process was given, for the commands that a person types. */
export const surroundings = (): Surroundings => ({
  env: process.env,
  cwd: process.cwd(),
  home: homedir(),
  platform: process.platform,
});
