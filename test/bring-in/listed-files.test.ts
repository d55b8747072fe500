import { join, resolve, sep } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldName } from '../../shared/format/fold-name.ts';
import { ListedFiles } from '../../electron/server/drops/listed-files.ts';
import { expectAlways, often } from '../support/property.ts';

const listed = (path: string) => ({ path, size: 1, mtimeMs: 0 });

/** Which of some names are taken, and what is said of the rest. */
function judge(names: readonly string[]): { taken: string[]; left: string[] } {
  const files = new ListedFiles(names.length);
  files.add(names.map(listed));
  return { taken: files.unsent().map(({ path }) => path), left: files.left.map(({ path }) => path) };
}

/** Parts of paths as an attacker, or another system, would name them. */
const part = fc.oneof(
  fc.constantFrom(
    '..',
    '.',
    '',
    'con',
    'NUL.yaml',
    'a:b',
    'a\\b',
    'a\0b',
    'x ',
    'x.',
    'C:',
    '.stemma',
    '.git',
    'ſ',
    'S',
    's',
    'é',
    '\u00e9',
    'runs',
    'manifest.yaml',
    '\ud800',
    '\uFFFD',
    '__MACOSX',
    '.DS_Store',
    'a.zip',
    'a\nb',
  ),
  fc.string({ unit: 'binary', maxLength: 8 }),
);
const name = fc.array(part, { maxLength: 5 }).map((parts) => parts.join('/'));

describe('names that a page lists', () => {
  it.each([
    '../a',
    'a/../../b',
    '/etc/passwd',
    'C:/a',
    'a\\b',
    '\\\\server\\share',
    'a\0b',
    'run/con.yaml',
    'run/',
    'run//a',
    './../a',
    'run/a.zip',
    'a:stream',
    '.stemma',
    '',
  ])('%j is left out, with a reason', (path) => {
    expect(judge([path])).toEqual({ taken: [], left: [path] });
  });

  it.each([
    'run/.DS_Store',
    '__MACOSX/run/a',
    'ws/.stemma/lock',
    '.stemma/lock',
    '.git/config',
    'ws/.git/config',
  ])('%j is passed over', (path) => {
    expect(judge([path])).toEqual({ taken: [], left: [] });
  });

  it('twins that one system takes for the same are left out but for the first', () => {
    expect(judge(['run/Model', 'run/model', 'run/mode\u0301l', 'run/mod\u00e9l'])).toEqual({
      taken: ['run/Model', 'run/mode\u0301l'],
      left: ['run/model', 'run/mod\u00e9l'],
    });
  });

  it('one that lies below a file is left out', () => {
    expect(judge(['run', 'run/a'])).toEqual({ taken: ['run'], left: ['run/a'] });
  });

  it('never lead out of the folder, and never two to one place', () => {
    const top = resolve('staging');
    expectAlways(
      fc.property(fc.array(name, { maxLength: 12 }), (names) => {
        const { taken } = judge(names);
        for (const path of taken) {
          const place = join(top, ...path.split('/'));
          expect(place.startsWith(top + sep)).toBe(true);
          expect(
            place
              .slice(top.length + 1)
              .split(sep)
              .join('/'),
          ).toBe(path);
        }
        const folded = taken.map(foldName);
        expect(new Set(folded).size).toBe(folded.length);
        for (const one of folded) expect(folded.some((other) => other.startsWith(`${one}/`))).toBe(false);
      }),
      often(300, 20_000),
    );
  });

  it('a number means the same file whatever is left out', () => {
    const files = new ListedFiles(10);
    files.add(['../a', 'run/a'].map(listed));
    files.add(['run/.DS_Store', 'run/b'].map(listed));
    expect([0, 1, 2, 3, 4].map((number) => files.find(number)?.path ?? null)).toEqual([
      null,
      'run/a',
      null,
      'run/b',
      null,
    ]);
  });
});
