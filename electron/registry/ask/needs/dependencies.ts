import type { DependencyStatus, DependsOn } from '../../../../shared/api/records/relations.ts';
import type { RecordKey } from '../../../../shared/domain/record-key.ts';
import type { ViewContext } from '../../columns/columns.ts';
import { complete, type Slices } from '../../columns/slices.ts';
import { allRows, type ReadableIndex } from '../../index/database.ts';
import { recordByKey } from '../../index/record-key.ts';
import { idOrKey, recordName } from '../records/record.ts';
import { DerivedNeeds } from './derived-needs.ts';
import { MOST_RELATED, relatedRecords } from './related.ts';
import { cycleThrough, findCycle, topologicalOrder, type Arrow } from './topological-order.ts';

/** A record that another one depends on, or that depends on it. */
export interface DependencyNode {
  /** The record's manifest; that of the dependent where the id means none, or several. */
  readonly manifest: string;
  readonly artifact_id: string | null;
  /** Steps from the artifact asked about, along the shortest way. */
  readonly depth: number;
  readonly status: DependencyStatus;
  /** Manifests that hold the id, where it is ambiguous. */
  readonly candidates?: readonly string[];
}

/** A record that the derived way leads to, and no manifest names. */
export interface DerivedNode {
  readonly manifest: string;
  readonly artifact_id: string | null;
  readonly position: number;
  readonly depth: number;
}

/** The answer to `deps`. */
export interface Dependencies {
  readonly artifact: { readonly manifest: string; readonly artifact_id: string | null };
  readonly direction: 'dependencies' | 'dependents';
  readonly nodes: readonly DependencyNode[];
  /** Ids, dependencies before dependents, without the artifact itself. */
  readonly order: readonly string[];
}

/** A cycle among dependencies: its ids in order, each depending on the next, the last on the first. */
export interface DependencyCycle {
  readonly cycle: readonly string[];
}

/** What is asked about the dependencies of a record. */
export interface DependencyQuestion {
  readonly record: number;
  readonly reverse: boolean;
  readonly transitive: boolean;
}

/** An edge of the closure: `from` depends on `to`. A target that means no one record is `to: null`. */
interface Edge {
  readonly from: number;
  readonly to: number | null;
  readonly target: string;
  readonly status: number;
}

/** As `dependency.status` numbers them. */
export const STATUSES: readonly DependencyStatus[] = ['resolved', 'unresolved', 'ambiguous'];

/** What records depend on, and what depends on them. CROSS JOIN fixes the order of the tables: SQLite would scan the dependencies. */
const EDGES = {
  forward: `SELECT d.record_id AS "from", d.target_id AS "to", d.target, d.status
    FROM json_each(:records) j CROSS JOIN dependency d ON d.record_id = j.value WHERE d.origin = 0
    ORDER BY d.record_id, d.ordinal`,
  reverse: `SELECT d.record_id AS "from", d.target_id AS "to", d.target, d.status
    FROM json_each(:records) j CROSS JOIN dependency d ON d.target_id = j.value WHERE d.origin = 0
    ORDER BY d.record_id, d.ordinal`,
} as const;

/** Records that are asked about in one go. */
const CHUNK = 500;

/** All edges within reach, by the record that depends and then as it writes them. What was reached before is not followed again. */
function* edgesOf(index: ReadableIndex, { record, reverse, transitive }: DependencyQuestion): Slices<Edge[]> {
  const edges: Edge[] = [];
  const seen = new Set([record]);
  // Grows while it is walked through.
  const waiting = [record];
  for (let from = 0; from < waiting.length;) {
    const chunk = waiting.slice(from, from + CHUNK);
    from += chunk.length;
    const records = JSON.stringify(chunk);
    for (const edge of allRows<Edge>(index, EDGES[reverse ? 'reverse' : 'forward'], { records })) {
      edges.push(edge);
      const next = reverse ? edge.from : edge.to;
      if (!transitive || next === null || seen.has(next)) continue;
      seen.add(next);
      waiting.push(next);
    }
    yield 'more';
  }
  // Those of one record came together, in their order: sorting keeps it.
  return edges.sort((one, other) => one.from - other.from);
}

/** A key of a node of the closure: a record, or a target that means none, within its dependent's manifest. */
const keyOf = (id: number | null, target: string): string => (id === null ? `?${target}` : `#${id}`);

/** Depths by breadth-first search from the record asked about. */
function depthsOf(edges: readonly Edge[], { record, reverse }: DependencyQuestion): Map<string, number> {
  const next = new Map<string, string[]>();
  for (const { from, to, target } of edges) {
    const [near, far] = reverse ? [keyOf(to, target), `#${from}`] : [`#${from}`, keyOf(to, target)];
    const known = next.get(near);
    if (known === undefined) next.set(near, [far]);
    else known.push(far);
  }
  const start = `#${record}`;
  const depths = new Map([[start, 0]]);
  let level = [start];
  for (let depth = 1; level.length > 0; depth += 1) {
    const following: string[] = [];
    for (const key of level) {
      for (const far of next.get(key) ?? []) {
        if (depths.has(far)) continue;
        depths.set(far, depth);
        following.push(far);
      }
    }
    level = following;
  }
  depths.delete(start);
  return depths;
}

/** The manifests between which an ambiguous id leaves open what it means: its dependent's own, else those of the dataset. */
function candidatesOf(index: ReadableIndex, dependent: number, target: string): string[] {
  const rows = allRows<{ path: string }>(
    index,
    `SELECT DISTINCT m.path FROM record s CROSS JOIN record o ON o.artifact_id = :target
     CROSS JOIN manifest m ON m.id = o.manifest_id
     WHERE s.id = :dependent AND CASE
       WHEN EXISTS (SELECT 1 FROM record x WHERE x.artifact_id = :target AND x.manifest_id = s.manifest_id)
       THEN o.manifest_id = s.manifest_id ELSE o.dataset = s.dataset AND o.is_primary = 1 END
     ORDER BY m.path`,
    { dependent, target },
  );
  return rows.map((row) => row.path);
}

/** What is within reach of a record: a node for each record, and for each id that means none, nearer ones first. */
interface Reach {
  readonly nodes: readonly { readonly key: string; readonly depth: number; readonly edge: Edge }[];
  readonly arrows: readonly Arrow[];
  /** Keys of a cycle, in order, of one that the record is in where it is in any; null where there is none. */
  readonly cycle: readonly string[] | null;
  /** Whether the record asked about reaches itself. */
  readonly isCircular: boolean;
  /** Ids that the record itself names. */
  readonly direct: number;
}

/** Looks at everything within reach of a record, at any depth. */
function* reachInSlices(index: ReadableIndex, question: DependencyQuestion): Slices<Reach> {
  const { record, reverse } = question;
  const edges = yield* edgesOf(index, question);
  const byKey = new Map<string, Edge>();
  for (const edge of edges) {
    const key = reverse ? `#${edge.from}` : keyOf(edge.to, edge.target);
    if (!byKey.has(key)) byKey.set(key, edge);
  }
  const arrows = edges.map(({ from, to, target }): Arrow => [`#${from}`, keyOf(to, target)]);
  const own = edges.some(({ to }) => to === record) ? cycleThrough(arrows, `#${record}`) : null;
  return {
    nodes: [...depthsOf(edges, question)].flatMap(([key, depth]) => {
      const edge = byKey.get(key);
      return edge === undefined ? [] : [{ key, depth, edge }];
    }),
    arrows,
    cycle: own ?? findCycle(arrows),
    isCircular: own !== null,
    direct: new Set(edges.filter(({ from }) => from === record).map(({ target }) => target)).size,
  };
}

const recordOf = (key: string): number => Number(key.slice(1));

function idOf(index: ReadableIndex, key: string): string {
  return key.startsWith('?') ? key.slice(1) : idOrKey(index, recordOf(key));
}

const statusOf = ({ status }: Edge): DependencyStatus => STATUSES[status] ?? 'unresolved';

/** What the derived way leads to from a record, without what {@link dependenciesOf} finds written. */
export function derivedDependencies(index: ReadableIndex, question: DependencyQuestion): DerivedNode[] {
  const { record, reverse, transitive } = question;
  const { nodes } = complete(reachInSlices(index, question));
  const written = new Set(nodes.flatMap(({ key }) => (key.startsWith('?') ? [] : [recordOf(key)])));
  const needs = new DerivedNeeds(index);
  const direct = reverse ? needs.dependentsOf(record) : needs.needsOf(record);
  const reached = transitive
    ? complete(needs.reach([record], reverse ? 'dependents' : 'needs'))
    : new Map(direct.map((other) => [other, 1]));
  return [...reached].flatMap(([other, depth]) =>
    written.has(other) ? [] : [{ ...recordName(index, other), depth }],
  );
}

/**
 * What a record depends on, or (reverse) what depends on it: only what `depends_on` says, which is written on
 * meta-models alone; {@link derivedDependencies} tells the rest. A cycle within reach is the answer instead: without an end there
 * is no order.
 */
export function dependenciesOf(
  index: ReadableIndex,
  question: DependencyQuestion,
): Dependencies | DependencyCycle {
  const { nodes, arrows, cycle } = complete(reachInSlices(index, question));
  if (cycle !== null) return { cycle: cycle.map((key) => idOf(index, key)) };
  const shown = nodes.map(({ key, depth, edge }): DependencyNode => {
    if (!key.startsWith('?')) {
      const { manifest, artifact_id } = recordName(index, recordOf(key));
      return { manifest, artifact_id, depth, status: 'resolved' };
    }
    const status = statusOf(edge);
    const node = { manifest: recordName(index, edge.from).manifest, artifact_id: edge.target, depth, status };
    return status === 'ambiguous'
      ? { ...node, candidates: candidatesOf(index, edge.from, edge.target) }
      : node;
  });
  const self = `#${question.record}`;
  const order = topologicalOrder(arrows).filter((key) => key !== self);
  const { manifest, artifact_id } = recordName(index, question.record);
  return {
    artifact: { manifest, artifact_id },
    direction: question.reverse ? 'dependents' : 'dependencies',
    nodes: shown,
    order: order.map((key) => idOf(index, key)),
  };
}

/** A part of what is within reach of a record that it depends on, with what the inspector shows of a record. */
function shownDependencies(
  index: ReadableIndex,
  { nodes, cycle, isCircular, direct }: Reach,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): DependsOn {
  const part = nodes.slice(offset, offset + limit);
  const resolved = part.flatMap(({ edge: { to } }) => (to === null ? [] : [to]));
  const related = relatedRecords(index, resolved);
  const byId = new Map(resolved.map((id, place) => [id, related[place]]));
  return {
    direct,
    total: nodes.length,
    dependencies: part.map(({ depth, edge }) => ({
      target: edge.target,
      status: statusOf(edge),
      depth,
      record: edge.to === null ? null : (byId.get(edge.to) ?? null),
    })),
    cycle: isCircular ? (cycle?.map((key) => idOf(index, key)) ?? null) : null,
  };
}

/** All that a record depends on: how much that is, and the first of it. */
export function dependsOn(index: ReadableIndex, record: number): DependsOn {
  const reach = complete(reachInSlices(index, { record, reverse: false, transitive: true }));
  return shownDependencies(index, reach, { offset: 0, limit: MOST_RELATED });
}

/** The same, and any part of it; null where there is no such record (any more). Gone through once for each state of the index. */
export function* dependencyPage(
  { index, memo }: ViewContext,
  key: RecordKey,
  part: { readonly offset: number; readonly limit: number },
): Slices<DependsOn | null> {
  const record = recordByKey(index, key)?.id;
  if (record === undefined) return null;
  const question = { record, reverse: false, transitive: true };
  const reach = yield* memo.answer(`depends on ${record}`, () => reachInSlices(index, question));
  return shownDependencies(index, reach, part);
}
