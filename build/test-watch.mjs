import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { installMissing, requireNodeBinary } from './install.mjs';
import { root } from './paths.mjs';
import { run } from './run.mjs';
import { watched } from './watched-tests.mjs';

// `npm run test:watch -- AREA`: runs the tests of a project (pure, disk, process, window), of a folder or of files,
// and those that a change touches again whenever one is saved. Only tests that need it wait for a build.

if (await installMissing(root)) {
  const files = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
    .map((path) => `test/${path.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.test.ts'));
  const { args, rebuilt } = watched(process.argv.slice(2), files);
  const { code } = await run(requireNodeBinary(root), ['node_modules/vitest/vitest.mjs', 'watch', ...args], {
    cwd: root,
    env: { ...process.env, STEMMA_TEST_REBUILT: JSON.stringify(rebuilt) },
    show: true,
    talks: true,
  });
  process.exitCode = code;
} else {
  process.exitCode = 1;
}
