import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pipelineGraph } from '../../../../electron/registry/ask/graph/pipeline-graph.ts';
import { dependenciesOf } from '../../../../electron/registry/ask/needs/dependencies.ts';
import { whyKept } from '../../../../electron/registry/ask/needs/why.ts';
import { find } from '../../../../electron/registry/ask/find/find.ts';
import { runsOf } from '../../../../electron/registry/ask/pipelines/runs.ts';
import { listPipelines, withMissing } from '../../../../electron/registry/ask/pipelines/pipelines.ts';
import { recordView } from '../../../../electron/registry/ask/records/record-view.ts';
import { statistics } from '../../../../electron/registry/ask/totals/stats.ts';
import { complete } from '../../../../electron/registry/columns/slices.ts';
import { allRows } from '../../../../electron/registry/index/database.ts';
import { nodeFileSystem } from '../../../../electron/registry/files/file-system.ts';
import { recordKey } from '../../../../electron/registry/index/record-key.ts';
import { readResults } from '../../../../electron/registry/layouts/store/results/result-manifest.ts';
import { filesIn } from '../../../clean/support.ts';
import { expectAlways, often } from '../../../support/property.ts';
import { recordNumber, scanAll, scanned, statesOf, twoDaysOn } from '../../../support/scanning.ts';
import { changeStore, copyStore } from '../../../support/stores.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { fresh } from '../../../support/view-context.ts';

/** The stacking pipeline that the dag-ml engine ran: its models lie in native results alone. */
const PIPELINE = 'store.sqlite/760cbce7-500a-440a-8dc4-f1444cf50a5c';
const FOLDER = 'native_results/20261123T183948357677Z-32af6789';
const META = 'artifact:merge:stack:nirs4all:refit:variant:base';
const BASES = [
  'artifact:branch:0.node:2:nirs4all:refit:variant:base',
  'artifact:branch:1.node:1:nirs4all:refit:variant:base',
];

describe('A stacking model in native results', () => {
  const { index } = scanned(copyStore('store-1.4.10'));
  const context = fresh(index);
  const meta = recordNumber(index, META);
  const key = recordKey({ manifest: PIPELINE, position: 2 });

  it('depends on the models that its manifest names, in writing', () => {
    const answer = dependenciesOf(index, { record: meta, reverse: false, transitive: true });
    expect(
      'nodes' in answer ? answer.nodes.map(({ artifact_id: id, status }) => [id, status]) : null,
    ).toEqual(BASES.map((id) => [id, 'resolved']));
    const { relations, record } = recordView(context, key) ?? {};
    expect(record).toMatchObject({ artifact_id: META, file_status: 'present', artifact_type: 'meta_model' });
    expect(relations?.depends_on.dependencies.map(({ target }) => target)).toEqual(BASES);
    expect(relations?.inferred.total).toBe(0);
    // No chain uses it, and it is of a pipeline all the same.
    expect(record).toMatchObject({
      pipelines: ['760cbce7-500a-440a-8dc4-f1444cf50a5c'],
      pipeline_names: ['stacking_p0_e7f69cd2'],
      chains: [],
    });
    const base = recordView(context, recordKey({ manifest: PIPELINE, position: 1 }));
    expect(base?.relations.needed_by.records).toMatchObject([{ key, inferred: false }]);
  });

  it('is drawn with what it depends on', () => {
    const graph = complete(pipelineGraph(context, { manifest: PIPELINE, files: false, beyond: [] }));
    const drawn = graph?.edges.map(({ kind, inferred }) => [kind, inferred]);
    expect(drawn).toEqual([
      ['depends', false],
      ['depends', false],
    ]);
    expect(graph?.nodes.flatMap(({ records }) => records.map(({ state }) => state))).toEqual(
      Array.from({ length: 3 }, () => 'present'),
    );
    expect(graph).toMatchObject({ traced: false, untraced: 'native-results' });
  });

  it('is the one thing of a store of which steps are not known, but for rows that no chain uses', () => {
    const reasons = new Map<string, unknown>();
    for (const { path } of allRows<{ path: string }>(
      index,
      'SELECT path FROM manifest WHERE part IS NOT NULL AND id IN (SELECT manifest_id FROM record)',
    )) {
      const graph = complete(pipelineGraph(context, { manifest: path, files: false, beyond: [] }));
      if (graph?.untraced !== null) reasons.set(path, graph?.untraced);
    }
    expect(reasons.get(PIPELINE)).toBe('native-results');
    reasons.delete(PIPELINE);
    const [unused] = allRows<{ path: string; position: number }>(
      index,
      `SELECT path, position FROM manifest JOIN record ON manifest_id = manifest.id WHERE stands_for = 'rows'`,
    );
    expect([...reasons]).toEqual([[unused?.path, 'no-chain']]);
  });

  it('is kept by its pipeline, and counts neither as a record nor as a stored file', () => {
    expect(whyKept(context, find(index, META))).toMatchObject([
      { status: 'referenced', kept_by: [{ manifest: PIPELINE, artifact_id: META }] },
    ]);
    const own = listPipelines(context).filter(({ manifest }) => manifest === PIPELINE);
    expect(withMissing(context, own)).toMatchObject([{ missing: 0, unwritten: 0 }]);
    const { totals } = complete(statistics(twoDaysOn(index)));
    expect(totals).toMatchObject({ records: 89, files: 55, missing_records: 6 });
    const [first] = complete(runsOf(context, {}));
    expect(first).toMatchObject({ dataset: 'corn_moisture', missing: 2 });
  });
});

describe('Manifests of native results', () => {
  it('are read again whenever they change, as from nothing', () => {
    const root = copyStore('store-1.4.10');
    const workspace = scanned(root);
    const path = join(root, FOLDER, 'manifest.json');
    const whole = readFileSync(path, 'utf8');
    const ids = (): string[] => find(workspace.index, META).records.map(String);
    expect(ids()).toHaveLength(1);
    writeFileSync(path, whole.slice(0, 100));
    scanAll(workspace);
    expect(ids()).toEqual([]);
    writeFileSync(path, whole);
    scanAll(workspace);
    expect(ids()).toHaveLength(1);
    rmSync(join(root, FOLDER), { recursive: true });
    scanAll(workspace);
    expect(ids()).toEqual([]);
  });

  it('of a folder outside are none, wherever a run says that it is', () => {
    const root = copyStore('store-1.4.10');
    writeFileSync(join(root, 'manifest.json'), readFileSync(join(root, FOLDER, 'manifest.json')));
    changeStore(root, (database) =>
      database
        .prepare('UPDATE runs SET summary = ? WHERE run_id LIKE ?')
        .run(JSON.stringify({ native_results_dir: '/x/..' }), '50b860b8%'),
    );
    expect(find(scanned(root).index, META).records).toEqual([]);
  });

  it('make no file of the store go, whatever they say', () => {
    const root = copyStore('store-1.4.10');
    const states = statesOf(twoDaysOn(scanned(root).index));
    const path = join(root, FOLDER, 'manifest.json');
    const stored = filesIn(root, 'artifacts').find((file) => states[file] === 'referenced') ?? '';
    const text = readFileSync(path, 'utf8').replaceAll(/"uri": "[^"]*"/g, `"uri": "../../${stored}"`);
    writeFileSync(path, text);
    expect(statesOf(twoDaysOn(scanned(root).index))).toEqual(states);
  });

  it('are read, or are none, whatever lies in them', () => {
    const root = temporaryFolder();
    const folder = 'native_results';
    const field = fc.constantFrom(
      'artifacts',
      'stacking_replay',
      'config_names',
      'datasets',
      'created_at',
      'meta_artifact_id',
      'base_producers',
      'artifact_id',
      'uri',
      'size_bytes',
      'content_fingerprint',
    );
    const anything = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom<unknown>(null, 1, -1, 1e300, '', 'a/b', '../x', 'f'.repeat(64), true),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(field, tie('value'), { maxKeys: 5 }),
      ),
    })).value;
    const fs = {
      ...nodeFileSystem,
      read: (): ReturnType<typeof nodeFileSystem.read> => ({ ok: true, value: Buffer.from(text) }),
    };
    let text = '';
    expectAlways(
      fc.property(anything, (value) => {
        text = JSON.stringify(value);
        for (const model of readResults(fs, root, folder)?.models ?? []) {
          expect(model.path.startsWith(`${folder}/`) && !model.path.includes('..')).toBe(true);
          expect(model.size).toBeGreaterThanOrEqual(0);
        }
      }),
      often(300, 20_000),
    );
  });
});
