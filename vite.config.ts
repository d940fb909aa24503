import { join } from 'node:path';
import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';
import { compiledAhead } from './client/offline/compiled-ahead.ts';
import { staffWorker } from './client/offline/plugin.ts';
import { wallPage } from './client/wall/worker/plugin.ts';

const root = import.meta.dirname;

const isEntry = (id: string): boolean => id.endsWith('/client/main.tsx');
/**
 * Fetched on a first visit, with all its pieces at once. Other screens are kept before they are opened: a list of their
 * pieces in the first file would cost more than it saves.
 */
const isFirst = (file: string): boolean => file.endsWith('.html') || file.includes('/browser-phone-');

export default defineConfig({
  root: join(root, 'client'),
  publicDir: join(root, 'client/public'),
  plugins: [
    preact(),
    compiledAhead(),
    wallPage(join(root, 'client')),
    staffWorker(join(root, 'client/offline/service-worker.ts')),
  ],
  build: {
    outDir: join(root, 'dist'),
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false, resolveDependencies: (file, pieces) => (isFirst(file) ? pieces : []) },
    rolldownOptions: {
      input: { staff: join(root, 'client/index.html') },
      // Shared is pure: a page that reads one constant of a file must not carry the schemas that stand beside it.
      // Reading a property stays a side effect: an effect that only reads a signal would never run again.
      treeshake: { moduleSideEffects: (id) => !id.includes('/shared/') },
      // What the first paint needs is one file: in a dozen pieces, shared with later screens, it weighs 3 kB more.
      // So is what acts, fetched at once after it: in two dozen pieces it keeps the page from its first taps.
      output: {
        codeSplitting: {
          groups: [
            { name: 'first', tags: ['$initial'], test: (id) => !isEntry(id), priority: 2 },
            { name: 'browser-phone', test: (id) => id.endsWith('/client/signals/browser-phone.ts'), priority: 1 },
          ],
        },
      },
    },
  },
});
