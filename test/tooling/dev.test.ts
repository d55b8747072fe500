import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { root } from '../../build/paths.mjs';
import { readArguments } from '../../build/dev/arguments.mjs';
import { fixtureWorkspace, temporaryFolder } from '../cli/support.ts';

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

/** How a WebSocket to the core is answered: it opens, or not. */
async function knock(address: string, headers: Readonly<Record<string, string>>): Promise<boolean> {
  const socket = new WebSocket(address, { headers });
  return await new Promise((resolve) => {
    socket.once('open', () => {
      socket.terminate();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

// Windows has no signal that a program could answer.
it.skipIf(process.platform === 'win32')(
  'serves sources and core to whoever has the token alone',
  async () => {
    const home = temporaryFolder();
    const args = [join(root, 'build', 'dev.mjs'), fixtureWorkspace('branches-stacking'), '--profile'];
    const dev = spawn(process.execPath, args, {
      env: { ...process.env, STEMMA_CACHE: home, TMPDIR: temporaryFolder() },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(dev, 'exit');
    let out = '';
    dev.stdout.on('data', (text: Buffer) => (out += text.toString()));
    while (!out.includes('Ctrl C stops all')) {
      await Promise.race([once(dev.stdout, 'data'), ended]);
      expect(dev.exitCode, out).toBeNull();
    }
    const url = new URL(/http:\S+/.exec(out)?.[0] ?? '');
    expect(url.hostname).toBe('127.0.0.1');
    const at = (path: string, cookie = ''): Promise<Response> =>
      fetch(new URL(path, url), { redirect: 'manual', headers: { cookie } });

    for (const path of ['/', '/main.tsx', '/@vite/client', '/?token=wrong', `/@fs${root}/package.json`]) {
      expect((await at(path)).status, path).toBe(403);
    }
    const entered = await at(`/${url.search}`);
    expect(entered.status).toBe(303);
    const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
    expect(entered.headers.get('set-cookie')).toMatch(/; HttpOnly; SameSite=Strict$/);
    expect(await (await at('/main.tsx', cookie)).text()).toContain('createRoot');
    expect((await at('/@fs/etc/hostname', cookie)).status).toBe(403);

    const core = `ws://${url.host}/api/core`;
    const { origin } = url;
    expect(await knock(core, { cookie, origin })).toBe(true);
    expect(await knock(core, { origin })).toBe(false);
    expect(await knock(core, { cookie: `${cookie}x`, origin })).toBe(false);
    expect(await knock(core, { cookie, origin: 'http://elsewhere.example' })).toBe(false);

    dev.kill('SIGINT');
    expect(await ended).toEqual([0, null]);
    expect(out).toMatch(/[2-9] CPU profiles, one of each thread, in /);
    expect(readdirSync(join(root, 'out')).filter((name) => name.startsWith(`dev-${dev.pid}`))).toEqual([]);
  },
);
