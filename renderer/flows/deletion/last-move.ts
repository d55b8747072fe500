import type { TrashBatch } from '../../../shared/api/deletion/trash-parts.ts';

/** What Undo puts back, of the batches of the trash with the latest first: the last one that is whole. Undefined where there is none. */
export function lastMove(batches: readonly TrashBatch[]): TrashBatch | undefined {
  return batches.find(({ files, state }) => files > 0 && state !== 'interrupted');
}
