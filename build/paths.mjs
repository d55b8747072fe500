import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout's folder, found from this file so that the scripts work from any current folder. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** What a build makes of electron/cli/main.ts, and what the launcher starts. */
export const cliBundle = join(root, 'out', 'cli', 'stemma.mjs');

/** One file of each part that a build makes: where all are there, no part is missing. */
export const outputs = [
  join(root, 'out', 'renderer', 'index.html'),
  cliBundle,
  join(root, 'out', 'main', 'main.cjs'),
  join(root, 'out', 'preload', 'preload.cjs'),
];
