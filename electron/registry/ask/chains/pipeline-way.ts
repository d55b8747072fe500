import type { WayRecord, PipelineWayNode, PipelineWay } from '../../../../shared/api/chains/way.ts';
import type { Sums } from '../../../../shared/api/numbers.ts';
import { GIVES_SPACE } from '../../files/gives-space.ts';
import { allRows, type ReadableIndex } from '../../index/database.ts';
import type { WayNode } from '../../../../shared/domain/way.ts';
import { recordKey } from '../../index/record-key.ts';
import { pythonTime } from '../../index/timestamps.ts';
import { treeOf } from '../../way/way-tree.ts';
import { recordStatus } from '../../state/record-status.ts';
import { wayOfManifest } from './way.ts';

/** Inputs that are given of each node. */
const MOST_INPUTS = 50;

interface RecordRow {
  readonly position: number;
  readonly fold: number | null;
  readonly type: string;
  readonly recorded: number;
  readonly createdUs: number;
  readonly hidden: number;
}

interface ReferenceRow {
  readonly position: number;
  readonly file: number;
  readonly exact: number;
  readonly size: number;
  readonly link: number;
  readonly note: number | null;
  readonly alias: number;
  readonly uses: number;
  readonly frees: number;
}

function recordRows(index: ReadableIndex, manifestId: number): Map<number, RecordRow> {
  const rows = allRows<RecordRow>(
    index,
    `SELECT r.position, r.fold, t.text AS type, r.size AS recorded, r.created_us AS createdUs,
       r.dataset IN (SELECT dataset FROM hidden_dataset) AS hidden
     FROM record r CROSS JOIN dictionary t ON t.id = r.type WHERE r.manifest_id = :manifestId`,
    { manifestId },
  );
  return new Map(rows.map((row) => [row.position, row]));
}

function referenceRows(index: ReadableIndex, manifestId: number): Map<number, ReferenceRow[]> {
  const rows = allRows<ReferenceRow>(
    index,
    `SELECT r.position, f.id AS file, x.exact, f.size, f.link, n.note, u.alias, u.records AS uses,
       ${GIVES_SPACE} AND u.claimed = 0 AS frees
     FROM record r CROSS JOIN reference x ON x.record_id = r.id CROSS JOIN file f ON f.id = x.file_id
     CROSS JOIN file_use u ON u.file_id = f.id
     LEFT JOIN file_note n ON n.file_id = f.id WHERE r.manifest_id = :manifestId ORDER BY r.position, x.exact DESC`,
    { manifestId },
  );
  const byPosition = new Map<number, ReferenceRow[]>();
  for (const row of rows) {
    const known = byPosition.get(row.position);
    if (known === undefined) byPosition.set(row.position, [row]);
    else known.push(row);
  }
  return byPosition;
}

function wayRecord(manifest: string, row: RecordRow, references: readonly ReferenceRow[]): WayRecord {
  const own = references.find(({ exact }) => exact === 1);
  return {
    key: recordKey({ manifest, position: row.position }),
    fold: row.fold,
    size_bytes: own?.size ?? row.recorded,
    exclusive_bytes: own?.uses === 1 && own.frees === 1 ? own.size : 0,
    state: recordStatus({
      recorded: row.recorded,
      size: own?.size ?? null,
      link: own?.link ?? null,
      note: own?.note ?? null,
      isHidden: row.hidden === 1,
    }),
    created_at: row.createdUs === 0 ? null : pythonTime(row.createdUs),
  };
}

/** What the records of one operator use. */
function sumsOf(records: readonly WayRecord[], references: readonly (readonly ReferenceRow[])[]): Sums {
  const sums = { records: records.length, files: 0, size_bytes: 0, exclusive_bytes: 0, missing: 0 };
  const counts = new Map<number, number>();
  for (const { state } of records) if (state === 'missing') sums.missing += 1;
  for (const { file, size, alias, uses, frees } of references.flat()) {
    if (alias === 1) continue;
    const count = (counts.get(file) ?? 0) + 1;
    counts.set(file, count);
    if (count === 1) {
      sums.files += 1;
      sums.size_bytes += size;
    }
    if (count === uses && frees === 1) sums.exclusive_bytes += size;
  }
  return sums;
}

/** The way of the data through a pipeline, by the number of its manifest in the index. */
export function pipelineWay(
  index: ReadableIndex,
  manifest: { readonly id: number; readonly path: string },
): PipelineWay {
  const way = wayOfManifest(index, manifest.id);
  const rows = recordRows(index, manifest.id);
  const references = referenceRows(index, manifest.id);
  const places = treeOf(way);
  const shown = (node: WayNode): PipelineWayNode => {
    const place = places[node.id];
    const used = node.records.map((position) => references.get(position) ?? []);
    const folds = node.records.flatMap((position, at) => {
      const row = rows.get(position);
      return row === undefined ? [] : [wayRecord(manifest.path, row, used[at] ?? [])];
    });
    return {
      ...sumsOf(folds, used),
      id: node.id,
      parent: place?.parent ?? null,
      inputs: place?.inputs.slice(0, MOST_INPUTS) ?? [],
      input_count: place?.inputs.length || node.parents.length,
      depends: place?.depends ?? false,
      step: node.stepIndex,
      class: node.operatorClass,
      type: node.operatorType,
      role: node.role,
      artifact_type: rows.get(node.records[0] ?? -1)?.type || null,
      branch: node.branchPath,
      substep: node.substep,
      source: node.source,
      inferred: node.inferred,
      folds,
    };
  };
  return { manifest: manifest.path, traced: way.traced, nodes: way.nodes.map(shown) };
}
