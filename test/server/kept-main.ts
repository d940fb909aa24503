import { join } from 'node:path';
import { keepCompiled } from '../../server/compiled.ts';

/** The server, with its compiled code kept as `npm start` keeps it: tests start it again and again. */
const keep = keepCompiled(join(import.meta.dirname, '../..'));
await import('../../server/main.ts');
keep();
