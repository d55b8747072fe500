import { describe, expect, it } from 'vitest';

import { locate } from '../../electron/registry/yaml/read-yaml.ts';

const TEXT = `uid: 1
artifacts:
  items:
  - path: a
    branch_path: []
  - path: 'b'
    1: {x: [p, q]}
  - null
? ''
: - deep
`;

describe('locate', () => {
  it.each([
    [[], 1, 1],
    [['uid'], 1, 1],
    [['artifacts', 'items'], 3, 3],
    [['artifacts', 'items', 0], 4, 5],
    [['artifacts', 'items', 1, 'path'], 6, 5],
    [['artifacts', 'items', 1, 1], 7, 5],
    [['artifacts', 'items', 1, '1', 'x', 1], 7, 16],
    [['artifacts', 'items', 2], 8, 5],
    [['', 0], 10, 5],
  ] as const)('finds %j', (path, line, column) => {
    expect(locate(TEXT, path)).toEqual({ line, column });
    expect(locate(TEXT.replaceAll('\n', '\r\n'), path)).toEqual({ line, column });
  });

  it.each([
    [['nothing']],
    [['uid', 'x']],
    [['artifacts', 'items', 3]],
    [['artifacts', 0]],
    [['constructor']],
  ])('finds no %j', (path) => {
    expect(locate(TEXT, path)).toBeNull();
  });

  it('takes the last of equal keys, as the reader does', () => {
    expect(locate('a: 1\na: 2\n', ['a'])).toEqual({ line: 2, column: 1 });
  });

  it('is null for what is no YAML', () => {
    expect(locate('a: [', ['a'])).toBeNull();
    expect(locate('', ['a'])).toBeNull();
  });

  it('counts columns of the text as it is where lists are indented less than js-yaml wants', () => {
    expect(locate('é: [\nb,\nc]\n', ['é', 1])).toEqual({ line: 3, column: 1 });
  });
});
