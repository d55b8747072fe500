import { join } from 'node:path';
import { cacheFolder } from './cache-folder.mjs';
import { makeDemo } from './make-demo.mjs';

/**
 * The demo workspace of a checkout, made where it is missing.
 *
 * @param {string} root the checkout
 * @returns {string} the workspace's folder
 */
export function openDemo(root) {
  return makeDemo({
    recipe: join(root, 'build', 'demo', 'recipe.json'),
    fixtures: join(root, 'test', 'fixtures'),
    cache: cacheFolder(),
  });
}
