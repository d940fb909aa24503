import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** The app in a browser other than Chromium: a command of its own, since each is a hundred megabytes that `npm test` does without. */
export default defineConfig({
  test: {
    root: join(import.meta.dirname, '../..'),
    include: ['test/engines/**/*.test.ts'],
    testTimeout: 600_000,
    fileParallelism: false,
    reporters: ['verbose'],
  },
});
