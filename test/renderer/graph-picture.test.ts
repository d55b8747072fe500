import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GraphEdge, GraphNode, OperatorGraph } from '../../shared/api/graph/graph.ts';
import { segmentsOf } from '../../renderer/views/graph/canvas/line-segments.ts';
import { firstView, viewAfter, ZOOM, type Viewport } from '../../renderer/views/graph/canvas/viewport.ts';
import { openBoxes, operatorPicture, shownKinds } from '../../shared/graph/scene/operator-picture.ts';
import { nextStop } from '../../renderer/views/graph/tree/next-stop.ts';
import { litPath, pictureWays } from '../../renderer/views/graph/tree/picture-ways.ts';
import type { Geometry, Point } from '../../shared/graph/drawing.ts';
import { layLanes } from '../../shared/graph/lanes/lay-lanes.ts';
import { asRecordKey } from '../../shared/domain/record-key.ts';
import { expectAlways, often } from '../support/property.ts';

function node(
  id: string,
  folds: readonly (number | null)[] = [null],
  more: Partial<GraphNode> = {},
): GraphNode {
  return {
    id,
    kind: 'operator',
    manifest: 'm',
    label: id,
    artifact_type: 'model',
    role: 'model',
    step: 1,
    branch: [],
    substep: null,
    source: null,
    inferred: false,
    records: folds.map((fold, position) => ({
      key: asRecordKey(`${id} ${position}`),
      artifact_id: `${id}:${fold}`,
      fold,
      size_bytes: 1000,
      exclusive_bytes: 0,
      state: 'present',
      unwritten: false,
      file: `${id}-${position}`,
      other_pipelines: 0,
    })),
    parameters: null,
    candidates: 0,
    outside: { needs: 0, needed_by: 0 },
    ...more,
  };
}

function edge(from: string, to: string, more: Partial<GraphEdge> = {}): GraphEdge {
  return {
    id: `${from}>${to} ${more.kind ?? ''} ${more.from_fold ?? ''} ${more.to_fold ?? ''}`,
    from,
    to,
    kind: 'feeds',
    inferred: true,
    from_fold: null,
    to_fold: null,
    in_cycle: false,
    ...more,
  };
}

const graphOf = (nodes: readonly GraphNode[], edges: readonly GraphEdge[]): OperatorGraph => ({
  content: '1',
  nodes,
  edges,
  cycles: [],
  whole: true,
  traced: true,
  untraced: null,
});

/** A picture with all folds closed, or all open. */
const pictureOf = (
  graph: OperatorGraph,
  isOpen = false,
  hidden: readonly GraphEdge['kind'][] = [],
): ReturnType<typeof operatorPicture> =>
  operatorPicture(graph, { open: openBoxes(graph, isOpen, []), kinds: shownKinds(hidden) });

const coordinate = fc.integer({ min: -5000, max: 5000 });

describe('the bends of a line', () => {
  it('stand where they were, measured along the way between its ends', () => {
    expectAlways(
      fc.property(
        fc.array(fc.record({ x: coordinate, y: coordinate }), { minLength: 3, maxLength: 8 }),
        (points) => {
          const [from, to] = [points[0], points.at(-1)];
          if (from === undefined || to === undefined) return;
          const segments = segmentsOf(points);
          const [dx, dy] = [to.x - from.x, to.y - from.y];
          const length = Math.hypot(dx, dy);
          expect(segments === null).toBe(length === 0);
          for (const [at, weight] of (segments?.weights ?? []).entries()) {
            // As Cytoscape puts them back together.
            const distance = segments?.distances[at] ?? 0;
            expect(from.x + weight * dx - (distance * dy) / length).toBeCloseTo(points[at + 1]?.x ?? 0, 4);
            expect(from.y + weight * dy + (distance * dx) / length).toBeCloseTo(points[at + 1]?.y ?? 0, 4);
          }
        },
      ),
      often(300, 5000),
    );
  });

  it('are none of a line that is straight', () => {
    expect(
      segmentsOf([
        { x: 0, y: 0 },
        { x: 9, y: 0 },
      ]),
    ).toBeNull();
  });
});

describe('a picture of operators', () => {
  const folds = [0, 1, 2];
  const graph = graphOf(
    [node('scale'), node('pls', folds), node('ridge', folds)],
    [
      edge('scale', 'pls'),
      edge('scale', 'pls', { kind: 'depends', inferred: false }),
      // Not of all folds, or they would be one line between the boxes.
      ...folds
        .slice(0, 2)
        .map((fold) =>
          edge('pls', 'ridge', { kind: 'depends', inferred: false, from_fold: fold, to_fold: fold }),
        ),
    ],
  );

  it('has folds in one box, and one line for all edges between two boxes: the one that says most', () => {
    const { boxes, lines } = pictureOf(graph);
    expect(boxes.map(({ id, isStack, detail }) => [id, isStack, detail])).toEqual([
      ['scale', false, '1.00 kB'],
      ['pls', true, '3 folds · 3.00 kB'],
      ['ridge', true, '3 folds · 3.00 kB'],
    ]);
    expect(lines.map(({ from, to, kind, isInferred }) => [from, to, kind, isInferred])).toEqual([
      ['scale', 'pls', 'depends', false],
      ['pls', 'ridge', 'depends', false],
    ]);
  });

  it('has a row for each fold of an opened box, and lines to rows only where folds differ', () => {
    const {
      boxes,
      lines,
      model: { drawing },
    } = pictureOf(graph, true);
    expect(boxes.map(({ rows }) => rows.map(({ title }) => title))).toEqual([
      [],
      ['fold 0', 'fold 1', 'fold 2'],
      ['fold 0', 'fold 1', 'fold 2'],
    ]);
    expect(lines).toHaveLength(3);
    expect(drawing.lines.filter(({ fromRow }) => fromRow !== null)).toHaveLength(2);
    expect(drawing.boxes.map(({ height }) => height)).toEqual([42, 42 + 60, 42 + 60]);
  });

  it('leaves out kinds of edges that are hidden', () => {
    expect(pictureOf(graph, false, ['depends']).lines.map(({ kind }) => kind)).toEqual(['feeds']);
  });

  it('says what is missing, what is not found, and what could be meant', () => {
    const broken = node('svr', folds);
    const [first, ...rest] = broken.records;
    if (first === undefined) throw new Error('There is no record');
    const { boxes } = pictureOf(
      graphOf(
        [
          { ...broken, records: [{ ...first, state: 'missing', file: null }, ...rest] },
          {
            ...broken,
            id: 'never',
            records: [{ ...first, state: 'missing', unwritten: true, file: null }, ...rest],
          },
          node('gone', [], { kind: 'ghost' }),
          node('some', [], { kind: 'ghost', candidates: 3 }),
          node('none', [], { role: 'splitter', artifact_type: null }),
        ],
        [],
      ),
    );
    expect(boxes.map(({ detail, type, state }) => [detail, type, state?.legend ?? null])).toEqual([
      ['✕ 1 of 3 missing', 'model', 'missing'],
      ['– 1 of 3 never written', 'model', 'never written'],
      ['not found', null, 'not found'],
      ['3 candidates', null, 'several candidates'],
      ['stored nothing', 'splitter', null],
    ]);
  });

  it('lights the path of a box, and of a fold only its own', () => {
    const folded = pictureWays(pictureOf(graph));
    expect([...litPath(folded, 'pls').upstream.ids]).toEqual(['scale']);
    expect([...litPath(folded, 'pls').downstream.ids]).toEqual(['ridge']);
    const { boxes, lines } = pictureOf(graph, true);
    const row = boxes[2]?.rows[1]?.id ?? '';
    const { upstream } = litPath(pictureWays({ boxes, lines }), row);
    expect(upstream.ids.has(boxes[1]?.rows[1]?.id ?? '')).toBe(true);
    expect(upstream.ids.has(boxes[1]?.rows[0]?.id ?? '')).toBe(false);
    expect(upstream.ids.has('scale')).toBe(true);
  });

  it('goes through circles once', () => {
    const circle = pictureOf(graphOf([node('a'), node('b')], [edge('a', 'b'), edge('b', 'a')]));
    const { upstream, downstream } = litPath(pictureWays(circle), 'a');
    expect([[...upstream.ids], [...downstream.ids]]).toEqual([['b'], ['b']]);
  });
});

describe('arrow keys in a picture', () => {
  const area = (x: number, y: number): { x: number; y: number; width: number; height: number } => ({
    x,
    y,
    width: 100,
    height: 40,
  });
  const stops = [
    { id: 'a', area: area(0, 100) },
    { id: 'b', area: area(200, 0) },
    { id: 'c', area: area(200, 110) },
    { id: 'd', area: area(200, 190) },
    { id: 'e', area: area(400, 400) },
  ];
  const { boxes, lines } = pictureOf(
    graphOf(
      ['a', 'b', 'c', 'd', 'e'].map((id) => node(id)),
      [edge('a', 'b'), edge('a', 'd'), edge('b', 'e')],
    ),
  );
  const ways = pictureWays({ boxes, lines });

  it.each([
    // Along an edge to the nearest, not to what stands right beside it.
    ['a', 'ArrowRight', 'd'],
    ['d', 'ArrowLeft', 'a'],
    ['b', 'ArrowDown', 'c'],
    ['c', 'ArrowUp', 'b'],
    // Nothing hangs there: what stands next that way.
    ['c', 'ArrowRight', 'e'],
    ['a', 'ArrowLeft', null],
  ] as const)('from %s by %s to %s', (from, key, to) => {
    expect(nextStop(stops, ways, from, key)).toBe(to);
  });
});

describe('the window on a picture', () => {
  const room = { width: 900, height: 600 };
  const geometry = (width: number, at: number): Parameters<typeof firstView>[0] => ({
    width,
    height: 300,
    boxes: [{ id: 'a', x: at, y: 100, width: 100, height: 40 }],
    lines: [],
    lanes: [],
  });

  it('shows all of it where that can be read, and else what is chosen in its middle', () => {
    expect(firstView(geometry(800, 0), null, room).zoom).toBe(Math.min(ZOOM.first, 840 / 800));
    const { zoom, pan } = firstView(geometry(9000, 4000), { x: 4000, y: 100, width: 100, height: 40 }, room);
    expect(zoom).toBe(ZOOM.readable);
    expect(4050 * zoom + pan.x).toBeCloseTo(450);
  });

  it('keeps what stands in its middle where it was when the picture grows', () => {
    const view = { zoom: 1, pan: { x: -3600, y: 0 } };
    const kept = viewAfter(geometry(9000, 4000), geometry(9200, 4130), view, room, false);
    expect(kept).toEqual({ zoom: 1, pan: { x: -3730, y: 0 } });
    expect(viewAfter(geometry(1, 0), { ...geometry(1, 0), boxes: [] }, view, room, false)).toBeNull();
  });
});

describe('the window on a pipeline that grows', () => {
  const room = { width: 1000, height: 700 };

  it('lets stand what stood, also where not all of it is seen any more, and is put anew where it shrank', () => {
    const branches = (count: number, before?: Geometry): Geometry => {
      const ids = Array.from({ length: count }, (_, at) => `branch ${at}`);
      const graph = graphOf(
        [node('trunk'), ...ids.map((id, at) => node(id, [null], { branch: [at], step: 2 }))],
        ids.map((id) => edge('trunk', id)),
      );
      return layLanes(pictureOf(graph).model.drawing, before);
    };
    const seen = (geometry: Geometry, { zoom, pan }: Viewport, id: string): Point | null => {
      const box = geometry.boxes.find((one) => one.id === id);
      return box === undefined ? null : { x: box.x * zoom + pan.x, y: box.y * zoom + pan.y };
    };
    const grown = (from: number, to: number): { readonly isKept: boolean; readonly moved: number } => {
      const before = branches(from);
      const after = branches(to, before);
      const view = firstView(before, null, room);
      const kept = viewAfter(before, after, view, room, true);
      const moves = before.boxes.map(({ id }) => {
        const [then, now] = [seen(before, view, id), seen(after, kept ?? view, id)];
        return Math.hypot((now?.x ?? 0) - (then?.x ?? 0), (now?.y ?? 0) - (then?.y ?? 0));
      });
      return { isKept: kept !== null, moved: Math.max(...moves) };
    };
    expect(grown(1, 2)).toEqual({ isKept: true, moved: 0 });
    expect(grown(2, 3)).toEqual({ isKept: true, moved: 0 });
    // All of it has room only where it is drawn smaller, and what is read would jump.
    expect(grown(3, 8)).toEqual({ isKept: true, moved: 0 });
    // Not all of it has room however small it may be drawn.
    expect(grown(40, 41)).toEqual({ isKept: true, moved: 0 });
    // What became smaller is put where it is seen best.
    expect(viewAfter(branches(3), branches(2), firstView(branches(3), null, room), room, true)).toBeNull();
  });
});
