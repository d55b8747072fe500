import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { BUILT_PROJECTS, PROJECTS, patternsOf } from './build/test-projects.mjs';

const at = (path: string): string => resolve(import.meta.dirname, path);

type Name = (typeof PROJECTS)[number];

/**
 * Threads share what they loaded; what starts processes, or dies of a signal, gets a process for each file. Specs of windows
 * share a process, and with it the Chromium, the app and the page that they are shown in.
 */
const shared = { pool: 'threads', isolate: false } as const;
const alone = { pool: 'forks', isolate: true } as const;
const together = { pool: 'forks', isolate: false } as const;
const pools: Record<Name, typeof shared | typeof alone | typeof together> = {
  pure: shared,
  disk: shared,
  process: alone,
  window: together,
};

/** What is made before the tests of a project. */
function setupsOf(name: Name): string[] {
  const isBuilt = BUILT_PROJECTS.some((built) => built === name);
  return [
    ...(isBuilt ? ['test/support/build-first.ts'] : []),
    ...(name === 'window' ? ['test/e2e/double/build.ts'] : []),
  ];
}

function project(name: Name): TestProjectInlineConfiguration {
  return {
    extends: true,
    test: {
      name,
      ...pools[name],
      ...patternsOf(name),
      globalSetup: setupsOf(name),
    },
  };
}

const isSoak = process.env['STEMMA_TEST_SOAK'] === '1';

/** Begins with what takes longest, so that no core is idle at the end; a soak, which may end in time, with the properties. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const placeOf = ({ project: { name } }: TestSpecification): number => PROJECTS.indexOf(name as Name);
    const direction = isSoak ? -1 : 1;
    return sorted.toSorted((one, other) => direction * (placeOf(one) - placeOf(other)));
  }
}

/** Tests of what was built, which `npm run test:watch` was asked for: any change of the product concerns them. */
const rebuilt = JSON.parse(process.env['STEMMA_TEST_REBUILT'] ?? '[]') as string[];

export default defineConfig({
  // What a build writes is no change of its own.
  server: { watch: { ignored: [at('out/**')] } },
  test: {
    alias: [
      // The package itself would start a download.
      { find: 'electron', replacement: at('test/support/electron.ts') },
      // Threads run as they are built.
      { find: /^(?:\.\.?\/)+thread-script\.ts$/, replacement: at('test/support/thread-script.ts') },
    ],
    projects: PROJECTS.map(project),
    // Node keeps what it made of our code and of the tools' here: threads and programs are started a thousand times.
    env: { NODE_COMPILE_CACHE: at('node_modules/.cache/stemma-tests') },
    globalSetup: ['test/support/run-folder.ts'],
    setupFiles: ['test/support/setup.ts'],
    // What a busy machine may take: nothing here is about speed.
    testTimeout: isSoak ? 24 * 3_600_000 : 60_000,
    hookTimeout: 60_000,
    // One second, where nobody says otherwise.
    expect: { poll: { timeout: 20_000 } },
    // Most tests wait for processes, disks and browsers: one at a time leaves half of a small machine idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    sequence: { sequencer: LongestFirst },
    watchTriggerPatterns:
      rebuilt.length === 0
        ? []
        : [
            {
              pattern: /(?<!out[/\\])\b(?:electron|shared|renderer)[/\\][^]+\.(?:ts|tsx|css|html)$/,
              testsToRun: () => rebuilt.map(at),
            },
          ],
  },
});
