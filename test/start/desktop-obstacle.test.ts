import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  desktopObstacle,
  gatherFacts,
  hasSandboxHelper,
  sandboxObstacle,
} from '../../build/start/desktop-obstacle.mjs';
import { temporaryFolder } from '../support/temporary-folder.ts';

const laptop = { platform: 'linux', hasDisplay: true, isRoot: false, mayMakeNamespaces: true } as const;

describe('what is known before Electron is there', () => {
  it('lets a desktop show it', () => {
    expect(desktopObstacle(laptop)).toBeNull();
    expect(sandboxObstacle(laptop, false)).toBeNull();
  });

  it('names a missing display, and root', () => {
    expect(desktopObstacle({ ...laptop, hasDisplay: false })).toBe('there is no display');
    expect(desktopObstacle({ ...laptop, isRoot: true })).toMatch(/root/);
  });

  it('names forbidden namespaces unless the helper of the sandbox may do without', () => {
    const forbidden = { ...laptop, mayMakeNamespaces: false };
    expect(sandboxObstacle(forbidden, false)).toMatch(/forbids/);
    expect(sandboxObstacle(forbidden, true)).toBeNull();
  });

  it.each(['darwin', 'win32'] as const)('finds nothing in the way on %s', (platform) => {
    const facts = { platform, hasDisplay: false, isRoot: false, mayMakeNamespaces: true };
    expect(desktopObstacle(facts)).toBeNull();
    expect(sandboxObstacle({ ...facts, mayMakeNamespaces: false }, false)).toBeNull();
  });
});

describe('facts of the machine', () => {
  /** The kernel's settings as files. */
  function kernel(settings: Readonly<Record<string, string>>): string {
    const folder = temporaryFolder();
    for (const [name, value] of Object.entries(settings)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), `${value}\n`);
    }
    return folder;
  }
  const machine = { platform: 'linux', env: {}, getuid: () => 1000 } as const;

  it.each([
    [{}, false],
    [{ DISPLAY: '' }, false],
    [{ DISPLAY: ':0' }, true],
    [{ WAYLAND_DISPLAY: 'wayland-0' }, true],
  ])('with %j knows whether there is a display', (env, hasDisplay) => {
    expect(gatherFacts({ ...machine, env }, kernel({})).hasDisplay).toBe(hasDisplay);
  });

  it.each([
    [{}, true],
    [{ 'kernel/unprivileged_userns_clone': '1' }, true],
    [{ 'kernel/unprivileged_userns_clone': '0' }, false],
    [{ 'kernel/apparmor_restrict_unprivileged_userns': '1' }, false],
    [{ 'kernel/apparmor_restrict_unprivileged_userns': '0' }, true],
    [{ 'user/max_user_namespaces': '0' }, false],
    [{ 'user/max_user_namespaces': '63000' }, true],
  ])('with %j knows whether programs may make namespaces', (settings, may) => {
    expect(gatherFacts(machine, kernel(settings)).mayMakeNamespaces).toBe(may);
  });

  it('knows root, and systems without such a thing', () => {
    expect(gatherFacts({ ...machine, getuid: () => 0 }, kernel({})).isRoot).toBe(true);
    expect(gatherFacts(machine, kernel({})).isRoot).toBe(false);
    expect(gatherFacts({ platform: 'win32', env: {} }, kernel({})).isRoot).toBe(false);
  });

  it.skipIf(process.getuid?.() !== 0)('knows the helper by its owner and its setuid bit', () => {
    const folder = temporaryFolder();
    const program = join(folder, 'electron');
    expect(hasSandboxHelper(program)).toBe(false);
    const helper = join(folder, 'chrome-sandbox');
    writeFileSync(helper, '');
    chmodSync(helper, 0o755);
    expect(hasSandboxHelper(program)).toBe(false);
    chmodSync(helper, 0o4755);
    expect(hasSandboxHelper(program)).toBe(true);
  });
});
