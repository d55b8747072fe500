import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { root } from '../../build/paths.mjs';
import { keepUsedRules, usedComponents } from '../../build/used-blueprint.mjs';

const page = join(root, 'out', 'renderer');

/** What the first view may ask for over the wire, in bytes. */
const MOST = 250_000;

/** The fonts that every first view asks for: Latin letters. Those of code and other scripts come when they are shown. */
const firstFonts = readdirSync(join(page, 'assets')).filter((name) =>
  /^inter-latin-wght-.*woff2$/.test(name),
);

/** What the browser asks for before anybody does anything: the page, and all that it leads to without a call. */
function firstFiles(): Set<string> {
  const found = new Set(['index.html', ...firstFonts.map((name) => `assets/${name}`)]);
  for (const [, file = ''] of read('index.html').matchAll(/(?:src|href)="\.\/([^"]+)"/g)) found.add(file);
  // A set goes on over what is added meanwhile.
  for (const file of found) {
    if (!file.endsWith('.js')) continue;
    for (const [, name = ''] of read(file).matchAll(/(?:\bfrom|\bimport)\s*["']\.\/([^"']+)["']/g)) {
      found.add(`assets/${name}`);
    }
  }
  return found;
}

function read(file: string): string {
  return readFileSync(join(page, file), 'utf8');
}

/** How many bytes a browser gets that takes Brotli. */
function wireBytes(file: string): number {
  const compressed = join(page, `${file}.br`);
  return statSync(existsSync(compressed) ? compressed : join(page, file)).size;
}

describe('the built page', () => {
  it(`asks for less than ${MOST / 1000} kB for its first view`, () => {
    const files = [...firstFiles()];
    const table = files.map((file) => `${String(wireBytes(file)).padStart(7)} ${file}`).join('\n');
    const total = files.reduce((sum, file) => sum + wireBytes(file), 0);
    expect(total, table).toBeLessThan(MOST);
    // One that is not found would weigh nothing.
    expect(firstFonts).toHaveLength(1);
    expect(files.filter((file) => file.endsWith('.js')).length).toBeGreaterThan(1);
    expect(files.some((file) => file.endsWith('.css'))).toBe(true);
  });

  it('keeps the other views, the map of sizes, the inspector, the palette and the dialogs for later', () => {
    const first = [...firstFiles()];
    for (const part of ['chains-view', 'artifacts-view', 'clean-up-view', 'trash-view']) {
      expect(first.filter((file) => file.includes(part))).toEqual([]);
    }
    for (const part of ['inspector', 'palette', 'dialogs', 'overview-pictures']) {
      expect(readdirSync(join(page, 'assets')).some((name) => name.startsWith(`${part}-`))).toBe(true);
      expect(first.filter((file) => file.startsWith(`assets/${part}-`))).toEqual([]);
    }
  });

  it('lies compressed beside itself, byte for byte', () => {
    const names = readdirSync(join(page, 'assets')).filter((name) => /\.(?:br|gz)$/.test(name));
    expect(names.length).toBeGreaterThan(10);
    for (const name of names) {
      const bytes = readFileSync(join(page, 'assets', name));
      const unpacked = name.endsWith('.br') ? brotliDecompressSync(bytes) : gunzipSync(bytes);
      const plain = readFileSync(join(page, 'assets', name.replace(/\.(?:br|gz)$/, '')));
      expect(unpacked.equals(plain), name).toBe(true);
    }
  });

  it('has the styles of every component of Blueprint that it brings', () => {
    const sources = readdirSync(join(page, 'assets'))
      .filter((name) => name.endsWith('.js.map'))
      .flatMap((name) => (JSON.parse(read(`assets/${name}`)) as { sources: string[] }).sources);
    const brought = new Set(
      sources.flatMap(
        (source) => /blueprintjs\/core\/lib\/esm\/components\/([a-z-]+)\//.exec(source)?.[1] ?? [],
      ),
    );
    // Those that others bring without showing them, and names that have grown beside their classes.
    const elsewhere = new Map([
      ['overlay2', 'overlay'],
      ['popover-next', 'popover'],
      ['html', 'heading'],
    ]);
    const unseen = new Set(['spinner', 'hotkeys']);
    const missing = [...brought]
      .filter((name) => !unseen.has(name))
      .map((name) => elsewhere.get(name) ?? name)
      .filter((name) => !usedComponents.includes(name));
    expect(brought.size).toBeGreaterThan(5);
    expect(missing).toEqual([]);
  });
});

describe('the rules of Blueprint that are kept', () => {
  it.each([
    ['.bp6-dialog { a: b }', true],
    ['.bp6-dark .bp6-dialog-header { a: b }', true],
    ['.bp6-button.bp6-minimal:not(.bp6-intent-primary) { a: b }', true],
    ['a:hover { a: b }', true],
    ['.bp6-tree-node { a: b }', false],
    ['.bp6-dialog .bp6-tree { a: b }', false],
    ['.bp6-icon-trash::before { a: b }', false],
    ['.bp6-icon-large { a: b }', true],
    ['@keyframes bp6-tree { from { a: b } }', true],
  ])('%s: %s', (rule, isKept) => {
    expect(keepUsedRules(rule).includes('a: b')).toBe(isKept);
  });

  it('of a list of selectors only those that can fit', () => {
    expect(keepUsedRules('.bp6-tree, .bp6-menu { a: b }')).toBe('.bp6-menu { a: b }');
  });
});
