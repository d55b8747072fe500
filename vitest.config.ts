import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    alias: [
      // The package itself would start a download.
      { find: 'electron', replacement: resolve(import.meta.dirname, 'test/support/electron.ts') },
      // Threads run as they are built.
      {
        find: /^(?:\.\.?\/)+thread-script\.ts$/,
        replacement: resolve(import.meta.dirname, 'test/support/thread-script.ts'),
      },
    ],
    include: ['test/**/*.test.ts'],
    exclude: ['test/fixtures/**', 'test/bench/**'],
    globalSetup: ['test/support/build-first.ts', 'test/e2e/double/build.ts'],
    setupFiles: ['test/support/setup.ts'],
    // What a busy machine may take: nothing here is about speed.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    // Most tests wait for processes, disks and browsers: one at a time leaves half of a small machine idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
  },
});
