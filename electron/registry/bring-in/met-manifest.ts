import type { Manifest } from '../../../shared/domain/manifest.ts';
import type { WorkspacePath } from '../files/paths.ts';
import { allRows, type ReadableIndex } from '../index/database.ts';
import type { MetManifest } from './import-plan.ts';

/** A manifest of the workspace that one which is brought in meets, as the index knows it. */
export interface InPlace {
  /** Of its row. */
  readonly id: number;
  readonly path: WorkspacePath;
  readonly created: string | null;
  readonly uid: string | null;
  readonly pipelineId: string | null;
  /** Whether both have the same bytes. */
  readonly isEqual: boolean;
}

/** Both sides beside each other: how many records each has, and how many ids are in both. */
export function metManifest(
  index: ReadableIndex,
  { items }: Manifest,
  met: InPlace | null,
): MetManifest | null {
  if (met === null) return null;
  const { path, uid, pipelineId, created } = met;
  const records = allRows<{ artifactId: string | null }>(
    index,
    'SELECT artifact_id AS artifactId FROM record WHERE manifest_id = :id',
    { id: met.id },
  );
  const ids = new Set(records.map(({ artifactId }) => artifactId));
  const sameIds = items.filter(({ artifactId }) => artifactId !== null && ids.has(artifactId)).length;
  return { path, uid, pipelineId, createdAt: created, records: records.length, sameIds };
}
