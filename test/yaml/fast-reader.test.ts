import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { GAVE_UP, readBlock } from '../../electron/registry/yaml/block-reader.ts';
import { DEFAULT_LIMITS } from '../../electron/registry/yaml/limits.ts';
import { readSlowly, readYaml } from '../../electron/registry/yaml/read-yaml.ts';
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

/** Fails where the fast reader has a value and the reader of all YAML another one, or none. */
function expectSame(text: string): void {
  const fast = readBlock(text, DEFAULT_LIMITS.maxDepth);
  if (fast === GAVE_UP) return;
  const slow = readSlowly(text);
  expect(slow.ok && sameValue(fast, slow.value), JSON.stringify({ text, fast, slow })).toBe(true);
}

describe('the fast reader', () => {
  it('reads every real manifest by itself', () => {
    expect(manifests.length).toBeGreaterThan(50);
    for (const text of manifests) {
      expect(readBlock(text, DEFAULT_LIMITS.maxDepth)).not.toBe(GAVE_UP);
      expectSame(text);
    }
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
      if (readBlock(text, DEFAULT_LIMITS.maxDepth) !== GAVE_UP) read++;
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
      expect(readBlock(text, DEFAULT_LIMITS.maxDepth), JSON.stringify(text)).toBe(GAVE_UP);
    }
  });
});
