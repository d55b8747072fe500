import type { DependencyStatus, DependsOn } from '../../../../shared/api/records/relations.ts';
import { allRows, type ReadableIndex } from '../../index/database.ts';
import { recordKey } from '../../index/record-key.ts';
import { recordName } from '../records/record.ts';
import { MOST_RELATED, relatedRecords } from './related.ts';
import { findCycle, topologicalOrder, type Arrow } from './topological-order.ts';

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

/**
 * All edges within reach. CROSS JOIN fixes the order of the tables: with a plain JOIN SQLite's planner scans the
 * dependency table for every step. UNION drops what was reached before, so that cycles end.
 */
const REACH = {
  forward: `WITH RECURSIVE reach(id) AS (VALUES(:id) UNION
      SELECT d.target_id FROM reach CROSS JOIN dependency d ON d.record_id = reach.id
      WHERE d.origin = 0 AND d.target_id IS NOT NULL)
    SELECT d.record_id AS "from", d.target_id AS "to", d.target, d.status
    FROM reach CROSS JOIN dependency d ON d.record_id = reach.id WHERE d.origin = 0
    ORDER BY d.record_id, d.ordinal`,
  reverse: `WITH RECURSIVE reach(id) AS (VALUES(:id) UNION
      SELECT d.record_id FROM reach CROSS JOIN dependency d ON d.target_id = reach.id WHERE d.origin = 0)
    SELECT d.record_id AS "from", d.target_id AS "to", d.target, d.status
    FROM reach CROSS JOIN dependency d ON d.target_id = reach.id WHERE d.origin = 0
    ORDER BY d.record_id, d.ordinal`,
  forwardOne: `SELECT record_id AS "from", target_id AS "to", target, status FROM dependency
    WHERE record_id = :id AND origin = 0 ORDER BY ordinal`,
  reverseOne: `SELECT record_id AS "from", target_id AS "to", target, status FROM dependency
    WHERE target_id = :id AND origin = 0 ORDER BY record_id, ordinal`,
} as const;

function edgesOf(index: ReadableIndex, { record, reverse, transitive }: DependencyQuestion): Edge[] {
  const kind = transitive ? (reverse ? 'reverse' : 'forward') : reverse ? 'reverseOne' : 'forwardOne';
  return allRows<Edge>(index, REACH[kind], { id: record });
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
  /** Keys of a cycle, in order; null where there is none. */
  readonly cycle: readonly string[] | null;
  /** Whether the record asked about reaches itself. */
  readonly isCircular: boolean;
  /** Ids that the record itself names. */
  readonly direct: number;
}

function reachOf(index: ReadableIndex, question: DependencyQuestion): Reach {
  const { record, reverse } = question;
  const edges = edgesOf(index, question);
  const byKey = new Map<string, Edge>();
  for (const edge of edges) {
    const key = reverse ? `#${edge.from}` : keyOf(edge.to, edge.target);
    if (!byKey.has(key)) byKey.set(key, edge);
  }
  const arrows = edges.map(({ from, to, target }): Arrow => [`#${from}`, keyOf(to, target)]);
  return {
    nodes: [...depthsOf(edges, question)].flatMap(([key, depth]) => {
      const edge = byKey.get(key);
      return edge === undefined ? [] : [{ key, depth, edge }];
    }),
    arrows,
    cycle: findCycle(arrows),
    isCircular: edges.some(({ to }) => to === record),
    direct: new Set(edges.filter(({ from }) => from === record).map(({ target }) => target)).size,
  };
}

const recordOf = (key: string): number => Number(key.slice(1));

function idOf(index: ReadableIndex, key: string): string {
  if (key.startsWith('?')) return key.slice(1);
  const name = recordName(index, recordOf(key));
  return name.artifact_id ?? recordKey(name);
}

const statusOf = ({ status }: Edge): DependencyStatus => STATUSES[status] ?? 'unresolved';

/**
 * What a record depends on, or (reverse) what depends on it: only what `depends_on` says, which is written on
 * meta-models alone; inferred needs are in `impact`. A cycle within reach is the answer instead: without an end there
 * is no order.
 */
export function dependenciesOf(
  index: ReadableIndex,
  question: DependencyQuestion,
): Dependencies | DependencyCycle {
  const { nodes, arrows, cycle } = reachOf(index, question);
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

/** The same of all that a record depends on: how much that is, and the first of it with what the inspector shows of a record. */
export function dependsOn(index: ReadableIndex, record: number): DependsOn {
  const { nodes, cycle, isCircular, direct } = reachOf(index, { record, reverse: false, transitive: true });
  const first = nodes.slice(0, MOST_RELATED);
  const resolved = first.flatMap(({ edge: { to } }) => (to === null ? [] : [to]));
  const related = relatedRecords(index, resolved);
  const byId = new Map(resolved.map((id, place) => [id, related[place]]));
  return {
    direct,
    total: nodes.length,
    dependencies: first.map(({ depth, edge }) => ({
      target: edge.target,
      status: statusOf(edge),
      depth,
      record: edge.to === null ? null : (byId.get(edge.to) ?? null),
    })),
    cycle: isCircular ? (cycle?.map((key) => idOf(index, key)) ?? null) : null,
  };
}
