import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { installMissing } from '../../build/install.mjs';
import { makeCheckout, writeIn } from './checkout.ts';

/** Installs as `npm ci` would, as far as the record is concerned, and counts. */
function makeInstaller(code = 0) {
  const lines: string[] = [];
  const installer = {
    runs: 0,
    lines,
    log: (line: string) => void lines.push(line),
    install: (checkout: string) => {
      installer.runs += 1;
      rmSync(join(checkout, 'node_modules'), { recursive: true, force: true });
      mkdirSync(join(checkout, 'node_modules'));
      return Promise.resolve({ code, output: 'npm says why' });
    },
  };
  return installer;
}

it('installs once and then does nothing', async () => {
  const checkout = makeCheckout({ 'package-lock.json': '{}' });
  const installer = makeInstaller();
  expect(await installMissing(checkout, installer)).toBe(true);
  expect(await installMissing(checkout, installer)).toBe(true);
  expect(installer.runs).toBe(1);
  expect(installer.lines).toHaveLength(1);
});

it('installs again when the lockfile changed', async () => {
  const checkout = makeCheckout({ 'package-lock.json': '{}' });
  const installer = makeInstaller();
  await installMissing(checkout, installer);
  writeIn(checkout, 'package-lock.json', '{ "packages": {} }');
  await installMissing(checkout, installer);
  expect(installer.runs).toBe(2);
});

it('installs again when node_modules is gone', async () => {
  const checkout = makeCheckout({ 'package-lock.json': '{}' });
  const installer = makeInstaller();
  await installMissing(checkout, installer);
  rmSync(join(checkout, 'node_modules'), { recursive: true });
  await installMissing(checkout, installer);
  expect(installer.runs).toBe(2);
});

it('installs again in a folder that another system filled', async () => {
  const checkout = makeCheckout({ 'package-lock.json': '{}' });
  const installer = makeInstaller();
  await installMissing(checkout, installer);
  const here = process.platform;
  Object.defineProperty(process, 'platform', { value: 'plan9' });
  try {
    await installMissing(checkout, installer);
  } finally {
    Object.defineProperty(process, 'platform', { value: here });
  }
  expect(installer.runs).toBe(2);
});

it('says what npm said when the install fails, and tries again next time', async () => {
  const checkout = makeCheckout({ 'package-lock.json': '{}' });
  const failing = makeInstaller(1);
  expect(await installMissing(checkout, failing)).toBe(false);
  expect(failing.lines).toContain('npm says why');
  const working = makeInstaller();
  expect(await installMissing(checkout, working)).toBe(true);
  expect(working.runs).toBe(1);
});
