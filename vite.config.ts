import { join } from 'node:path';
import preact from '@preact/preset-vite';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { staffWorker } from './client/offline/plugin.ts';
import { wallPage } from './client/wall/worker/plugin.ts';

const root = import.meta.dirname;

/** Chromium without its calls home: a closed network would refuse them, many at a time. */
const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const isEntry = (id: string): boolean => id.endsWith('/client/main.tsx');
/**
 * Fetched on a first visit, each with all its pieces at once. Other screens are kept before they are opened: a list of
 * their pieces in the first file would cost more than it saves.
 */
const isFirst = (file: string): boolean => file.endsWith('.html') || /\/browser-(session|phone)-/.test(file);

export default defineConfig({
  root: join(root, 'client'),
  publicDir: join(root, 'client/public'),
  plugins: [preact(), wallPage(join(root, 'client')), staffWorker(join(root, 'client/offline/service-worker.ts'))],
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
      output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'], test: (id) => !isEntry(id) }] } },
    },
  },
  test: {
    root,
    projects: [
      {
        test: {
          name: 'node',
          root,
          include: ['test/{shared,server,client,contract,simulation}/**/*.test.ts'],
          exclude: ['**/*.browser.test.ts'],
          // Real servers start and stop in some: how fast is for the bench to say, never for a test.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        optimizeDeps: {
          include: [
            'idb',
            'valibot',
            'preact',
            'preact/hooks',
            'preact/jsx-dev-runtime',
            'preact/jsx-runtime',
            '@preact/signals',
          ],
        },
        test: {
          name: 'inside the browser',
          root,
          include: ['test/**/*.browser.test.ts'],
          testTimeout: 60_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: chromiumFlags },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        test: {
          name: 'browser',
          root,
          include: ['test/browser/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          expect: { poll: { timeout: 60_000, interval: 100 } },
          fileParallelism: false,
        },
      },
    ],
  },
});
