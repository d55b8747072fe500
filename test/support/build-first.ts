import { buildChanged } from '../../build/build-changed.mjs';

/** Builds before the tests where something changed: threads, the command line and windows are tested as they are built. */
export async function setup(): Promise<void> {
  const { code } = await buildChanged(process.execPath);
  if (code !== 0) throw new Error('What is tested could not be built.');
}
