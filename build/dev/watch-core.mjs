import { join } from 'node:path';
import { createBuilder } from 'vite';

/**
 * Bundles the command line with the browser host and the core, and again whenever a file of it changes.
 *
 * @param {string} root the checkout
 * @param {string} folder for the bundles, two below the checkout as those that are built for good
 * @param {{ onStart: () => void, onBuilt: () => void, onFailed: () => void }} listeners
 * @returns {Promise<() => Promise<void>>} ends it
 */
export async function watchCore(root, folder, { onStart, onBuilt, onFailed }) {
  const builder = await createBuilder({
    root,
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'error',
    environments: {
      cli: { build: { outDir: folder, emptyOutDir: false, watch: {} } },
    },
  });
  const { cli } = builder.environments;
  if (cli === undefined) throw new Error('vite knows no environment cli');
  const watcher = await builder.build(cli);
  if (!('on' in watcher)) throw new Error('vite built once and does not watch');
  let hasFailed = false;
  watcher.on('event', (event) => {
    switch (event.code) {
      case 'START':
        hasFailed = false;
        return onStart();
      case 'ERROR':
        hasFailed = true;
        return onFailed();
      case 'BUNDLE_END':
        // What was bundled is held in memory until it is closed.
        return void event.result.close();
      case 'END':
        return hasFailed ? undefined : onBuilt();
      default:
        return undefined;
    }
  });
  return () => watcher.close();
}
