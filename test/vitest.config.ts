import { join } from 'node:path';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { CHROMIUM_FLAGS, chromiumPath } from './chromium.ts';

const root = join(import.meta.dirname, '..');

/**
 * `node`: everything that needs no browser. `inside the browser`: what must run in one (IndexedDB, workers, components).
 * `browser`: the built app and a real server, driven as a person would.
 */
export default defineConfig({
  test: {
    root,
    projects: [
      {
        test: {
          name: 'node',
          root,
          include: ['test/{shared,server,client,contract,simulation,torture}/**/*.test.ts'],
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
              launchOptions: { executablePath: chromiumPath(), args: CHROMIUM_FLAGS },
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
