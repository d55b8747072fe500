import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Finds npm's JavaScript and the Node to run it with. Under `npm test` npm tells both. Started as
 * `node build/test.mjs`, npm is looked for where Node's installers put it, because `npm` itself is a
 * `.cmd` file on Windows, which only a shell can start.
 *
 * @param {{ execPath: string, env: NodeJS.ProcessEnv }} [running]
 * @returns {{ command: string, args: string[] }} what to put before npm's own arguments
 */
export function findNpm({ execPath, env } = process) {
  const node = env['npm_node_execpath'] ?? execPath;
  const scripts = [
    env['npm_execpath'],
    join(dirname(node), 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(dirname(node), '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ];
  const script = scripts.find((path) => path?.endsWith('npm-cli.js') && existsSync(path));
  return script === undefined ? { command: 'npm', args: [] } : { command: node, args: [script] };
}
