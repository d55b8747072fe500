import { mkdirSync, utimesSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { countUnpacked, expectedPackages } from '../../build/installed-packages.mjs';
import { watchInstall } from '../../build/install.mjs';
import { makeCheckout, writeIn } from './checkout.ts';

const lockfile = JSON.stringify({
  packages: {
    '': { name: 'stemma', dependencies: { plain: '1.0.0' } },
    'node_modules/plain': {
      dependencies: { nested: '1.0.0' },
      optionalDependencies: { 'for-mac': '1.0.0', 'for-linux': '1.0.0', 'not-for-windows': '1.0.0' },
    },
    'node_modules/plain/node_modules/nested': {},
    'node_modules/for-mac': {
      optional: true,
      os: ['darwin'],
      cpu: ['arm64'],
      dependencies: { 'wanted-on-mac': '1.0.0' },
    },
    'node_modules/wanted-on-mac': { optional: true, peerDependencies: { 'wanted-on-mac-too': '1.0.0' } },
    'node_modules/wanted-on-mac-too': { optional: true },
    'node_modules/for-linux': { optional: true, os: ['linux'], cpu: ['x64'] },
    'node_modules/not-for-windows': { optional: true, os: ['!win32'] },
    'node_modules/linked': { link: true },
  },
});

/** Unpacks a package as npm does: its files bear a time long ago. */
function unpack(checkout: string, folder: string): void {
  const file = join(checkout, folder, 'package.json');
  mkdirSync(dirname(file), { recursive: true });
  writeIn(checkout, `${folder}/package.json`, '{}');
  utimesSync(file, 0, 0);
}

it('expects the packages that npm puts on this system, nested ones too', () => {
  const checkout = makeCheckout({ 'package-lock.json': lockfile });
  const everywhere = ['node_modules/plain', 'node_modules/plain/node_modules/nested'];
  expect(expectedPackages(checkout, { platform: 'linux', arch: 'x64' })).toEqual([
    ...everywhere,
    'node_modules/for-linux',
    'node_modules/not-for-windows',
  ]);
  expect(expectedPackages(checkout, { platform: 'win32', arch: 'x64' })).toEqual(everywhere);
});

it('expects nothing of a lockfile that can not be read, and leaves it to npm to say so', async () => {
  const checkout = makeCheckout({ 'package-lock.json': '<<<<<<< HEAD' });
  expect(expectedPackages(checkout)).toEqual([]);
  expect(await watchInstall(checkout, () => Promise.resolve('done'))).toBe('done');
});

it('does not take the packages of an older install for those that come', () => {
  const checkout = makeCheckout({ 'package-lock.json': lockfile });
  unpack(checkout, 'node_modules/plain');
  const folders = expectedPackages(checkout);
  expect(countUnpacked(checkout, folders, Date.now())).toBe(1);
  expect(countUnpacked(checkout, folders, Date.now() + 3_600_000)).toBe(0);
});

it.each([true, false])('says how many have come, on a terminal (%s) in one line', async (isTTY) => {
  const checkout = makeCheckout({ 'package-lock.json': lockfile });
  let text = '';
  const output = { isTTY, write: (more: string) => (text += more) };
  const folders = expectedPackages(checkout);
  const install = async (): Promise<void> => {
    for (const folder of folders) unpack(checkout, folder);
    await Promise.resolve();
  };
  await watchInstall(checkout, install, output);
  expect(text).toContain(`Installing: 100 %, ${folders.length} of ${folders.length} packages`);
  expect(text.split('\n')).toHaveLength(2);
});

it('leaves the line also when the install fails', async () => {
  const checkout = makeCheckout({ 'package-lock.json': lockfile });
  let text = '';
  const output = { isTTY: true, write: (more: string) => (text += more) };
  const failing = watchInstall(checkout, () => Promise.reject(new Error('no space')), output);
  await expect(failing).rejects.toThrow('no space');
  expect(text).toMatch(/\n$/);
});
