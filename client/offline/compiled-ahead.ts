import type { Plugin } from 'vite';

/** Chromium (from 136 on) compiles every function of a file that begins so while it reads the file, beside the page's thread. */
const HINT = '//# allFunctionsCalledOnLoad\n';

/**
 * Marks the app's first file, nearly all of which runs before the first screen is drawn. Unmarked, each of its functions
 * is compiled when it is first called, on the thread that draws: on a slow phone a tenth of a second of every start.
 * What no first screen runs belongs in another file: here it would be compiled for nothing.
 */
export function compiledAhead(): Plugin {
  return {
    name: 'compiled-ahead',
    apply: 'build',
    augmentChunkHash: ({ isEntry }) => (isEntry ? HINT : ''),
    generateBundle: {
      // Vite puts a list of files first, and what is not at the very beginning is no hint.
      order: 'post',
      handler(_options, bundle) {
        for (const one of Object.values(bundle)) if (one.type === 'chunk' && one.isEntry) one.code = HINT + one.code;
      },
    },
  };
}
