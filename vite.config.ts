import { builtinModules } from 'node:module';
import { defineConfig, type EnvironmentOptions } from 'vite';

/** Stays outside every bundle: it loads its native binary from beside its own files. */
const external = ['better-sqlite3', ...builtinModules, /^node:/];

/** The command line, which plain Node runs, and beside it the script of its thread. */
const cli: EnvironmentOptions = {
  consumer: 'server',
  resolve: { noExternal: true, external: ['better-sqlite3'] },
  build: {
    outDir: 'out/cli',
    target: 'node22',
    minify: false,
    sourcemap: true,
    emptyOutDir: true,
    rolldownOptions: {
      input: { stemma: 'electron/cli/main.ts', 'reading-thread': 'electron/worker/reading-thread.ts' },
      external,
      output: { format: 'esm', entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
    },
  },
};

/** What `vite build --app` builds, in this order. A new part of the product is a new entry. */
const environments = { cli };

export default defineConfig({
  appType: 'custom',
  publicDir: false,
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
