import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A style of this folder, as text. */
export const cssOf = (name: string): string => readFileSync(join(import.meta.dirname, name), 'utf8');
