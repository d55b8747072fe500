import { globSync, mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { search } from '../../electron/registry/ask/find/search.ts';
import { pipelineGraph } from '../../electron/registry/ask/graph/pipeline-graph.ts';
import { facetsOf } from '../../electron/registry/ask/records/facets.ts';
import { listRecords, recordList } from '../../electron/registry/ask/records/record-list.ts';
import { complete } from '../../electron/registry/columns/slices.ts';
import { unreadPipelineFiles } from '../../electron/registry/layouts/files/rules/pipeline-file.ts';
import type { ArtifactRecord } from '../../shared/api/records/records.ts';
import type { ReadableIndex } from '../../electron/registry/index/database.ts';
import { bentFileSystem } from '../support/bent-file-system.ts';
import { dumpIndex } from '../support/dump-index.ts';
import { copyFixture, FIXTURES, fixtureWorkspace } from '../support/fixtures.ts';
import { expectAlways, often } from '../support/property.ts';
import { open, scanAll, scanned, statesOf, ungraced } from '../support/scanning.ts';
import { fresh } from '../support/view-context.ts';
import { v3Item, v3Manifest, WorkspaceBuilder } from '../support/workspace-builder.ts';

/** A manifest as PyYAML writes it without some of the keys at its top. */
function without(text: string, keys: readonly string[]): string {
  const kept: string[] = [];
  let isKept = true;
  for (const line of text.split('\n')) {
    const key = /^(\w+):/.exec(line)?.[1];
    if (key !== undefined) isKept = !keys.includes(key);
    if (isKept) kept.push(line);
  }
  return kept.join('\n');
}

/** A copy of a fixture whose manifests of runs lack some keys. */
function stripped(name: (typeof FIXTURES)[number], keys: readonly string[]): string {
  const root = copyFixture(name);
  for (const path of globSync('runs/**/manifest.yaml', { cwd: root })) {
    const manifest = join(root, path);
    writeFileSync(manifest, without(readFileSync(manifest, 'utf8'), keys));
  }
  return root;
}

function records(index: ReadableIndex, text = ''): readonly ArtifactRecord[] {
  const order = { by: 'place', descending: false, limit: 20_000 } as const;
  return complete(recordList(fresh(index), { text }, order))?.records ?? [];
}

const parametersOf = (index: ReadableIndex): unknown[] =>
  records(index).map(({ key, operator_parameters }) => [key, operator_parameters]);

const keysOf = (index: ReadableIndex, text: string): string[] => records(index, text).map(({ key }) => key);

/** What an index says; sets of parameters stay like the texts of the dictionary, whose they are, until these are swept. */
const said = (index: ReadableIndex): string[] =>
  dumpIndex(index).filter((line) => !line.startsWith('parameter: '));

const FOLDER = 'runs/corn/0001_pls_aaaaaa';
const FILE = `${FOLDER}/pipeline.json`;
const MANIFEST = `${FOLDER}/manifest.yaml`;

const pls = (params: string): string =>
  `[{"model": {"class": "sklearn.cross_decomposition.PLSRegression", "params": ${params}}}]`;

/** A workspace of one pipeline, of whose parameters its manifest says nothing. */
function silent(): WorkspaceBuilder {
  const builder = new WorkspaceBuilder();
  builder.store('corn', 'pls');
  builder.manifest(FOLDER, v3Manifest('corn', [v3Item('pls', { step_index: 1 })]));
  return builder;
}

describe('parameters that pipeline.json alone has', () => {
  it.each(FIXTURES)('are those of the manifest that lost its steps, in %s', (name) => {
    const { index: told } = scanned(stripped(name, ['execution_traces']));
    const { index: lost } = scanned(stripped(name, ['execution_traces', 'pipeline']));
    const parameters = parametersOf(lost);
    expect(parameters).toEqual(parametersOf(told));
    expect(JSON.stringify(parameters)).toContain('n_components');
    expect(unreadPipelineFiles(lost)).toEqual([]);
  });

  it('are found, are facets, and are told by the palette and the graph', () => {
    const root = stripped('old-layout', ['execution_traces', 'pipeline']);
    const { index } = scanned(root);
    const whole = scanned(fixtureWorkspace('old-layout')).index;
    for (const text of ['n_components=4', 'n_components > 3', 'n_components']) {
      expect(keysOf(index, text), text).toEqual(keysOf(whole, text));
      expect(keysOf(index, text).length, text).toBeGreaterThan(0);
      const streamed = listRecords(ungraced(index), { text }, { by: 'place' }, { limit: 20_000 }).records;
      expect(streamed.length, text).toBe(keysOf(index, text).length);
    }
    const { parameters } = complete(facetsOf(fresh(index), {}));
    expect(parameters.map(({ name }) => name)).toContain('n_components');
    const found = complete(search(fresh(index), 'n_components=4', ['artifacts'])).artifacts;
    expect(found.length).toBeGreaterThan(0);
    for (const { manifest } of found) {
      const graph = complete(pipelineGraph(fresh(index), { manifest, files: false, beyond: [] }));
      const told = graph?.nodes.flatMap(({ parameters: each }) => each ?? []);
      expect(told).toContainEqual({ name: 'n_components', value: '4' });
    }
  });

  it('are not read where the manifest says some', () => {
    const read: string[] = [];
    const fs = bentFileSystem({
      read: (path) => {
        if (path.endsWith('pipeline.json')) read.push(path);
        return undefined;
      },
    });
    const root = fixtureWorkspace('branches-stacking');
    const { index } = scanned(root, { fs });
    const silentOnes = globSync('runs/**/manifest.yaml', { cwd: root }).filter(
      (path) => !/^ +params:/m.test(readFileSync(join(root, path), 'utf8')),
    );
    expect(read).toHaveLength(silentOnes.length);
    expect(records(index).length).toBeGreaterThan(0);
  });
});

describe('a pipeline.json that changes alone', () => {
  it('is read again, and what it says comes, changes and goes', () => {
    const builder = silent();
    const workspace = open(builder.root, { now: () => Date.now() + 60_000 });
    const seen = (text: string): number => {
      scanAll(workspace);
      return keysOf(workspace.index, text).length;
    };
    expect(seen('n_components=10')).toBe(0);
    builder.file(FILE, pls('{"n_components": 10}'));
    expect(seen('n_components=10')).toBe(1);
    builder.file(FILE, pls('{"n_components": 11}'));
    expect(seen('n_components=10')).toBe(0);
    expect(seen('n_components=11')).toBe(1);
    // Equal in length and mtime: the inode's own time tells.
    const { mtime } = statSync(join(builder.root, FILE));
    builder.file(FILE, pls('{"n_components": 12}'));
    utimesSync(join(builder.root, FILE), mtime, mtime);
    expect(seen('n_components=12')).toBe(1);
    builder.remove(FILE);
    expect(seen('n_components')).toBe(0);
  });

  it('leaves a manifest that was read alone where it stays as it is', () => {
    const builder = silent().file(FILE, pls('{"n_components": 10}'));
    let reads = 0;
    const fs = bentFileSystem({
      read: () => {
        reads += 1;
        return undefined;
      },
    });
    const workspace = open(builder.root, { fs, now: () => Date.now() + 60_000 });
    scanAll(workspace);
    const first = reads;
    expect(first).toBeGreaterThan(1);
    expect(scanAll(workspace)).toMatchObject({ read: 0, changed: false });
    expect(reads).toBe(first);
  });

  it('leaves the index as a scan from nothing does, whatever it held before', () => {
    const content = fc.oneof(
      fc.constant(null),
      fc.json(),
      fc.string(),
      fc.integer({ max: 30 }).map((count) => pls(`{"n_components": ${count}}`)),
      fc.integer({ max: 200 }).map((length) => pls('{"n_components": 3}').slice(0, length)),
    );
    expectAlways(
      fc.property(fc.array(content, { minLength: 1, maxLength: 4 }), (contents) => {
        const builder = silent();
        const workspace = open(builder.root, { now: () => Date.now() + 60_000 });
        scanAll(workspace);
        const before = statesOf(ungraced(workspace.index));
        for (const each of contents) {
          if (each === null) rmSync(join(builder.root, FILE), { force: true });
          else builder.file(FILE, each);
          scanAll(workspace);
          expect(said(workspace.index)).toEqual(said(scanned(builder.root).index));
          expect(statesOf(ungraced(workspace.index))).toEqual(before);
        }
        rmSync(dirname(builder.root), { recursive: true });
      }),
      often(40, 400),
    );
  });
});

describe('a pipeline.json that can’t be read', () => {
  const DAMAGED: readonly (readonly [string, string, string])[] = [
    ['is cut off', pls('{"n_components": 10}').slice(0, 40), 'it is no JSON'],
    ['is empty', '', 'it is no JSON'],
    ['holds no steps', '{"name": "pls"}', 'it holds no list of steps'],
    [
      'is nested without end',
      '['.repeat(200_000) + ']'.repeat(200_000),
      'it is nested deeper than 100 levels',
    ],
    ['never closes what it opens', '[{"params":'.repeat(50_000), 'it is nested deeper than 100 levels'],
    ['is too large', pls(`{"n_components": ${' '.repeat(1024 * 1024)}1}`), 'it is larger than 1 MB'],
  ];

  it.each(DAMAGED)('that %s is said, and spoils nothing else', (_how, content, problem) => {
    const builder = silent().file(FILE, content);
    const { index } = scanned(builder.root);
    expect(unreadPipelineFiles(index)).toEqual([
      {
        kind: 'pipeline-file',
        where: MANIFEST,
        message: `its manifest says no parameters, and its pipeline.json can't be read: ${problem}`,
        files: 1,
      },
    ]);
    expect(records(index)).toMatchObject([{ class_name: 'PLSRegression', operator_parameters: [] }]);
    expect(Object.values(statesOf(ungraced(index)))).toEqual(['referenced']);
  });

  it('that is a folder is said too', () => {
    const builder = silent();
    mkdirSync(join(builder.root, FILE));
    const { index } = scanned(builder.root);
    expect(unreadPipelineFiles(index).map(({ where }) => where)).toEqual([MANIFEST]);
  });

  it('is none that Python wrote with numbers that JSON has no word for', () => {
    const params =
      '{"alpha": NaN, "most": Infinity, "least": -Infinity, "name": "NaN \\" Infinity", "n_components": 10}';
    const { index } = scanned(silent().file(FILE, pls(params)).root);
    expect(unreadPipelineFiles(index)).toEqual([]);
    const told = records(index)[0]?.operator_parameters.map(({ name, value }) => [name, value]);
    expect(told).toEqual([
      ['alpha', 'nan'],
      ['least', '-inf'],
      ['most', 'inf'],
      ['n_components', 10],
      ['name', 'NaN " Infinity'],
    ]);
  });
});
