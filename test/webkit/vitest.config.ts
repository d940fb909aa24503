import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** The app in a real WebKit: a command of its own, since that browser is a hundred megabytes that `npm test` does without. */
export default defineConfig({
  test: {
    root: join(import.meta.dirname, '../..'),
    include: ['test/webkit/**/*.test.ts'],
    testTimeout: 600_000,
    fileParallelism: false,
    reporters: ['verbose'],
  },
});
