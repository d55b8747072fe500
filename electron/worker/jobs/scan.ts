import type { ScanProgress, ScanSummary } from '../../../shared/api/workspace/workspace.ts';
import type { UnchangingJob } from './job.ts';

/** Brings the index to what lies in the workspace; null where another Stemma writes it just now. */
export const scan: UnchangingJob<null, ScanProgress, ScanSummary | null> = {
  lane: 'write',
  kind: null,
  changesWorkspace: false,
  isShared: true,
  onCancel: 'drop',
  waiting: { phase: 'look', files: 0, bytes: 0, manifests: 0, records: 0, toRead: null, read: 0 },
  run: ({ workspace }) => workspace.scan(),
  hasChanged: (summary) => summary?.changed !== false,
};
