import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { root } from '../../build/paths.mjs';
import { readArguments } from '../../build/dev/arguments.mjs';
import { fixtureWorkspace, temporaryFolder } from '../cli/support.ts';
import { tokenOf } from '../support/websocket-channel.ts';

it('reads a folder relative to where it was typed, and refuses what it does not know', () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'lab'));
  expect(readArguments([], '/')).toEqual({ folder: null, grace: null, port: 0, profile: false });
  expect(readArguments(['lab', '--grace', '2h', '--port=8000', '--profile'], folder)).toEqual({
    folder: join(folder, 'lab'),
    grace: '2h',
    port: 8000,
    profile: true,
  });
  expect(readArguments(['--help'], folder)).toEqual({ help: true });
  for (const wrong of [['--nothing'], ['lab', 'lab'], ['nowhere'], ['--port', 'x'], ['--port', '70000']]) {
    expect(readArguments(wrong, folder)).toMatchObject({ wrong: expect.any(String) });
  }
});

/** What `npm run dev` starts once everything is installed: a test must not install into the checkout that it runs in. */
function startDev(workspace: string): ReturnType<typeof spawn> {
  const script = pathToFileURL(join(root, 'build', 'dev', 'develop.mjs')).href;
  const what = { folder: workspace, grace: null, port: 0, profile: true };
  const source = `import { develop } from ${JSON.stringify(script)};
    process.exitCode = await develop(${JSON.stringify(root)}, ${JSON.stringify(what)});`;
  return spawn(process.execPath, ['--input-type=module', '--eval', source], {
    env: { ...process.env, STEMMA_CACHE: temporaryFolder(), TMPDIR: temporaryFolder() },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

// Windows has no signal that a program could answer.
it.skipIf(process.platform === 'win32')(
  'shows sources, lets in with the token, and leaves nothing but profiles',
  async () => {
    const dev = startDev(fixtureWorkspace('branches-stacking'));
    const { stdout } = dev;
    if (stdout === null) throw new Error('dev has no output');
    const ended = once(dev, 'exit');
    let out = '';
    stdout.on('data', (text: Buffer) => (out += text.toString()));
    while (!out.includes('Ctrl C stops all')) {
      await Promise.race([once(stdout, 'data'), ended]);
      expect(dev.exitCode, out).toBeNull();
    }
    const url = /http:\S+/.exec(out)?.[0] ?? '';
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/);
    expect(await (await fetch(new URL('/main.tsx', url))).text()).toContain('createRoot');
    expect(await tokenOf(url)).toBe(new URL(url).searchParams.get('token'));

    dev.kill('SIGINT');
    expect(await ended).toEqual([0, null]);
    expect(out).toMatch(/[2-9] CPU profiles, one of each thread, in /);
    expect(readdirSync(join(root, 'out')).filter((name) => name.startsWith(`dev-${dev.pid}`))).toEqual([]);
  },
);
