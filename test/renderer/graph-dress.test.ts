import { describe, expect, it } from 'vitest';
import { comparedCounts, dressedPicture } from '../../renderer/views/graph/compare/dressed-picture.ts';
import { deletionDress } from '../../renderer/views/graph/deletion/deletion-dress.ts';
import { openBoxes, operatorPicture, shownKinds } from '../../shared/graph/scene/operator-picture.ts';
import { laneOrder } from '../../renderer/views/graph/tree/lane-order.ts';
import { plainWorkspace } from '../../renderer/views/graph/workspace/plain-workspace.ts';
import { workspaceScene } from '../../renderer/views/graph/workspace/workspace-scene.ts';
import type { IfDeleted } from '../../shared/api/graph/if-deleted.ts';
import type { WorkspaceGraph } from '../../shared/api/graph/workspace-graph.ts';
import type { OperatorGraph } from '../../shared/api/graph/graph.ts';
import { compareGraphs } from '../../shared/graph/ask/compare.ts';
import { writeGraph } from '../../shared/graph/formats/write-graph.ts';
import { writeSvg } from '../../shared/graph/svg/write-svg.ts';
import { laidOut } from '../graph/drawn-scene.ts';
import { graphEdge, graphNode, graphOf, graphRecord } from '../graph/made-up-graph.ts';

const NOTHING = { files: 0, bytes: 0 };

const pictureOf = (graph: OperatorGraph): ReturnType<typeof operatorPicture> =>
  operatorPicture(graph, { open: openBoxes(graph, false, []), kinds: shownKinds([]) });

/** The same picture as it is saved. */
const svgOf = (picture: ReturnType<typeof operatorPicture>): string =>
  writeSvg(laidOut(picture), { theme: 'light', title: 'saved' });

/** What texts of an SVG say, and how often. */
const textsOf = (svg: string): string[] =>
  Array.from(svg.matchAll(/<text[^>]*>([^<]*)/g), ([, text = '']) => text);

const chainOf = (...classes: readonly string[]): OperatorGraph =>
  graphOf(
    classes.map((label, at) => graphNode(`n${at}`, { label, step: at + 1, records: [graphRecord(at)] })),
    classes.slice(1).map((_, at) => graphEdge(`n${at}`, `n${at + 1}`)),
  );

describe('a picture of a deletion', () => {
  const graph = chainOf('MinMaxScaler', 'PLSRegression', 'Ridge', 'KFold');
  const file = (
    position: number,
    fate: IfDeleted['files'][number]['fate'],
    pipelines = 0,
  ): IfDeleted['files'][number] => ({
    path: `binaries/d/${position}.joblib`,
    size_bytes: 1000 + position,
    fate,
    pipelines,
    stays_in: [],
  });
  const answer: IfDeleted = {
    total: {
      pipelines: 1,
      frees: NOTHING,
      folders: NOTHING,
      stays: { ...NOTHING, pipelines: 0, copies: [] },
      frees_nothing: NOTHING,
      breaks: { artifacts: 0, pipelines: 0 },
      unknown: [],
    },
    files: [file(0, 'shared', 12), file(1, 'freed'), file(3, 'frees_nothing')],
    breaks: [{ key: graphRecord(2).key, manifest: 'm', needs: 'x', inferred: false }],
    derived: [],
  };

  it('says of a box that it would lose what it was fitted on, where nobody wrote that', () => {
    const losing = { ...answer, breaks: [], derived: [graphRecord(2).key] };
    const { boxes } = deletionDress(losing, null)(pictureOf(graph));
    expect(boxes[2]).toMatchObject({
      detail: '✕ loses its input',
      state: { legend: 'loses its input (derived)' },
    });
  });

  it('says of each box what goes, what stays and in how many others, and what breaks', () => {
    const { boxes } = deletionDress(answer, null)(pictureOf(graph));
    expect(boxes.map(({ detail, state }) => [detail, state?.legend ?? null])).toEqual([
      ['stays, in 12 others', null],
      ['1.00 kB freed', 'freed'],
      ['✕ breaks', 'breaks'],
      ['goes, frees nothing', 'goes, frees nothing'],
    ]);
  });

  it('is saved as it is shown, with a legend of it', () => {
    const svg = svgOf(deletionDress(answer, null)(pictureOf(graph)));
    const texts = textsOf(svg);
    for (const text of ['stays, in 12 others', '1.00 kB freed', '✕ breaks', 'freed', 'breaks']) {
      expect(texts.filter((one) => one === text)).toHaveLength(1);
    }
    // Amber and dashed in the box and in the legend.
    expect(svg.match(/stroke="#8a5300" stroke-width="2" stroke-dasharray="4 3"/g)).toHaveLength(4);
  });

  it('of some nodes says it of these, and of all what breaks', () => {
    const { boxes } = deletionDress(answer, new Set(['n1']))(pictureOf(graph));
    expect(boxes.map(({ state }) => state?.legend ?? null)).toEqual([null, 'freed', 'breaks', null]);
  });
});

describe('a picture of a comparison', () => {
  it('says in words what only one has and what has changed, and looks otherwise there', () => {
    const comparison = compareGraphs(chainOf('A', 'B', 'C'), chainOf('A', 'B', 'X', 'Y'));
    const { boxes, lines } = dressedPicture(comparison)(pictureOf(comparison.graph));
    const counts = comparedCounts(comparison);
    expect(counts.same + counts.changed + counts.left).toBe(3);
    expect(counts.same + counts.changed + counts.right).toBe(4);
    for (const { id, detail, state } of boxes) {
      const { side = 'both', changed = [] } = comparison.nodes.get(id) ?? {};
      if (side !== 'both') expect([detail, state?.tone]).toEqual([`only ${side}`, side]);
      else expect(state?.tone ?? null).toBe(changed.length === 0 ? null : 'changed');
    }
    expect(lines.some(({ side }) => side === 'right')).toBe(true);
    expect(lines.some(({ side }) => side === null)).toBe(true);
  });

  it('is saved as it is shown, with a legend of it', () => {
    const left = graphOf(
      ['A', 'B', 'C'].map((label) => graphNode(label, { parameters: [{ name: 'n', value: '5' }] })),
      [graphEdge('A', 'B'), graphEdge('B', 'C')],
    );
    const right = graphOf(
      ['A', 'B', 'D'].map((label) =>
        graphNode(label, { parameters: [{ name: 'n', value: label === 'B' ? '10' : '5' }] }),
      ),
      [graphEdge('A', 'B'), graphEdge('A', 'D')],
    );
    const comparison = compareGraphs(left, right);
    const svg = svgOf(dressedPicture(comparison)(pictureOf(comparison.graph)));
    const texts = textsOf(svg);
    // Once in the box, once in the legend.
    expect(texts.filter((text) => text === 'only left')).toHaveLength(2);
    expect(texts.filter((text) => text === 'only right')).toHaveLength(2);
    expect(texts).toEqual(
      expect.arrayContaining(['n 5 → 10', 'changed', 'line only left', 'line only right']),
    );
    expect(svg).toContain('stroke-dasharray="6 3"');
    expect(svg).toContain('stroke-dasharray="2 2"');
  });

  it('says which parameters changed, as much as anybody reads', () => {
    const having = (...values: readonly string[]): OperatorGraph =>
      graphOf([graphNode('M', { parameters: values.map((value, at) => ({ name: `p${at}`, value })) })], []);
    const told = (left: OperatorGraph, right: OperatorGraph): string | undefined => {
      const comparison = compareGraphs(left, right);
      return dressedPicture(comparison)(pictureOf(comparison.graph)).boxes[0]?.detail;
    };
    expect(told(having('5', '"svd"'), having('10', '"lsqr"'))).toBe('p0 5 → 10, p1 svd → lsqr');
    expect(told(having(), having('1', '2', '3', '4', '5'))).toBe(
      'p0 not set → 1, p1 not set → 2, p2 not set → 3, 2 more',
    );
  });
});

describe('a picture of a workspace', () => {
  const sums = {
    pipelines: 2,
    records: 1,
    files: 1,
    size_bytes: 10,
    exclusive_bytes: 5,
    missing: 0,
    unwritten: 0,
  };
  const pipeline = (dataset: string, name: string): WorkspaceGraph['pipelines'][number] => ({
    manifest: `runs/${dataset}/${name}/manifest.yaml`,
    pipeline_id: name,
    run: dataset,
    dataset,
    name: null,
    uid: null,
    state: 'complete',
    records: 1,
    files: 1,
    stored_bytes: 10,
    exclusive_bytes: 5,
    created_at: null,
    missing: name === 'b' ? 1 : 0,
    unwritten: 0,
    layout: 'v3',
  });
  const dataset = (name: string): WorkspaceGraph['datasets'][number] => ({
    ...sums,
    created_at: null,
    dataset: name,
    orphans: NOTHING,
    orphans_known: true,
  });
  const graph: WorkspaceGraph = {
    datasets: [dataset('corn'), dataset('wheat')],
    dataset_edges: [{ from: 0, to: 1, files: 1, bytes: 10 }],
    total: 3,
    pipelines: [pipeline('corn', 'a'), pipeline('corn', 'b'), pipeline('wheat', 'c')],
    pipeline_edges: [
      { from: 0, to: 1, files: 1, bytes: 10 },
      { from: 1, to: 2, files: 1, bytes: 5 },
    ],
    left_out: { dataset_edges: 0, pipeline_edges: 7 },
    orphans: NOTHING,
    orphans_known: true,
  };

  it('frames each dataset with its pipelines, and joins what shares files outside of all boxes', () => {
    const { scene, leftOut } = workspaceScene(graph);
    const { boxes, lanes, lines } = scene.geometry;
    expect(scene.frames).toEqual(['corn', 'wheat']);
    expect(scene.boxes.map(({ title }) => title)).toEqual(['corn', 'a', 'b', 'wheat', 'c']);
    for (const box of boxes) {
      const holding = lanes.filter(({ y, height }) => box.y >= y && box.y + box.height <= y + height);
      expect(holding).toHaveLength(1);
    }
    expect(lines).toHaveLength(2);
    for (const { points } of lines) {
      expect(points[1]?.x).toBeGreaterThan(Math.max(...lanes.map(({ x, width }) => x + width)));
    }
    expect(leftOut).toBe(7);
  });

  it('is saved as it is shown: frames by their names, states, joins without an arrow, and a legend of them', () => {
    const { scene } = workspaceScene(graph);
    const svg = writeSvg(scene, { theme: 'light', title: 'Workspace' });
    const texts = textsOf(svg);
    // The frame and the box of each dataset.
    for (const name of ['corn', 'wheat']) expect(texts.filter((text) => text === name)).toHaveLength(2);
    expect(texts).toEqual(
      expect.arrayContaining(['Workspace', 'a', 'b', 'c', '✕ 1 missing', 'missing', 'share stored files']),
    );
    expect(texts.filter((text) => /branch|uses the file/.test(text))).toEqual([]);
    expect(svg).not.toMatch(/<path[^>]*z"/);
  });

  it('is a graph for other programs too, with all joins, and what each dataset holds', () => {
    const { nodes, edges } = plainWorkspace(graph);
    expect(nodes.map(({ title, type, states }) => [title, type, states])).toEqual([
      ['corn', 'dataset', ''],
      ['wheat', 'dataset', ''],
      ['a', 'pipeline', ''],
      ['b', 'pipeline', 'missing'],
      ['c', 'pipeline', ''],
    ]);
    const titles = new Map(nodes.map(({ id, title }) => [id, title]));
    expect(edges.map(({ from, to, kind }) => [titles.get(from), kind, titles.get(to)])).toEqual([
      ['corn', 'holds', 'a'],
      ['corn', 'holds', 'b'],
      ['wheat', 'holds', 'c'],
      ['corn', 'shares', 'wheat'],
      ['a', 'shares', 'b'],
      ['b', 'shares', 'c'],
    ]);
    expect(writeGraph(graph, { nodes, edges }, 'dot').match(/dir=none/g)).toHaveLength(3);
    expect(writeGraph(graph, { nodes, edges }, 'mermaid').match(/ -\.- /g)).toHaveLength(3);
    expect(JSON.parse(writeGraph(graph, { nodes, edges }, 'json'))).toEqual(graph);
  });

  it('is read out by the names of its frames', () => {
    const { scene } = workspaceScene(graph);
    const items = laneOrder(scene).map(({ level, of }) => [
      level,
      of.kind === 'lane' ? of.name : of.kind === 'box' ? of.box.title : null,
    ]);
    expect(items).toEqual([
      [1, 'corn'],
      [2, 'corn'],
      [2, 'a'],
      [2, 'b'],
      [1, 'wheat'],
      [2, 'wheat'],
      [2, 'c'],
    ]);
  });

  it('joins datasets where pipelines are too many to tell', () => {
    const { scene } = workspaceScene({ ...graph, pipelines: [], pipeline_edges: [] });
    expect(scene.lines.map(({ from, to }) => [from, to])).toEqual([['dataset 0', 'dataset 1']]);
  });
});
