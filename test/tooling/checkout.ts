import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { root } from '../../build/paths.mjs';

/** A temporary folder that looks like a checkout, gone when the test ends. */
export function makeCheckout(files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'stemma-checkout-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) writeIn(folder, path, content);
  return folder;
}

/** Writes a file and the folders above it. */
export function writeIn(folder: string, path: string, content: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
}

/** Copies scripts of ours into a checkout. */
export function copyScripts(checkout: string, ...names: readonly string[]): void {
  for (const name of names) {
    mkdirSync(dirname(join(checkout, 'build', name)), { recursive: true });
    copyFileSync(join(root, 'build', name), join(checkout, 'build', name));
  }
}

/** Puts the Node that runs the tests where the npm package `node` puts its own; returns its path. */
export function placePackagedNode(checkout: string): string {
  const bin = join(checkout, 'node_modules', 'node', 'bin');
  mkdirSync(bin, { recursive: true });
  if (process.platform === 'win32') {
    copyFileSync(process.execPath, join(bin, 'node.exe'));
    return join(bin, 'node.exe');
  }
  symlinkSync(process.execPath, join(bin, 'node'));
  return join(bin, 'node');
}
