import { hashInputs, isBuilt, recordBuild } from './build-stamp.mjs';
import { requireNodeBinary } from './install.mjs';
import { cliBundle, root } from './paths.mjs';
import { run } from './run.mjs';

// `npm run build`: bundles into out/ what vite.config.ts describes, unless nothing changed since.
const hash = hashInputs(root);
if (isBuilt(root, hash, [cliBundle])) {
  console.log('Nothing changed since the last build.');
} else {
  const args = ['node_modules/vite/bin/vite.js', 'build', '--app', '--logLevel=warn'];
  const { code } = await run(requireNodeBinary(root), args, { cwd: root, show: true });
  if (code === 0) recordBuild(root, hash);
  process.exitCode = code;
}
