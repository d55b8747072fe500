import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../../build/paths.mjs';
import { run, type Outcome } from '../../build/run.mjs';
import { copyScripts, makeCheckout, writeIn } from './checkout.ts';

/** A clone of its own with our hooks, and the packages of this one. */
async function makeClone(): Promise<{ clone: string; git: (...args: string[]) => Promise<Outcome> }> {
  const clone = makeCheckout({ 'package.json': '{}\n', '.prettierrc.json': '{ "singleQuote": true }\n' });
  copyScripts(
    clone,
    'hooks.mjs',
    'check-staged.mjs',
    'hooks/pre-commit',
    'paths.mjs',
    'run.mjs',
    'install.mjs',
    'install-record.mjs',
    'installed-packages.mjs',
    'node-binary.mjs',
    'npm.mjs',
    'start/show-progress.mjs',
  );
  symlinkSync(join(root, 'node_modules'), join(clone, 'node_modules'), 'junction');
  const identity = { GIT_AUTHOR_NAME: 'A', GIT_AUTHOR_EMAIL: 'a@example.org' };
  const env = {
    ...process.env,
    ...identity,
    GIT_COMMITTER_NAME: 'A',
    GIT_COMMITTER_EMAIL: 'a@example.org',
    GIT_CONFIG_GLOBAL: join(clone, 'no-such-file'),
  };
  const git = (...args: string[]): Promise<Outcome> => run('git', args, { cwd: clone, env });
  await git('init');
  return { clone, git };
}

it('checks what is staged once it was asked to, and not after it was told to end', async () => {
  const { clone, git } = await makeClone();
  const hooks = (...args: string[]): Promise<Outcome> =>
    run(process.execPath, ['build/hooks.mjs', ...args], { cwd: clone });
  const commit = async (name: string, content: string): Promise<Outcome> => {
    writeIn(clone, name, content);
    await git('add', name);
    return await git('commit', '-m', name);
  };
  expect(await commit('before.ts', 'const   a=1')).toMatchObject({ code: 0 });

  expect(await hooks()).toMatchObject({ code: 0 });
  expect(await commit('good.ts', 'export const one = 1;\n')).toMatchObject({ code: 0 });
  expect(await commit('notes.unknown', 'no   format')).toMatchObject({ code: 0 });
  const ugly = await commit('ugly.ts', 'export const   two=2');
  expect(ugly.code).toBe(1);
  expect(ugly.output).toContain('ugly.ts');
  expect(ugly.output).toContain('Nothing was committed');
  await git('reset', '-q', 'ugly.ts');
  const wrong = await commit('wrong.ts', 'export function f(): void {\n  debugger;\n}\n');
  expect(wrong.code).toBe(1);
  expect(wrong.output).toContain('debugger');
  expect(await git('commit', '--no-verify', '-m', 'all the same')).toMatchObject({ code: 0 });

  for (const _ of ['set', 'not set']) expect(await hooks('--off')).toMatchObject({ code: 0 });
  expect(await commit('after.ts', 'const   b=1')).toMatchObject({ code: 0 });
});
