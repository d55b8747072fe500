import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { V3_KEYS } from '../../electron/registry/index/record-row.ts';
import { USUAL_MAPS } from '../../electron/registry/layouts/files/manifest/usual-maps.ts';
import { GAVE_UP, readBlock } from '../../electron/registry/yaml/block-reader.ts';
import { DEFAULT_LIMITS } from '../../electron/registry/yaml/limits.ts';
import { readSlowly, readYaml } from '../../electron/registry/yaml/read-yaml.ts';
import { UsualMap } from '../../electron/registry/yaml/usual-maps.ts';
import { expectAlways, often } from '../support/property.ts';
import { emitted, trees } from './emitter.ts';
import { sameValue } from './same-value.ts';

const FIXTURES = join(import.meta.dirname, '..', 'fixtures');
const manifests = globSync('*/workspace/runs/**/manifest.yaml', { cwd: FIXTURES }).map((name) =>
  readFileSync(join(FIXTURES, name), 'utf8'),
);

/** A few characters, lines and indentations changed. */
const mutations = fc
  .tuple(
    fc.nat(),
    fc.nat(),
    fc.integer({ min: 5, max: 40 }),
    fc.array(
      fc.record({
        at: fc.nat(),
        cut: fc.integer({ min: 0, max: 3 }),
        added: fc.constantFrom(
          '',
          ' ',
          '  ',
          '\n',
          ':',
          ': ',
          '- ',
          "'",
          '"',
          '#',
          ' #',
          '? ',
          '[',
          ']',
          '{}',
          '&a ',
          '*a',
          '!',
          '|',
          '\\',
          '.',
          '0',
          '\t',
          '\r',
          'é',
          '\u2028',
          '---\n',
          'yes',
          '~',
        ),
      }),
      { maxLength: 3 },
    ),
  )
  .map(([which, start, count, edits]) => {
    const lines = (manifests[which % manifests.length] ?? '').split('\n');
    const part = lines.slice(start % lines.length).slice(0, count);
    const margin = Math.min(...part.filter((line) => line !== '').map((line) => line.search(/\S/)));
    let text = part.map((line) => line.slice(margin)).join('\n');
    for (const { at, cut, added } of edits) {
      const place = at % (text.length + 1);
      text = text.slice(0, place) + added + text.slice(place + cut);
    }
    return text;
  });

/** Those of manifests, and small ones, which arbitrary text has too. */
const WITH_USUAL_MAPS = {
  ...DEFAULT_LIMITS,
  usualMaps: [
    ...USUAL_MAPS,
    new UsualMap((v, at) => ({ a: v[at], b: v[at + 1] })),
    new UsualMap((v, at) => ({ b: v[at] })),
  ],
};

/** Fails where the fast reader has a value and the reader of all YAML another one, or none, or where usual maps change what it reads. */
function expectSame(text: string): void {
  const fast = readBlock(text, DEFAULT_LIMITS);
  const usual = readBlock(text, WITH_USUAL_MAPS);
  expect(usual === GAVE_UP, text).toBe(fast === GAVE_UP);
  if (fast === GAVE_UP) return;
  expect(JSON.stringify(usual), text).toBe(JSON.stringify(fast));
  const slow = readSlowly(text);
  for (const value of [fast, usual])
    expect(slow.ok && sameValue(value, slow.value), JSON.stringify({ text, value, slow })).toBe(true);
}

describe('the fast reader', () => {
  it('reads every real manifest by itself', () => {
    expect(manifests.length).toBeGreaterThan(50);
    for (const text of manifests) {
      expect(readBlock(text, DEFAULT_LIMITS)).not.toBe(GAVE_UP);
      expectSame(text);
    }
  });

  it('finds the usual maps in every real manifest, with each of their keys', () => {
    const built = USUAL_MAPS.map(() => 0);
    const usualMaps = USUAL_MAPS.map(
      ({ build }, place) =>
        new UsualMap((v, at) => {
          built[place] = (built[place] ?? 0) + 1;
          return build(v, at);
        }),
    );
    built.fill(0);
    let items = 0;
    for (const text of manifests) {
      expect(readBlock(text, { ...DEFAULT_LIMITS, usualMaps })).not.toBe(GAVE_UP);
      items += text.split('\n    chain_path: ').length - 1;
    }
    expect(built[0]).toBe(items);
    expect(USUAL_MAPS[0]?.keys).toEqual(V3_KEYS);
    for (const count of built) expect(count).toBeGreaterThan(manifests.length);
  });

  it('reads usual maps that end early, go on, and stand in each other', () => {
    const texts = [
      'a: 1\nb:\n  a: 2\n  b: 3\n',
      'a:\n  a:\n    a: 1\n    b: 2\n  b:\n    b: 3\n',
      'a: 1\nb: 2\nc: 3\n',
      'a: 1\nc: 3\n',
      'a:\n  a: 1\n',
      '- a: 1\n  b: 2\n- a: 1\n- b: 2\n  a: 1\n',
      'a:\n  - a: 1\n    b: 2\nb:\n- b: x\n',
    ];
    for (const text of texts) {
      expect(readBlock(text, WITH_USUAL_MAPS), text).not.toBe(GAVE_UP);
      expectSame(text);
    }
    for (const text of ['a: 1\nb: 2\na: 3\n', 'a: 1\na: 2\n', 'a: 1\nb: 2\n  c: 3\n'])
      expect(readBlock(text, WITH_USUAL_MAPS), text).toBe(GAVE_UP);
  });

  it('reads what PyYAML lays out as a dumper', () => {
    expectAlways(
      fc.property(trees, (tree) => {
        const text = emitted(tree);
        const result = readYaml(Buffer.from(text));
        const isBlank = !result.ok && result.error.code === 'EMPTY';
        expect(
          isBlank || (result.ok && sameValue(result.value, tree)),
          JSON.stringify({ text, result }),
        ).toBe(true);
        expectSame(text);
      }),
      often(1500, 100_000),
    );
  });

  it('gives up or agrees with the reader of all YAML on damaged manifests', () => {
    let read = 0;
    const check = (text: string): void => {
      if (readBlock(text, DEFAULT_LIMITS) !== GAVE_UP) read++;
      expectSame(text);
    };
    const counts = often(3000, 200_000);
    expectAlways(fc.property(mutations, check), counts);
    expect(read).toBeGreaterThan(counts.normal / 10);
  });

  it('gives up or agrees on arbitrary text in the characters of YAML', () => {
    const yamlish = fc
      .array(
        fc.constantFrom(
          'a',
          'b',
          '1',
          '0',
          '-',
          ' ',
          '  ',
          '\n',
          ':',
          ': ',
          '- ',
          '? ',
          "'",
          '"',
          '#',
          '[]',
          '{}',
          '\\',
          '.',
          '~',
          '<<',
          '=',
          '_',
          'é',
        ),
        { maxLength: 25 },
      )
      .map((parts) => parts.join(''));
    expectAlways(fc.property(yamlish, expectSame), often(5000, 500_000));
  });

  it('gives up beyond its subset', () => {
    for (const text of [
      'a: !!str 1\n',
      'a: &x 1\n',
      'a: [1]\n',
      'a: {b: 1}\n',
      'a: 1 # c\n',
      '# c\na: 1\n',
      'a: |\n  b\n',
      'a:\t1\n',
      'a: 1\r\n',
      '\ufeffa: 1\n',
      '---\na: 1\n',
      'a: 1\n...\n',
      'a: 1\n\nb: 2\n',
      '__proto__: 1\n',
      '{}\n',
      'a\n',
    ]) {
      expect(readBlock(text, DEFAULT_LIMITS), JSON.stringify(text)).toBe(GAVE_UP);
    }
  });
});
