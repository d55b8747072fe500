import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout's folder, found from this file so that the scripts work from any current folder. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** What `npm run build` makes of electron/cli/main.ts, and what the launcher starts. */
export const cliBundle = join(root, 'out', 'cli', 'stemma.mjs');
