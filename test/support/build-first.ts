import type { TestProject } from 'vitest/node';
import { buildChanged } from '../../build/build-changed.mjs';

async function build(): Promise<void> {
  const { code } = await buildChanged(process.execPath);
  if (code !== 0) throw new Error('What is tested could not be built.');
}

/**
 * Builds before the tests where something changed, and again before each run of a watch: threads, the command line and windows
 * are tested as they are built.
 */
export async function setup(project: TestProject): Promise<void> {
  await build();
  project.onTestsRerun(build);
}
