import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { build, type Plugin } from 'vite';
import { filesOf } from '../wall/worker/plugin.ts';

/** What a page is made of. The font's other formats and source maps are nobody's to keep. */
const KEPT = '**/*.{js,css,html,svg,png,woff2,webmanifest}';
const WORKER = 'service-worker.js';

/**
 * Builds the staff app's service worker after everything else, and writes into it the list of the app's files with what
 * tells one version of each from the next. What only the wall needs is left to the wall's own worker.
 */
export function staffWorker(path: string): Plugin {
  let out = '';
  let wallOnly: ReadonlySet<string> = new Set();
  return {
    name: 'staff-worker',
    apply: 'build',
    configResolved(config) {
      out = config.build.outDir;
    },
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        wallOnly = filesOf('wall', bundle).difference(filesOf('staff', bundle));
      },
    },
    closeBundle: {
      order: 'post',
      sequential: true,
      async handler(error?: Error) {
        if (error) return;
        const files = globSync(KEPT, { cwd: out })
          .map((file) => file.replaceAll(sep, '/'))
          .filter((file) => !file.startsWith('wall/') && !wallOnly.has(file) && file !== WORKER);
        const manifest = files.sort().map((file) => ({
          url: `/${file}`,
          // Names under assets/ hold the hash of what is in them.
          revision: file.startsWith('assets/') ? null : hashOf(join(out, file)),
        }));
        await build({
          configFile: false,
          publicDir: false,
          logLevel: 'warn',
          define: { 'self.__WB_MANIFEST': JSON.stringify(manifest), 'process.env.NODE_ENV': '"production"' },
          build: {
            outDir: out,
            emptyOutDir: false,
            target: 'es2022',
            modulePreload: false,
            rolldownOptions: { input: path, output: { entryFileNames: WORKER, codeSplitting: false } },
          },
        });
      },
    },
  };
}

const hashOf = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 16);
