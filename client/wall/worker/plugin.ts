import type { Plugin, Rolldown } from 'vite';

const ENTRY = 'wall-worker';
const FILE = 'wall/worker.js';

/**
 * Builds the wall's service worker at a fixed address, beside the page it serves, and writes into it the files the page
 * is made of: its code, the socket's, its style and its type.
 */
export function wallWorker(path: string): Plugin {
  return {
    name: 'wall-worker',
    apply: 'build',
    buildStart() {
      this.emitFile({ type: 'chunk', id: path, name: ENTRY, fileName: FILE });
    },
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const worker = bundle[FILE];
        if (worker?.type !== 'chunk') throw new Error(`no ${FILE} in the build`);
        const files = [...filesOf('wall', bundle)].sort().map((file) => `/${file}`);
        worker.code = worker.code
          .replaceAll('__WALL_FILES__', JSON.stringify(files))
          .replaceAll('__WALL_BUILD__', JSON.stringify(buildOf(files)));
      },
    },
  };
}

/** Everything an entry may ask for: what it imports, now or later, and the style and type of each. */
export function filesOf(entry: string, bundle: Rolldown.OutputBundle): ReadonlySet<string> {
  const files = new Set<string>();
  const visit = (file: string): void => {
    const chunk = bundle[file];
    if (files.has(file) || !chunk) return;
    files.add(file);
    if (chunk.type !== 'chunk') return;
    const { importedCss, importedAssets } = chunk.viteMetadata ?? {};
    for (const one of [...chunk.imports, ...chunk.dynamicImports, ...(importedCss ?? []), ...(importedAssets ?? [])]) {
      visit(one);
    }
  };
  for (const chunk of Object.values(bundle)) {
    if (chunk.type === 'chunk' && chunk.isEntry && chunk.name === entry) visit(chunk.fileName);
  }
  return files;
}

/** The files' names hold the hash of what is in them. */
function buildOf(files: readonly string[]): string {
  let sum = 0;
  for (const char of files.join()) sum = (Math.imul(sum, 31) + char.charCodeAt(0)) | 0;
  return (sum >>> 0).toString(36);
}
