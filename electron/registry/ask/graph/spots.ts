import type { WayNode } from '../../../../shared/domain/way.ts';
import { allTuples, type ReadableIndex } from '../../index/database.ts';
import { fileId, ghostId } from './node-id.ts';
import { KnownPipelines, type KnownPipeline } from './known-pipelines.ts';
import type { PlacedRecord, WrittenNeed } from './written.ts';

/** An operator of a pipeline. */
export interface OperatorSpot {
  readonly kind: 'operator';
  readonly id: string;
  readonly pipeline: KnownPipeline;
  readonly node: WayNode;
}

/** What records of a pipeline name and that is no record, or could be several. */
export interface GhostSpot {
  readonly kind: 'ghost';
  readonly id: string;
  readonly pipeline: KnownPipeline;
  readonly target: string;
  readonly candidates: number;
}

/** A stored file. */
export interface FileSpot {
  readonly kind: 'file';
  readonly id: string;
  /** Its number in the index. */
  readonly file: number;
  readonly path: string;
}

/** What becomes a node of a graph. */
export type Spot = OperatorSpot | GhostSpot | FileSpot;

/** Finds the spots of a workspace, and what lies beside them. */
export class Spots {
  readonly index: ReadableIndex;
  readonly pipelines: KnownPipelines;

  constructor(index: ReadableIndex) {
    this.index = index;
    this.pipelines = new KnownPipelines(index);
  }

  operator(pipeline: KnownPipeline, node: WayNode): OperatorSpot {
    return { kind: 'operator', id: pipeline.ids[node.id] ?? '', pipeline, node };
  }

  /** What a need means: an operator, or a ghost where it means no record, or several. */
  meant(pipeline: KnownPipeline, { to, target, status }: WrittenNeed): OperatorSpot | GhostSpot {
    const found = to === null ? undefined : this.ofRecord(to);
    if (found !== undefined) return found;
    const candidates = status === 2 ? pipeline.candidatesOf(target) : 0;
    return { kind: 'ghost', id: ghostId(pipeline.path, target), pipeline, target, candidates };
  }

  /** The operator of a record, whatever pipeline it is of. */
  ofRecord({ manifest, position }: Pick<PlacedRecord, 'manifest' | 'position'>): OperatorSpot | undefined {
    const pipeline = this.pipelines.of(manifest);
    const node = pipeline.nodeAt(position);
    return node === undefined ? undefined : this.operator(pipeline, node);
  }

  /** What a spot needs, nearest of its own pipeline first. */
  *needsOf(spot: Spot): Generator<Spot, void> {
    if (spot.kind !== 'operator') return;
    const { pipeline, node } = spot;
    for (const parent of pipeline.parentsOf(node)) yield* this.#at(pipeline, parent.node);
    for (const need of pipeline.needsOf(node)) yield this.meant(pipeline, need);
  }

  /** What needs a spot. */
  *neededBy(spot: Spot): Generator<Spot, void> {
    if (spot.kind === 'file') return;
    const { pipeline } = spot;
    if (spot.kind === 'ghost') {
      for (const { target, to, position } of pipeline.needs) {
        if (to === null && target === spot.target) yield* this.#holding(pipeline.manifest, position);
      }
      return;
    }
    for (const children of pipeline.childrenOf(spot.node)) {
      for (const child of children) yield* this.#at(pipeline, child);
    }
    for (const { position } of pipeline.neededBy(spot.node)) {
      yield* this.#holding(pipeline.manifest, position);
    }
    for (const { from } of pipeline.foreignOf(spot.node)) yield* this.#holding(from.manifest, from.position);
  }

  /** The files of an operator's records, or the operators of a file's: of pipelines, not of copies. */
  *sameFile(spot: Spot): Generator<Spot, void> {
    if (spot.kind === 'ghost') return;
    if (spot.kind === 'operator') {
      for (const [file, path] of this.#filesOf(spot)) yield { kind: 'file', id: fileId(path), file, path };
      return;
    }
    for (const [manifest, position] of usersOf(this.index, spot.file))
      yield* this.#holding(manifest, position);
  }

  *#at(pipeline: KnownPipeline, id: number): Generator<OperatorSpot, void> {
    const node = pipeline.way.nodes[id];
    if (node !== undefined) yield this.operator(pipeline, node);
  }

  *#holding(manifest: number, position: number): Generator<OperatorSpot, void> {
    const spot = this.ofRecord({ manifest, position });
    if (spot !== undefined) yield spot;
  }

  #filesOf({ pipeline, node }: OperatorSpot): (readonly [number, string])[] {
    return allTuples<readonly [number, string]>(
      this.index,
      `SELECT DISTINCT f.id, d.path || '/' || f.name FROM json_each(:positions) j
       CROSS JOIN record r ON r.manifest_id = :manifest AND r.position = j.value
       CROSS JOIN file f ON f.id = (SELECT min(x.file_id) FROM reference x WHERE x.record_id = r.id AND x.exact = 1)
       CROSS JOIN folder d ON d.id = f.folder_id ORDER BY j.key`,
      { manifest: pipeline.manifest, positions: JSON.stringify(node.records) },
    );
  }
}

/** The records of pipelines that use a file, one of each operator's folds at least, as far as they are looked at. */
function usersOf(index: ReadableIndex, file: number): (readonly [number, number])[] {
  return allTuples<readonly [number, number]>(
    index,
    `SELECT r.manifest_id, r.position FROM reference x CROSS JOIN record r ON r.id = x.record_id
     WHERE x.file_id = :file AND x.exact = 1 AND r.is_primary ORDER BY r.id LIMIT 10000`,
    { file },
  );
}
