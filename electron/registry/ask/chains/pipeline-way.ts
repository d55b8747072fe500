import type { WayRecord, PipelineWayNode, PipelineWay } from '../../../../shared/api/chains/way.ts';
import type { Sums } from '../../../../shared/api/numbers.ts';
import { noSums } from '../../columns/sums.ts';
import type { ReadableIndex } from '../../index/database.ts';
import type { WayNode } from '../../../../shared/domain/way.ts';
import { treeOf } from '../../way/way-tree.ts';
import { recordRows, referenceRows, wayRecord, type ReferenceRow } from './pipeline-records.ts';
import { wayOfManifest } from '../../index/way-of-manifest.ts';

/** Inputs that are given of each node. */
const MOST_INPUTS = 50;

/** What the records of one operator use. */
function sumsOf(records: readonly WayRecord[], references: readonly (readonly ReferenceRow[])[]): Sums {
  const sums = { ...noSums(), records: records.length };
  const counts = new Map<number, number>();
  for (const { state, unwritten } of records) {
    if (state === 'missing') sums.missing += 1;
    if (unwritten) sums.unwritten += 1;
  }
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
