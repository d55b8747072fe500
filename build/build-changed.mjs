import { join } from 'node:path';
import { hashInputs, isBuilt, recordBuild } from './build-stamp.mjs';
import { outputs, root } from './paths.mjs';
import { run } from './run.mjs';

/**
 * Bundles into out/ what vite.config.ts describes, unless nothing changed since it was done last.
 *
 * @param {string} node the Node that runs vite
 * @param {{ log?: (line: string) => void }} [options]
 *   `log` is told before a build starts, because one takes seconds
 * @returns {Promise<{ code: number, built: boolean }>} vite's exit code, whose output was shown; 0 where
 *   there was nothing to do
 */
export async function buildChanged(node, { log } = {}) {
  const hash = hashInputs(root);
  if (isBuilt(root, hash, outputs)) return { code: 0, built: false };
  log?.('Building...');
  const vite = join('node_modules', 'vite', 'bin', 'vite.js');
  // Who builds for tests says otherwise by NODE_ENV, and would get React's slow half for developers.
  const env = { ...process.env, NODE_ENV: 'production' };
  const { code } = await run(node, [vite, 'build', '--app', '--logLevel=warn'], {
    cwd: root,
    env,
    show: true,
  });
  if (code === 0) recordBuild(root, hash);
  return { code, built: true };
}
