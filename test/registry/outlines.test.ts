import { describe, expect, it } from 'vitest';
import { allRows, type ReadableIndex } from '../../electron/registry/index/database.ts';
import { complete } from '../../electron/registry/columns/slices.ts';
import { columnsOf } from '../../electron/registry/columns/columns.ts';
import { operatorTrie } from '../../electron/registry/ask/chains/operator-trie.ts';
import { wayOfManifest } from '../../electron/registry/index/way-of-manifest.ts';
import { outlineOf } from '../../electron/registry/way/outline.ts';
import { operatorParameters } from '../../electron/registry/way/operator-parameters.ts';
import { treeOf } from '../../electron/registry/way/way-tree.ts';
import { FIXTURES, fixtureWorkspace } from '../support/fixtures.ts';
import { expectAlways, often } from '../support/property.ts';
import { ofRandomWorkspaces } from '../support/random-workspace.ts';
import { scanned } from '../support/scanning.ts';
import { fresh } from '../support/view-context.ts';
import { v3Manifest, WorkspaceBuilder } from '../support/workspace-builder.ts';

interface Pipeline {
  readonly id: number;
  readonly path: string;
  readonly kind: number;
  readonly dataset: string | null;
}

const pipelines = (index: ReadableIndex): Pipeline[] =>
  allRows(index, 'SELECT id, path, kind, dataset FROM manifest ORDER BY path');

/** The operators of all pipelines, merged as plainly as can be: what is above, the operator and what it takes, as one text. */
function plainOperators(index: ReadableIndex): { texts: Set<string>; ofRecord: Map<string, string> } {
  const texts = new Set<string>();
  const ofRecord = new Map<string, string>();
  for (const { id, path, kind, dataset } of pipelines(index)) {
    if (kind !== 0) continue;
    const top = JSON.stringify([null, dataset]);
    texts.add(top);
    const way = wayOfManifest(index, id);
    const tree = treeOf(way);
    const own = new Map<number, string>();
    const isLate = (node: number): boolean =>
      tree[node]?.depends === true && tree[node].inputs.some((input) => input > node);
    const ids = way.nodes.map((node) => node.id);
    for (const node of [...ids.filter((one) => !isLate(one)), ...ids.filter(isLate)]) {
      const [said, place] = [way.nodes[node], tree[node]];
      if (said === undefined || place === undefined) throw new Error(`no node ${node}`);
      const above = place.parent === null ? top : (own.get(place.parent) ?? top);
      const { role, operatorType, operatorClass, records } = said;
      const isNothing = role === 'structure' && operatorType !== 'merge' && records.length === 0;
      const taken = [...new Set(place.inputs.map((input) => own.get(input) ?? top))].toSorted();
      const what = [above, role, operatorClass || operatorType, operatorParameters(said), taken];
      own.set(node, isNothing ? above : JSON.stringify(what));
      texts.add(own.get(node) ?? '');
      for (const position of records) ofRecord.set(`${path}#${position}`, own.get(node) ?? '');
    }
  }
  return { texts, ofRecord };
}

/** The same of the tree that is put together of outlines. */
function treeOperators(index: ReadableIndex): ReturnType<typeof plainOperators> {
  const context = fresh(index);
  const { records, manifests } = complete(columnsOf(context));
  const { nodes, ofRecord } = complete(operatorTrie(context));
  const texts: string[] = [];
  for (const { parent, role, name, parameters, taken } of nodes) {
    const isDataset = parent < 0;
    const below = [texts[parent], role, name, parameters, taken.map((place) => texts[place]).toSorted()];
    texts.push(JSON.stringify(isDataset ? [null, parameters] : below));
  }
  expect(new Set(texts).size).toBe(texts.length);
  const byRecord = new Map<string, string>();
  for (const [slot, node] of ofRecord.entries()) {
    const path = manifests[records.manifest[slot] ?? -1]?.path ?? '';
    if (node >= 0) byRecord.set(`${path}#${records.position[slot]}`, texts[node] ?? '');
  }
  return { texts: new Set(texts), ofRecord: byRecord };
}

function expectEqualToPlain(index: ReadableIndex): void {
  const texts = new Map(
    allRows<{ id: number; text: string }>(index, 'SELECT id, text FROM dictionary').map((row) => [
      row.id,
      row.text,
    ]),
  );
  for (const { id, kind, path } of pipelines(index)) {
    const [kept] = allRows<{ labels: string; shape: string }>(
      index,
      'SELECT labels, shape FROM outline WHERE manifest_id = :id',
      { id },
    );
    const outline = outlineOf(wayOfManifest(index, id));
    if (kept === undefined) expect(kind !== 0 || outline.labels.length === 0, path).toBe(true);
    else {
      const labels = (JSON.parse(kept.labels) as number[]).map((label) => texts.get(label));
      expect({ labels, shape: kept.shape }, path).toEqual(outline);
    }
  }
  expect(treeOperators(index)).toEqual(plainOperators(index));
}

describe('outlines that are kept', () => {
  it.each(FIXTURES)('of %s are those of its derived ways', (name) => {
    expectEqualToPlain(scanned(fixtureWorkspace(name)).index);
  });

  it('of any workspace are those of its derived ways', () => {
    expectAlways(
      ofRandomWorkspaces(({ index }) => expectEqualToPlain(index)),
      often(12, 400),
    );
  });

  it('of what is written with numbers that JSON has no word for are those of what the index keeps', () => {
    const workspace = new WorkspaceBuilder();
    const step = {
      step_index: 1,
      operator_type: 'model',
      operator_class: 'A',
      operator_config: { class: 'a.A', params: { big: 2n ** 70n, none: NaN, most: Infinity } },
    };
    const traces = { execution_traces: { trace: { steps: [step] } } };
    workspace.manifest('runs/corn/0001_a', v3Manifest('corn', [], traces));
    const { index } = scanned(workspace.root);
    expectEqualToPlain(index);
    const [id] = pipelines(index);
    const [node] = id === undefined ? [] : wayOfManifest(index, id.id).nodes;
    expect(node === undefined ? '' : operatorParameters(node)).toBe(
      '{"big":"1180591620717411303424","most":".inf","none":".nan"}',
    );
  });
});
