import { join } from 'node:path';
import preact from '@preact/preset-vite';
import { build, type Plugin, type Rolldown } from 'vite';

const WORKER = 'wall/worker.js';
const EARLY = 'wall/early.js';
const PAGE = 'wall/index.html';
/** What the server draws a first card with. */
const DRAWN = 'wall/drawn.js';

/**
 * The wall, built beside the staff app and apart from it: what the two have in common would else be files of its own,
 * one more wait each for a visitor's phone.
 */
export function wallPage(client: string): Plugin[] {
  return [building(client), developing];
}

/** Builds the wall's page into a folder: `wall/index.html`, and all it is made of under `wall/`. */
export async function buildWall(
  client: string,
  { outDir, plugins = [] }: { readonly outDir: string; readonly plugins?: readonly Plugin[] },
): Promise<void> {
  const built = await build({
    configFile: false,
    root: client,
    publicDir: false,
    logLevel: 'warn',
    plugins: [...plugins, preact(), beside(join(client, 'wall'))],
    build: {
      outDir,
      emptyOutDir: false,
      assetsDir: 'wall/assets',
      target: 'es2022',
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: { wall: join(client, PAGE) },
        // Shared is pure: a page that reads one constant of a file must not carry what stands beside it.
        treeshake: { moduleSideEffects: (id) => !id.includes('/shared/') },
      },
    },
  });
  await buildDrawn(client, { outDir, plugins, built: built as Rolldown.RolldownOutput });
}

/** The same page's code, in one file for the server: it draws the first card into the page. */
async function buildDrawn(
  client: string,
  { outDir, plugins, built }: { outDir: string; plugins: readonly Plugin[]; built: Rolldown.RolldownOutput },
): Promise<void> {
  const textOf = (isIt: (file: string) => boolean): string => {
    const asset = built.output.find((one) => one.type === 'asset' && isIt(one.fileName));
    if (asset?.type !== 'asset') throw new Error('the wall was built without its page or its style sheet');
    return String(asset.source);
  };
  await build({
    configFile: false,
    root: client,
    publicDir: false,
    logLevel: 'warn',
    plugins: [...plugins, preact()],
    ssr: { noExternal: true },
    define: {
      __WALL_PAGE__: JSON.stringify(textOf((file) => file === PAGE)),
      __WALL_STYLE__: JSON.stringify(textOf((file) => file.endsWith('.css')).trim()),
    },
    build: {
      outDir,
      emptyOutDir: false,
      copyPublicDir: false,
      ssr: join(client, 'wall/drawn.tsx'),
      rolldownOptions: { output: { entryFileNames: DRAWN, codeSplitting: false } },
    },
  });
}

function building(client: string): Plugin {
  let outDir = '';
  return {
    name: 'wall-page',
    apply: 'build',
    configResolved(config) {
      outDir = config.build.outDir;
    },
    closeBundle: {
      sequential: true,
      async handler(error?: Error) {
        if (!error) await buildWall(client, { outDir });
      },
    },
  };
}

/** In development the early script is served from its source, and there is no worker. */
const developing: Plugin = {
  name: 'wall-early',
  apply: 'serve',
  configureServer({ middlewares }) {
    middlewares.use((request, _response, next) => {
      if (request.url === `/${EARLY}`) request.url = `/${EARLY.replace('.js', '.ts')}`;
      next();
    });
  },
};

/**
 * What stands beside the page at fixed addresses: the script that asks for the wall early, and the service worker, into
 * which it writes the files the page is made of.
 */
function beside(folder: string): Plugin {
  return {
    name: 'wall-worker',
    buildStart() {
      this.emitFile({ type: 'chunk', id: join(folder, 'early.ts'), fileName: EARLY });
      this.emitFile({ type: 'chunk', id: join(folder, 'worker/worker.ts'), fileName: WORKER });
    },
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const worker = bundle[WORKER];
        if (worker?.type !== 'chunk' || !bundle[PAGE]) throw new Error(`no ${WORKER} or no ${PAGE} in the build`);
        const files = [...filesOf('wall', bundle), EARLY].sort().map((file) => `/${file}`);
        worker.code = worker.code
          .replaceAll('__WALL_FILES__', JSON.stringify(files))
          .replaceAll('__WALL_BUILD__', JSON.stringify(buildOf(files, bundle)));
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

/** Most files' names hold the hash of what is in them; the page and its early script are told by what is in them. */
function buildOf(files: readonly string[], bundle: Rolldown.OutputBundle): string {
  const said = [PAGE, EARLY].map((file) => {
    const one = bundle[file];
    return one?.type === 'chunk' ? one.code : String(one?.source);
  });
  let sum = 0;
  for (const char of [...files, ...said].join()) sum = (Math.imul(sum, 31) + char.charCodeAt(0)) | 0;
  return (sum >>> 0).toString(36);
}
