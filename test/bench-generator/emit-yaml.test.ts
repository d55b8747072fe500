import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { PyFloat, emitYaml } from '../bench/emit-yaml.ts';
import { mapFromTypedJson, type TypedJson } from './typed-json.ts';

const data = path.join(import.meta.dirname, 'data');
const fixtures = path.join(import.meta.dirname, '..', 'fixtures');

function recorded<T>(name: string): T[] {
  const lines = readFileSync(path.join(data, name), 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as T);
}

describe('the YAML emitter writes what PyYAML writes', () => {
  it.each(recorded<{ file: string; data: TypedJson }>('manifests.jsonl'))(
    '$file',
    ({ file, data: manifest }) => {
      expect(emitYaml(mapFromTypedJson(manifest))).toBe(readFileSync(path.join(fixtures, file), 'utf8'));
    },
  );

  it('for scalars at every place of a document', () => {
    const scalars = recorded<[TypedJson, string]>('scalars.jsonl');
    expect(scalars.length).toBeGreaterThan(250);
    for (const [value, text] of scalars) expect(emitYaml(mapFromTypedJson(value))).toBe(text);
  });

  it('for empty collections and collections in collections', () => {
    expect(emitYaml({})).toBe('{}\n');
    expect(emitYaml([])).toBe('[]\n');
    expect(emitYaml({ a: [], b: {}, c: [[], {}, [[60, 1]]] })).toBe(
      'a: []\nb: {}\nc:\n- []\n- {}\n- - - 60\n    - 1\n',
    );
    expect(emitYaml(new Map([['', [{ a: new PyFloat(1) }]]]))).toBe("? ''\n: - a: 1.0\n");
  });
});
