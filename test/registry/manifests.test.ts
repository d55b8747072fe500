import { describe, expect, it } from 'vitest';
import { allRows } from '../../electron/registry/index/database.ts';
import { scanned } from '../support/scanning.ts';
import {
  WorkspaceBuilder,
  sha256,
  storedName,
  toYaml,
  v1Item,
  v1Manifest,
  v3Item,
  v3Manifest,
} from '../support/workspace-builder.ts';
import { lineOf, problemOf, read } from './read-text.ts';

describe('A manifest', () => {
  const whole = v3Manifest('corn', [v3Item('x')]);

  it.each([
    ['nothing at all', '', 'EMPTY'],
    ['blank lines', '\n\n  \n', 'EMPTY'],
    ['comments', '# nothing\n# here\n', 'EMPTY'],
    ['a marker alone', '---\n', 'EMPTY'],
    ['null', 'null\n', 'EMPTY'],
    ['~', '~\n', 'EMPTY'],
    ['a word', 'schema_version\n', 'NOT_A_MAP'],
    ['a number', '42\n', 'NOT_A_MAP'],
    ['a list', '- artifacts\n- predictions\n', 'NOT_A_MAP'],
    ['an empty list', '[]\n', 'NOT_A_MAP'],
    ['a bracket that is left open', 'artifacts: [\n', 'SYNTAX'],
    ['a quote that is left open', 'uid: "abc\n', 'SYNTAX'],
    ['a tab as indent', 'uid: x\nartifacts:\n\titems: []\n', 'SYNTAX'],
    ['a tag of Python', 'uid: !!python/object/apply:os.system ["true"]\npredictions: []\n', 'SYNTAX'],
    ['two documents', 'uid: x\npredictions: []\n---\nuid: y\n', 'SYNTAX'],
    ['bytes that are no text', Buffer.from([0x75, 0x69, 0x64, 0x3a, 0x20, 0xff, 0xfe, 0x0a]), 'ENCODING'],
    ['half a letter at its end', Buffer.from([0x75, 0x69, 0x64, 0x3a, 0x20, 0xc3]), 'ENCODING'],
    ['no predictions', toYaml({ ...whole, predictions: undefined }), 'CUT_OFF'],
    ['its first key alone', "schema_version: '2.0'\n", 'CUT_OFF'],
    ['a uid alone', 'uid: 66e9963c-39fb-490f-bcf8-2012973259e8\n', 'CUT_OFF'],
    ['artifacts that are a text', toYaml({ ...whole, artifacts: 'none' }), 'SHAPE'],
    ['artifacts that are a number', toYaml({ ...whole, artifacts: 3 }), 'SHAPE'],
    ['artifacts that are null', toYaml({ ...whole, artifacts: null }), 'SHAPE'],
    ['items that are null', toYaml({ ...whole, artifacts: { items: null } }), 'SHAPE'],
    ['items that are a map', toYaml({ ...whole, artifacts: { items: { a: 1 } } }), 'SHAPE'],
    ['an item that is a text', toYaml({ ...whole, artifacts: { items: ['x'] } }), 'SHAPE'],
    ['an item that is null', toYaml({ ...whole, artifacts: [null] }), 'SHAPE'],
    ['an item that is a list', toYaml({ ...whole, artifacts: [['x']] }), 'SHAPE'],
    ['a path that is a list', toYaml({ ...whole, artifacts: [{ path: ['x'] }] }), 'SHAPE'],
    ['a path that is a map', toYaml({ ...whole, artifacts: [{ path: { a: 'x' } }] }), 'SHAPE'],
  ])('is unreadable as primary and as copy when it holds %s', (_what, text, code) => {
    for (const isPrimary of [true, false]) {
      const problem = problemOf(text, isPrimary);
      expect(problem.code).toBe(code);
      expect(problem.message).toMatch(/\.$/);
      // Nothing, and one document too many, have no place.
      if (problem.line === null && (code === 'EMPTY' || _what === 'two documents')) continue;
      const lines = Buffer.from(text).toString('utf8').split('\n');
      expect(problem.line).toBeGreaterThanOrEqual(1);
      expect(problem.line).toBeLessThanOrEqual(lines.length);
      expect(problem.column).toBeGreaterThanOrEqual(1);
    }
  });

  it.each([
    ['the artifacts', { artifacts: 'none' }, 'artifacts:'],
    ['the items', { artifacts: { schema_version: '2.0', items: 7 } }, 'items:'],
    ['an item', { artifacts: { items: [v3Item('x'), 'odd one'] } }, 'odd one'],
    ['a path', { artifacts: { items: [v3Item('x'), v3Item('y', { path: ['odd one'] })] } }, 'odd one'],
  ])('says which line holds %s of another shape', (_what, keys, part) => {
    const text = toYaml({ ...whole, ...keys });
    const problem = problemOf(text);
    // The value, or the key in front of it.
    expect([lineOf(text, part), lineOf(text, part) - 1]).toContain(problem.line);
  });

  it('says where YAML goes wrong', () => {
    const text = toYaml(whole).replace('chain_path: ', 'chain_path: [');
    expect(problemOf(text).code).toBe('SYNTAX');
    expect(problemOf(text).line).toBeGreaterThanOrEqual(lineOf(text, 'chain_path'));
  });

  it('says where one that was cut off ends', () => {
    const text = toYaml({ ...whole, predictions: undefined, execution_traces: undefined });
    expect(problemOf(`${text}\n\n`)).toMatchObject({
      code: 'CUT_OFF',
      line: text.trimEnd().split('\n').length,
    });
  });

  it.each([
    ['no artifacts yet', v3Manifest('corn', [], { artifacts: { schema_version: '2.0', items: [] } }), 0],
    ['an empty map of artifacts', v3Manifest('corn', [], { artifacts: {} }), 0],
    ['an empty list of V1', v1Manifest('corn', []), 0],
    ['predictions that are null', v3Manifest('corn', [v3Item('x')], { predictions: null }), 1],
    [
      'keys of a later version',
      v3Manifest('corn', [v3Item('x')], { later: { deep: [1] }, schema_version: '9.0' }),
      1,
    ],
    ['an item without anything', v3Manifest('corn', [{}, v3Item('x'), {}]), 2 + 1],
    [
      'items of all versions',
      v3Manifest('corn', [v3Item('x'), v1Item('y'), { artifact_id: '0002_x:0:3.1:all' }]),
      3,
    ],
  ])('is readable with %s', (_what, keys, count) => {
    const result = read(toYaml(keys));
    if (!result.ok || result.value.kind !== 'manifest') throw new Error('not read');
    expect(result.value.manifest.items).toHaveLength(count);
    expect(result.value.manifest.items.map(({ position }) => position)).toEqual([...Array(count).keys()]);
  });

  it('tells the shapes of items apart, and guesses no part of a V2 id', () => {
    const result = read(
      toYaml(
        v3Manifest('corn', [
          v3Item('x'),
          { artifact_id: '0002_x_2f26de:0:3.1:all', path: storedName('y'), class_name: 'PLS' },
          v1Item('z', { branch_id: 2 }),
          v3Item('w', { artifact_id: null }),
        ]),
      ),
    );
    if (!result.ok || result.value.kind !== 'manifest') throw new Error('not read');
    const { items } = result.value.manifest;
    expect(items.map(({ shape }) => shape)).toEqual(['v3', 'v2', 'noId', 'noId']);
    expect(items[1]).toMatchObject({
      pipelineId: '',
      foldId: null,
      branchPath: [],
      stepIndex: null,
      artifactType: 'model',
      version: 3,
    });
    expect(items[2]).toMatchObject({
      artifactId: null,
      artifactType: null,
      className: 'PLSRegression',
      stepIndex: 4,
      branchPath: [2],
      version: 1,
    });
  });

  it('has the hash of an item without an id', () => {
    const result = read(toYaml(v1Manifest('corn', [v1Item('x')])));
    if (!result.ok || result.value.kind !== 'manifest') throw new Error('not read');
    expect(result.value.manifest.items[0]?.contentHash).toBe(sha256('x'));
  });

  it('has the defaults of nirs4all for keys that are missing', () => {
    const result = read(toYaml(v3Manifest('corn', [{ artifact_id: 'a$b:0' }])));
    if (!result.ok || result.value.kind !== 'manifest') throw new Error('not read');
    expect(result.value.manifest.items[0]).toEqual({
      position: 0,
      shape: 'v3',
      artifactId: 'a$b:0',
      contentHash: null,
      path: '',
      chainPath: '',
      sourceIndex: null,
      pipelineId: '',
      branchPath: [],
      stepIndex: null,
      substepIndex: null,
      foldId: null,
      artifactType: 'model',
      className: '',
      customName: '',
      dependsOn: [],
      sourceModels: [],
      format: 'joblib',
      formatVersion: '',
      nirs4allVersion: '',
      sizeBytes: 0,
      createdAt: null,
      version: 3,
      raw: { artifact_id: 'a$b:0' },
    });
  });

  it('takes no inherited name for a key', () => {
    for (const text of [
      'constructor: 1\ntoString: 2\n',
      '{}\n',
      '__proto__: {artifacts: [], predictions: []}\n',
    ]) {
      expect(read(text, false)).toMatchObject({ ok: true, value: { kind: 'foreign' } });
      expect(problemOf(text, true).code).toBe('SHAPE');
    }
  });

  it('has steps only where its traces have some', () => {
    const steps = [
      {
        step_index: 1,
        operator_type: 'transform',
        operator_class: 'SNV',
        operator_config: { class: 'x.SNV', params: { a: 1 } },
      },
      'odd',
      {
        step_index: 2,
        artifacts: { artifact_ids: ['a$b:0', 'a$b:1'] },
        branch_path: [0, 1],
        duration_ms: 1.5,
      },
    ];
    const builder = new WorkspaceBuilder();
    builder.manifest(
      'runs/corn/0001_a_aaaaaa',
      v3Manifest('corn', [v3Item('x', { artifact_id: 'a$b:1' })], { execution_traces: { t: { steps } } }),
    );
    builder.manifest('runs/corn/0002_a_aaaaaa', v3Manifest('corn', [], { execution_traces: [] }));
    builder.manifest('runs/corn/0003_a_aaaaaa', v3Manifest('corn', [], { execution_traces: { t: null } }));
    const { index } = scanned(builder.root);
    expect(
      allRows(
        index,
        `SELECT s.ordinal, s.step, t.text AS type, c.text AS config, b.text AS branch FROM step s
         JOIN dictionary t ON t.id = s.type JOIN dictionary c ON c.id = s.config JOIN dictionary b ON b.id = s.branch`,
      ),
    ).toEqual([
      { ordinal: 0, step: 1, type: 'transform', config: '{"class":"x.SNV","params":{"a":1}}', branch: '' },
      { ordinal: 1, step: 2, type: '', config: '{}', branch: '0.1' },
    ]);
    expect(allRows(index, 'SELECT trace_step FROM record')).toEqual([{ trace_step: 1 }]);
    expect(allRows(index, 'SELECT has_traces FROM manifest ORDER BY path')).toEqual([
      { has_traces: 1 },
      { has_traces: 0 },
      { has_traces: 1 },
    ]);
  });

  it('that is too large is unreadable without being read', () => {
    const builder = new WorkspaceBuilder();
    builder.manifest('runs/corn/0001_a_aaaaaa', `uid: x\n${'#'.repeat(100)}\n`);
    expect(problemOf(`a: ${'['.repeat(500)}${']'.repeat(500)}\n`).code).toMatch(/SYNTAX|TOO_LARGE/);
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x, x]'];
    for (let level = 1; level < 12; level += 1) {
      const [name, below] = [String.fromCharCode(97 + level), String.fromCharCode(96 + level)];
      bomb.push(`${name}: &${name} [${Array.from({ length: 10 }, () => `*${below}`).join(', ')}]`);
    }
    expect(problemOf(`${bomb.join('\n')}\npredictions: []\n`).code).toMatch(/SYNTAX|TOO_LARGE/);
  });
});
