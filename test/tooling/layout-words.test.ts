import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../build/paths.mjs';

/** What only one layout means: names of its files and folders, and columns that were named after them. */
const WORDS: readonly RegExp[] = [
  /binaries\//,
  /_binaries/,
  /manifest\.yaml/i,
  /'binaries'/,
  /\bruns\//,
  /dataset_?hint/i,
  /(?:run-name|pipeline-number)\.ts\b/,
  /\brun\.(?:split|includes)\(/,
  /\b[a-z]\.(?:place|owner|direct|style|counted)\b(?= *(?:[=<>,)]|AS\b|IS\b|FROM\b|$))(?!.*=>)/,
  /(?<!let )\b(?:place|style|direct|counted) (?:=|<>) [0-9]\b/,
];

/** Where a layout is at home: nothing above it knows what it is made of. */
const HOME = 'electron/registry/layouts/files/';

/** Files that may say such a word, with the reason. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'shared/format/run-name.ts': 'it is the grammar of such names',
};

const sources = ['electron', 'shared', 'renderer'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
    .filter((path) => /\.(?:ts|tsx|css|html)$/.test(path) && !path.startsWith(HOME)),
);

/** The lines of a text that say a word of the layout, each as `file:line: text`. */
function found(file: string, text: string): string[] {
  return text
    .split('\n')
    .flatMap((line, at) =>
      WORDS.some((word) => word.test(line)) ? [`${file}:${at + 1}: ${line.trim()}`] : [],
    );
}

describe('What a layout is made of', () => {
  it('is known below it alone', () => {
    expect(sources.length).toBeGreaterThan(500);
    const said = sources
      .filter((file) => !(file in EXCEPTIONS))
      .flatMap((file) => found(file, readFileSync(join(root, file), 'utf8')));
    expect(said).toEqual([]);
  });

  it('is imported by the table of layouts alone', () => {
    const importing = sources.filter((file) => {
      // Directly in the folder of layouts; below it such a path leads to another folder of that name.
      const isBeside = /^electron\/registry\/layouts\/[^/]+$/.test(file);
      const path = isBeside ? /from '\.\/files\// : /layouts\/files\//;
      return path.test(readFileSync(join(root, file), 'utf8'));
    });
    expect(importing).toEqual([
      'electron/registry/layouts/read-source.ts',
      'electron/registry/layouts/table.ts',
    ]);
  });

  it('is still said where that is allowed', () => {
    const silent = Object.keys(EXCEPTIONS).filter(
      (file) => found(file, readFileSync(join(root, file), 'utf8')).length === 0,
    );
    expect(silent).toEqual([]);
  });

  it.each([
    'const path = `binaries/${dataset}`;',
    'SELECT id FROM folder WHERE place = 0',
    'ORDER BY m.place, m.path',
    'WHERE d.owner = :dataset',
    '/** Old-style files lie in `_binaries`. */',
    "basename(path) === 'manifest.yaml'",
    'Did runs/ move?',
    'const hint = foldName(datasetHint(run));',
    "import { freeNumber } from '../../../shared/format/pipeline-number.ts';",
    "const top = run.split('/', 1)[0];",
  ])('is found in: %s', (line) => {
    expect(found('x.ts', `first\n${line}`)).toEqual([`x.ts:2: ${line}`]);
  });

  it.each(['rows.map(({ place }) => place)', 'const { owner } = lock;', 'for (let place = 0; place < 3; )'])(
    'is not found in: %s',
    (line) => {
      expect(found('x.ts', line)).toEqual([]);
    },
  );
});
