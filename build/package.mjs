import { join } from 'node:path';
import { buildChanged } from './build-changed.mjs';
import { installMissing, requireNodeBinary } from './install.mjs';
import { root } from './paths.mjs';
import { run } from './run.mjs';

// `npm run package`: packs the desktop app for this system into release/. `--dir` leaves it a folder; other
// options go to electron-builder.
process.exitCode = await pack(process.argv.slice(2));

/** @param {string[]} args @returns {Promise<number>} the exit code */
async function pack(args) {
  if (!(await installMissing(root))) return 1;
  const node = requireNodeBinary(root);
  const { code } = await buildChanged(node, { log: console.log });
  if (code !== 0) return code;
  const builder = join('node_modules', 'electron-builder', 'cli.js');
  const config = join('build', 'electron-builder.yml');
  const packed = await run(node, [builder, '--config', config, '--publish', 'never', ...args], {
    cwd: root,
    show: true,
  });
  return packed.code;
}
