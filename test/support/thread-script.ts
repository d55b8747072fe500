import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { root } from '../../build/paths.mjs';
import type { ThreadName } from '../../electron/worker/threads/thread-script.ts';

/**
 * Takes the place of the product's module of this name in tests: threads run as they are built, as in the product. From sources
 * each would strip the types of all its files anew, in a second, and with a WebAssembly module that a thread's end can crash.
 */
export function threadScript(name: ThreadName): URL {
  return pathToFileURL(join(root, 'out', 'cli', `${name}.mjs`));
}
