import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { DEFAULT_LIMITS } from '../../electron/registry/yaml/limits.ts';
import { readYaml } from '../../electron/registry/yaml/read-yaml.ts';
import { expectAlways, often } from '../support/property.ts';

const FIXTURES = join(import.meta.dirname, '..', 'fixtures');

function read(text: string): unknown {
  const result = readYaml(Buffer.from(text));
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

function problem(bytes: string | Uint8Array, limits = DEFAULT_LIMITS): unknown {
  const result = readYaml(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, limits);
  return result.ok
    ? result.value
    : { code: result.error.code, line: result.error.line, column: result.error.column };
}

describe('values', () => {
  it('keeps every digit of large integers', () => {
    expect(read('a: 9007199254740991\nb: 9007199254740993\nc: -0xFFFFFFFFFFFFFFFF\n')).toEqual({
      a: 9007199254740991,
      b: '9007199254740993',
      c: '-18446744073709551615',
    });
  });

  it('takes PyYAML for numbers what PyYAML takes for numbers', () => {
    expect(read('[123e45, 1.0e+5, 017, 0o17, 1:30, 1_000, .5, y, yes, 2026-01-06]')).toEqual([
      '123e45',
      100000,
      15,
      '0o17',
      90,
      1000,
      0.5,
      'y',
      true,
      '2026-01-06',
    ]);
  });

  it('holds keys that are no strings by their text', () => {
    expect(read('{1: a, null: b, false: c, 1.5: d, 2026-01-06: e}')).toEqual({
      1: 'a',
      null: 'b',
      false: 'c',
      1.5: 'd',
      '2026-01-06': 'e',
    });
  });

  it.each([
    '__proto__: {polluted: 1}',
    '__proto__:\n  polluted: 1\n',
    '? __proto__\n: polluted: 1\n',
    '<<: {__proto__: {polluted: 1}}',
    '{__proto__: {polluted: 1}}',
  ])('keeps prototypes out of %j', (text) => {
    const value = read(text) as Record<string, unknown>;
    expect(Object.keys(value)).toEqual(['__proto__']);
    expect(Object.getOwnPropertyDescriptor(value, '__proto__')?.value).toEqual({ polluted: 1 });
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(value['polluted']).toBeUndefined();
  });

  it('has constructor and toString as own keys only', () => {
    const value = read('constructor: 1\ntoString: 2\n') as Record<string, unknown>;
    expect(Object.entries(value)).toEqual([
      ['constructor', 1],
      ['toString', 2],
    ]);
  });

  it('makes sets, pairs and bytes', () => {
    expect(read('[!!set {a, b}, !!pairs [a: 1, a: 2], !!omap [a: 1], !!binary aGk=]')).toEqual([
      { a: null, b: null },
      [
        ['a', 1],
        ['a', 2],
      ],
      [['a', 1]],
      new Uint8Array([104, 105]),
    ]);
  });

  it('is null for a document with nothing in it', () => {
    expect([read('---\n'), read('~'), read('null\n')]).toEqual([null, null, null]);
  });
});

describe('problems', () => {
  it.each(['', ' \n', '# only a comment\n', '\ufeff', '\n\n  # c'])('calls %j empty', (text) => {
    expect(problem(text)).toMatchObject({ code: 'EMPTY' });
  });

  it('names the first byte that is no UTF-8', () => {
    expect(problem(Buffer.from('name: caf\xe9\n', 'latin1'))).toEqual({
      code: 'ENCODING',
      line: 1,
      column: 10,
    });
    expect(problem(Buffer.concat([Buffer.from('a: é\r\nb: '), Buffer.from([0xc3])]))).toEqual({
      code: 'ENCODING',
      line: 2,
      column: 4,
    });
    expect(problem(Buffer.from([0xff, 0xfe, 0x61, 0]))).toEqual({ code: 'ENCODING', line: 1, column: 1 });
  });

  it('finds the first bad byte as the platform does', () => {
    expectAlways(
      fc.property(fc.uint8Array({ maxLength: 12 }), (bytes) => {
        const isBad = JSON.stringify(problem(bytes)).includes('ENCODING');
        let isUtf8 = true;
        try {
          new TextDecoder('utf-8', { fatal: true }).decode(bytes);
        } catch {
          isUtf8 = false;
        }
        expect(isBad).toBe(!isUtf8);
      }),
      often(2000, 100_000),
    );
  });

  it.each([
    ['a: 1\n  b: 2\n', 2, 4],
    ['a:\n  b: 1\n c: 2\n', 3, 2],
    ['a: "open\n', 2, 1],
    ['a: 1\nb: 2\n\tc: 3\n', 3, 1],
    ['a: x\u0007\n', 1, 5],
    ['é: *unknown\n', 1, 5],
    ['a: !!python/tuple [1]\n', 1, 4],
    ['x: [\na,\n  ?b]\n', 3, 3],
  ])('places the error of %j', (text, line, column) => {
    expect(problem(text)).toEqual({ code: 'SYNTAX', line, column });
  });

  it('says what is wrong in plain words, and what the parser said', () => {
    const result = readYaml(Buffer.from('a:\n  b: 1\n c: 2\n'));
    expect(!result.ok && result.error.message).toBe(
      'This line is not indented like the one before it (bad indentation of a mapping entry).',
    );
  });

  it.each([
    'a: !!python/object/apply:os.system ["true"]',
    '!foo a',
    'a: 1\n---\nb: 2\n',
    '{[a]: 1}',
    'a: 2001-02-30',
    '&a [*a]',
    "1: a\n'1': b",
  ])('refuses %j', (text) => {
    expect(problem(text)).toMatchObject({ code: 'SYNTAX' });
  });
});

describe('limits', () => {
  it('bounds bytes', () => {
    expect(problem('a: 1\n', { ...DEFAULT_LIMITS, maxBytes: 4 })).toMatchObject({ code: 'TOO_LARGE' });
  });

  it.each([
    [
      'block maps',
      (depth: number) =>
        Array.from({ length: depth }, (_, level) => `${' '.repeat(level)}a:`).join('\n') + ' 1\n',
    ],
    ['compact lists', (depth: number) => `${'- '.repeat(depth)}a\n`],
    ['flow lists', (depth: number) => '['.repeat(depth) + ']'.repeat(depth)],
  ])('bounds the depth of %s', (_name, nested) => {
    expect(readYaml(Buffer.from(nested(DEFAULT_LIMITS.maxDepth))).ok).toBe(true);
    expect(problem(nested(DEFAULT_LIMITS.maxDepth + 1))).toMatchObject({ code: 'TOO_LARGE' });
    expect(problem(nested(5000))).toMatchObject({ code: 'TOO_LARGE' });
  });

  it('bounds what aliases repeat', () => {
    const laughs = `a0: &a0 [x]\n${Array.from({ length: 30 }, (_, level) => `a${level + 1}: &a${level + 1} [${`*a${level},`.repeat(9)}]\n`).join('')}`;
    expect(problem(laughs)).toMatchObject({ code: 'TOO_LARGE' });
    expect(read('a: &x [1]\nb: *x\n')).toEqual({ a: [1], b: [1] });
  });

  it('bounds what merge keys copy', () => {
    const chain = `a0: &a0 {k0: 1}\n${Array.from({ length: 2000 }, (_, level) => `a${level + 1}: &a${level + 1} {<<: *a${level}, k${level + 1}: 1}\n`).join('')}`;
    expect(problem(chain)).toMatchObject({ code: 'TOO_LARGE' });
  });

  it('bounds the number of values', () => {
    expect(
      problem('- a\n'.repeat(60), { ...DEFAULT_LIMITS, maxNodes: 50, maxNodesBeyondSubset: 50 }),
    ).toMatchObject({ code: 'TOO_LARGE' });
    expect(problem(`[${'a,'.repeat(60)}]`, { ...DEFAULT_LIMITS, maxNodesBeyondSubset: 50 })).toMatchObject({
      code: 'TOO_LARGE',
    });
  });
});

describe('any bytes', () => {
  it('never make the reader throw', () => {
    expectAlways(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 60 }),
          fc.string({ unit: 'binary', maxLength: 40 }).map((text) => Buffer.from(text)),
        ),
        (bytes) => {
          expect(typeof readYaml(bytes).ok).toBe('boolean');
        },
      ),
      often(3000, 300_000),
    );
  });

  it('never make it throw when they look like YAML', () => {
    const parts = [
      'a',
      '1',
      ' ',
      '\n',
      '\n  ',
      ':',
      ': ',
      '- ',
      '? ',
      "'",
      '"',
      '#',
      '[',
      ']',
      '{',
      '}',
      ',',
      '&a',
      '*a',
      '!!str ',
      '!',
      '|',
      '>',
      '\n---\n',
      '...',
      '%TAG ',
      '<<: ',
      '\\',
      '\t',
      '\r\n',
      '\u2028',
      '\ufeff',
      '=',
      '+',
      '2',
    ];
    expectAlways(
      fc.property(fc.array(fc.constantFrom(...parts), { maxLength: 30 }), (chosen) => {
        const result = readYaml(Buffer.from(chosen.join('')));
        if (!result.ok && result.error.line !== null) expect(result.error.line).toBeGreaterThan(0);
      }),
      often(5000, 500_000),
    );
  });

  it('that are the start of a real manifest give a value or a problem', () => {
    const names = globSync('*/workspace/runs/**/manifest.yaml', { cwd: FIXTURES });
    const manifests = names.map((name) => readFileSync(join(FIXTURES, name)));
    expectAlways(
      fc.property(fc.nat(), fc.nat(), (which, cut) => {
        const manifest = manifests[which % manifests.length] ?? Buffer.alloc(0);
        expect(typeof readYaml(manifest.subarray(0, cut % manifest.length)).ok).toBe('boolean');
      }),
      often(500, 50_000),
    );
  });

  it('that are any start of the shortest manifest give a value or a problem', () => {
    const [shortest] = globSync('old-layout/workspace/runs/**/manifest.yaml', { cwd: FIXTURES })
      .map((name) => readFileSync(join(FIXTURES, name)))
      .sort((one, other) => one.length - other.length);
    for (let cut = 0; cut <= (shortest?.length ?? 0); cut++)
      expect(typeof readYaml(shortest?.subarray(0, cut) ?? Buffer.alloc(0)).ok).toBe('boolean');
  });
});
