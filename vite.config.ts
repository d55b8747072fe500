import { builtinModules } from 'node:module';
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type EnvironmentOptions } from 'vite';
import { compressPage } from './build/compress-page.mjs';
import { noNamedIcons } from './build/no-named-icons.mjs';
import { usedBlueprint } from './build/used-blueprint.mjs';

const at = (path: string): string => resolve(import.meta.dirname, path);

/** Stay outside every bundle: Electron gives the one, and the other loads its native binary from beside its own files. */
const packages = ['electron', 'better-sqlite3'];
const external = [...packages, ...builtinModules, /^node:/];

/** The scripts of threads lie beside whatever starts them; see `electron/worker/threads/thread-script.ts`. */
const threads = {
  'core-thread': at('electron/worker/threads/core-thread.ts'),
  'job-thread': at('electron/worker/threads/job-thread.ts'),
  'reading-thread': at('electron/worker/threads/reading-thread.ts'),
};

/** What Node or Electron's main process runs: flat folders, so that files find each other by their names. */
function forNode(format: 'esm' | 'cjs', folder: string, input: Record<string, string>): EnvironmentOptions {
  const extension = format === 'esm' ? 'mjs' : 'cjs';
  return {
    consumer: 'server',
    resolve: { noExternal: true, external: packages },
    build: {
      outDir: at(`out/${folder}`),
      target: 'node22',
      minify: false,
      sourcemap: true,
      emptyOutDir: true,
      rolldownOptions: {
        input,
        external,
        platform: 'node',
        output: {
          format,
          entryFileNames: `[name].${extension}`,
          chunkFileNames: `[name]-[hash].${extension}`,
        },
      },
    },
  };
}

/** What `vite build --app` builds, in this order. A new part of the product is a new entry. */
const environments: Record<string, EnvironmentOptions> = {
  /** The window, the same in both hosts. */
  client: {
    build: { outDir: at('out/renderer'), emptyOutDir: true, target: 'chrome140', sourcemap: true },
  },
  /** The command line with the browser host. */
  cli: forNode('esm', 'cli', { stemma: at('electron/cli/main.ts'), ...threads }),
  /** The desktop app. CommonJS: an ESM main that awaits at its top level would wait for ever. */
  main: forNode('cjs', 'main', { main: at('electron/main.ts'), ...threads }),
  /** One file, as a sandboxed preload must be. */
  preload: forNode('cjs', 'preload', { preload: at('electron/preload.ts') }),
};

export default defineConfig({
  root: at('renderer'),
  // The desktop app, the browser host and tests serve the page from different places.
  base: './',
  plugins: [react(), usedBlueprint(), noNamedIcons(), compressPage()],
  environments,
  builder: {
    async buildApp(builder) {
      for (const name of Object.keys(environments)) {
        const environment = builder.environments[name];
        if (environment === undefined) throw new Error(`vite knows no environment ${name}`);
        await builder.build(environment);
      }
    },
  },
});
