import { join } from 'node:path';
import { installMissing, requireNodeBinary } from './install.mjs';
import { root } from './paths.mjs';
import { run } from './run.mjs';

// `npm run gallery`: serves every part and every passing state of the window on 127.0.0.1 and prints the address;
// what is edited is replaced in the page at once. `npm run gallery -- --pictures DIR` takes pictures instead.
if (await installMissing(root)) {
  // A terminal interrupts both processes: this one waits, so that the other can clear away its workspaces.
  process.on('SIGINT', () => undefined);
  const main = join('test', 'gallery', 'main.ts');
  const { code } = await run(requireNodeBinary(root), [main, ...process.argv.slice(2)], {
    cwd: root,
    show: true,
  });
  process.exitCode = code;
} else {
  process.exitCode = 1;
}
