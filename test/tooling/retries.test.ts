import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../../build/paths.mjs';
import { run } from '../../build/run.mjs';
import { temporaryFolder } from '../support/temporary-folder.ts';

const TESTS = `import { expect, it } from 'vitest';
let tries = 0;
it('passes at once', () => expect(1).toBe(1));
it('passes at the second try', { retry: 1 }, () => expect(++tries).toBe(2));
it('never passes', { retry: 1 }, () => expect(1).toBe(2));
`;

it('a run of vitest writes which tests passed only when they were asked again', async () => {
  const folder = temporaryFolder();
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  mkdirSync(join(folder, 'test'));
  writeFileSync(join(folder, 'test', 'some.test.ts'), TESTS);
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  const file = join(folder, 'retries.json');
  const reporter = join(root, 'test', 'support', 'retries-reporter.ts');
  const { code } = await run(
    process.execPath,
    [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', '--root', folder, `--reporter=${reporter}`],
    { cwd: folder, env: { ...process.env, STEMMA_TEST_RETRIES: file } },
  );
  expect(code).toBe(1);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(['test/some.test.ts > passes at the second try']);
});
