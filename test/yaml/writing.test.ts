import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readYaml } from '../../electron/registry/yaml/read-yaml.ts';
import { yamlOf } from '../../electron/registry/yaml/write-yaml.ts';
import { expectAlways, often } from '../support/property.ts';

const written = (value: object): string => [...yamlOf(value)].join('');
const readBack = (value: object): unknown => {
  const read = readYaml(Buffer.from(written(value)));
  if (!read.ok) throw new Error(`${read.error.message}\n${written(value)}`);
  return read.value;
};

/** What PyYAML reads as something else where nothing says that it is a text. */
const TRAPS = [
  'yes',
  'No',
  'ON',
  'off',
  'y',
  'n',
  'Y',
  'null',
  '~',
  '',
  'true',
  '=',
  '<<',
  '123',
  '1e5',
  '123e45',
  '1.5e+3',
  '.nan',
  '.inf',
  '-.inf',
  '0o17',
  '017',
  '0x1f',
  '0b1',
  '1_000',
  '1:30',
  '2025-01-01',
  '2025-01-01T10:00:00Z',
  '- a',
  'a: b',
  'a #b',
  '#a',
  '&a',
  '*a',
  '!a',
  '%a',
  '@a',
  '`a',
  '[a',
  '{a',
  ']',
  'a,b',
  '? a',
  '|',
  '>',
  "'",
  '"',
  ' a',
  'a ',
  'a\nb',
  'a\r\nb',
  'a\u2028b',
  '\u0085',
  '\ufeff',
  'é',
  '😀',
  's1.A[src=0]>s2.B',
  'true ',
  '---',
  '...',
  '__proto__',
  'constructor',
];

describe('YAML that Stemma writes', () => {
  it('is read as the same value, whatever its texts look like', () => {
    const value = { list: TRAPS, map: { nested: TRAPS.map((trap) => ({ trap })) } };
    expect(readBack(value)).toEqual(value);
    for (const trap of TRAPS) {
      const keyed = JSON.parse(`{${JSON.stringify(trap)}: [${JSON.stringify(trap)}]}`) as object;
      if (!/^(?:0|-?[1-9]\d*)$/.test(trap))
        expect(Object.entries(readBack(keyed) as object)).toEqual(Object.entries(keyed));
    }
  });

  it('has numbers that are numbers to PyYAML, and empty things as such', () => {
    const value = {
      a: [],
      b: {},
      c: [[], {}, [[1]]],
      d: 1e21,
      e: 1e-7,
      f: Number.NaN,
      g: [Infinity, -Infinity],
      h: -1.5,
      i: null,
      j: '',
    };
    expect(written(value)).toBe(
      'a: []\nb: {}\nc:\n- []\n- {}\n- - - 1\nd: 1.0e+21\ne: 1.0e-7\nf: .nan\ng:\n- .inf\n- -.inf\nh: -1.5\ni: null\nj: ""\n',
    );
    expect(readBack(value)).toEqual(value);
  });

  it('is read as the same value, whatever that is', () => {
    const key = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(...TRAPS),
      fc.string({ minLength: 90, maxLength: 140 }),
    );
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 5 },
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom(...TRAPS),
        fc.double(),
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(key, tie('value'), { maxKeys: 4 }),
      ),
    }));
    // -0 is 0 to those who compare; lone surrogates are in no YAML file.
    const isText = (text: unknown): boolean =>
      JSON.stringify(text).isWellFormed() && !/\\ud[89a-f]/i.test(JSON.stringify(text));
    expectAlways(
      fc.property(fc.dictionary(key, value, { maxKeys: 4 }).filter(isText), (map) => {
        const plain = (each: unknown): unknown =>
          JSON.parse(
            JSON.stringify(each, (_name, one: unknown) =>
              typeof one === 'number' && !Number.isFinite(one) ? `.${one}` : Object.is(one, -0) ? 0 : one,
            ),
          );
        expect(plain(readBack(map))).toEqual(plain(map));
      }),
      often(100, 30_000),
    );
  });
});
