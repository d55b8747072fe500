import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../build/paths.mjs';

const FOLDERS = ['build', 'docs', 'electron', 'renderer', 'shared', 'test'];

const files = FOLDERS.flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(
    (path) => `${folder}/${path.replaceAll('\\', '/')}`,
  ),
);

/** Whether a text names a file of ours: by its path, or by the end of it. */
function isThere(path: string): boolean {
  return files.some((file) => file === path || file.endsWith(`/${path}`));
}

/** The paths of sources that a text names: between backticks, with a folder. */
function namedIn(text: string): string[] {
  return [...text.matchAll(/`((?:[\w.-]+\/)+[\w.-]+\.(?:tsx?|mjs|css))`/g)].map(([, path = '']) => path);
}

const texts = ['ARCHITECTURE.md', 'CONTRIBUTING.md', 'README.md'].concat(
  files.filter((file) => file.startsWith('docs/') && file.endsWith('.md')),
);

describe('Files that the documentation names', () => {
  it.each(texts)('are there: %s', (text) => {
    const named = namedIn(readFileSync(join(root, text), 'utf8'));
    expect(named.filter((path) => !isThere(path))).toEqual([]);
  });

  it('are found, and missed', () => {
    expect(namedIn('see `state/context.ts` and `a.ts`')).toEqual(['state/context.ts']);
    expect(isThere('state/context.ts')).toBe(true);
    expect(isThere('state/no-context.ts')).toBe(false);
  });
});
