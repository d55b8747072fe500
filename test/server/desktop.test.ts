import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findElectron } from '../../electron/cli/desktop/find-electron.ts';
import { browserCommand } from '../../electron/cli/desktop/open-browser.ts';
import {
  desktopArguments,
  desktopProgram,
  startDetached,
  type Machine,
} from '../../electron/cli/desktop/start-desktop.ts';
import { askInVain, fixtureWorkspace } from '../cli/support.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** A package with what was built, and Electron's package as its own installer leaves it. */
function packageWith({ electron }: { readonly electron: 'none' | 'package' | 'program' }): string {
  const root = temporaryFolder();
  mkdirSync(join(root, 'out', 'main'), { recursive: true });
  writeFileSync(join(root, 'out', 'main', 'main.cjs'), '');
  writeFileSync(join(root, 'package.json'), '{}');
  if (electron === 'none') return root;
  const folder = join(root, 'node_modules', 'electron');
  mkdirSync(join(folder, 'dist'), { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "name": "electron", "main": "index.js" }');
  writeFileSync(join(folder, 'index.js'), "throw new Error('asked for a download');");
  if (electron === 'package') return root;
  writeFileSync(join(folder, 'path.txt'), 'program');
  writeFileSync(join(folder, 'dist', 'program'), '');
  return root;
}

const DESK: Machine = { platform: 'linux', environment: { DISPLAY: ':0' }, isRoot: false };

describe('Electron’s program', () => {
  it('is found without asking its package', () => {
    const root = packageWith({ electron: 'program' });
    expect(findElectron(root, {})).toBe(join(root, 'node_modules', 'electron', 'dist', 'program'));
  });

  it('is elsewhere where the environment says so', () => {
    const root = packageWith({ electron: 'package' });
    const other = temporaryFolder();
    expect(findElectron(root, { ELECTRON_OVERRIDE_DIST_PATH: other })).toBeNull();
    writeFileSync(join(other, 'electron'), '');
    expect(findElectron(root, { ELECTRON_OVERRIDE_DIST_PATH: other })).toBe(join(other, 'electron'));
  });

  it.each(['none', 'package'] as const)('is not there with: %s', (electron) => {
    expect(findElectron(packageWith({ electron }), {})).toBeNull();
  });
});

describe('the desktop app', () => {
  it('starts where everything is there', () => {
    const root = packageWith({ electron: 'program' });
    expect(desktopProgram(root, DESK)).toMatchObject({ ok: true });
    expect(desktopProgram(root, { ...DESK, platform: 'darwin', environment: {}, isRoot: true }).ok).toBe(
      true,
    );
  });

  it.each([
    ['no display', { ...DESK, environment: {} }, 'no display'],
    ['root', { ...DESK, isRoot: true }, 'root'],
  ])('is not tried with %s', (_case, machine, says) => {
    const answer = desktopProgram(packageWith({ electron: 'program' }), machine);
    expect(answer).toMatchObject({ ok: false, error: expect.stringContaining(says) });
  });

  it('is not tried before it is built, or Electron downloaded', () => {
    expect(desktopProgram(temporaryFolder(), DESK)).toMatchObject({
      ok: false,
      error: expect.stringContaining('npm run build'),
    });
    expect(desktopProgram(packageWith({ electron: 'package' }), DESK)).toMatchObject({
      ok: false,
      error: expect.stringContaining('npm start'),
    });
  });

  it('is given the folder and the grace period as it reads them', () => {
    expect(desktopArguments('/app', '/data', undefined)).toEqual(['/app', '/data']);
    expect(desktopArguments('/app', '/data', 0)).toEqual(['/app', '/data', '--grace', '0']);
    expect(desktopArguments('/app', '/data', 90_000)).toEqual(['/app', '/data', '--grace', '90s']);
  });

  it('is Electron, also where Electron was told to be Node; one that ends at once is told', async () => {
    const file = join(temporaryFolder(), 'seen');
    const script = `require('fs').writeFileSync(process.argv[1], String(process.env.ELECTRON_RUN_AS_NODE))`;
    const environment = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
    expect(await startDetached(process.execPath, ['-e', script, file], environment)).toMatchObject({
      ok: true,
    });
    expect(readFileSync(file, 'utf8')).toBe('undefined');
    const failed = await startDetached(process.execPath, ['-e', 'process.exit(7)'], process.env);
    expect(failed).toEqual({ ok: false, error: 'It ended at once (7).' });
    const missing = await startDetached('/no/such/program', [], process.env);
    expect(missing).toMatchObject({ ok: false, error: expect.stringContaining('ENOENT') });
  });
});

describe('stemma open', () => {
  // Elsewhere there is always a display, and the app itself would start.
  it.runIf(process.platform === 'linux')('says why not, and names the browser', async () => {
    const env = { DISPLAY: '', WAYLAND_DISPLAY: '' };
    const workspace = fixtureWorkspace('corn');
    const failed = await askInVain(['open', workspace], { env });
    expect(failed).toMatchObject({ code: 3, error: { code: 'CANNOT_START' } });
    expect(failed.error.message).toContain('no display');
    expect(failed.error.message).toContain('stemma serve --open');
  });

  it('does not start on a folder that is no workspace', async () => {
    expect(await askInVain(['open', temporaryFolder()])).toMatchObject({
      code: 4,
      error: { code: 'NOT_A_WORKSPACE' },
    });
  });
});

it('no shell reads the URL that the browser is opened with', () => {
  const url = 'http://127.0.0.1:1/?token=a&b=%PATH%';
  expect(browserCommand(url, 'linux')).toEqual(['xdg-open', url]);
  expect(browserCommand(url, 'darwin')).toEqual(['open', url]);
  expect(browserCommand(url, 'win32')).toEqual(['rundll32', 'url.dll,FileProtocolHandler', url]);
});
