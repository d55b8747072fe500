import type { WorkResult } from '../../../../shared/api/deletion/clean-work.ts';

/** What work came to, by a result that is changed. */
export const worked = (change: Partial<WorkResult>): WorkResult => ({
  work: 'moving',
  trash_id: '20261124T091530Z-d4c1a0',
  done: { files: 24, bytes: 91_300 },
  freed_bytes: 0,
  beside: [],
  skipped: [],
  skipped_files: 0,
  notes: [],
  cancelled: false,
  ...change,
});
