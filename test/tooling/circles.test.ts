import { globSync, readFileSync } from 'node:fs';
import { join, posix, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../build/paths.mjs';

/** Which files each file imports, types included: the linter sees circles of values alone. */
type Imports = ReadonlyMap<string, readonly string[]>;

const IMPORTED = /(?:\bfrom|\bimport|\bimport\() ?'(\.[^']+)'/g;

function importsOf(files: ReadonlyMap<string, string>): Imports {
  return new Map(
    [...files].map(([file, text]) => {
      const named = [...text.matchAll(IMPORTED)].map(([, path = '']) =>
        posix.join(posix.dirname(file), path),
      );
      return [file, named.filter((path) => files.has(path))];
    }),
  );
}

/** A circle of each group of files that reach each other, as the way through it; none where there is none. */
function circlesIn(imports: Imports): string[] {
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (file: string, way: readonly string[]): void => {
    const at = way.indexOf(file);
    if (at >= 0) circles.push([...way.slice(at), file].join(' > '));
    if (at >= 0 || done.has(file)) return;
    for (const next of imports.get(file) ?? []) visit(next, [...way, file]);
    done.add(file);
  };
  for (const file of imports.keys()) visit(file, []);
  return circles;
}

function sources(): ReadonlyMap<string, string> {
  const files = globSync(['{build,electron,renderer,shared,test}/**/*.{ts,tsx,mjs}', '*.ts'], {
    cwd: root,
    exclude: (name) => name.includes('fixtures'),
  });
  return new Map(
    files.map((file) => [file.split(sep).join('/'), readFileSync(join(root, file), 'utf8')] as const),
  );
}

describe('circles of files', () => {
  it('are none, of types neither', () => {
    const files = sources();
    expect(files.size).toBeGreaterThan(500);
    expect(circlesIn(importsOf(files))).toEqual([]);
  });

  it('are found, whichever way the files import each other', () => {
    const files = new Map([
      ['a/one.ts', "import type { Two } from '../b/two.ts';\nimport { three } from './three.ts';\n"],
      ['b/two.ts', "export { four } from '../a/four.ts';\n"],
      ['a/four.ts', "const later = () => import('./one.ts');\n"],
      ['a/three.ts', "import 'node:fs';\n"],
    ]);
    expect(circlesIn(importsOf(files))).toEqual(['a/one.ts > b/two.ts > a/four.ts > a/one.ts']);
  });
});
