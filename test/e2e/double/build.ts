import { join } from 'node:path';
import { build } from 'vite';
import { root } from '../../../build/paths.mjs';

/** Where the double lies once it is bundled. */
export const DOUBLE = join(root, 'out', 'double', 'run.mjs');

/** Bundles the double, so that an app starts without stripping types first. Asked before the specs of windows. */
export async function setup(): Promise<void> {
  await build({
    configFile: false,
    root: import.meta.dirname,
    logLevel: 'warn',
    build: {
      ssr: join(import.meta.dirname, 'run.ts'),
      outDir: join(root, 'out', 'double'),
      emptyOutDir: true,
      target: 'node22',
      minify: false,
      rolldownOptions: { output: { entryFileNames: '[name].mjs' } },
    },
  });
}
