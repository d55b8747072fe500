import type { WaysProgress } from '../../registry/index/derive-ways.ts';
import type { WaysOutcome } from '../../registry/workspace.ts';
import type { UnchangingJob } from './job.ts';

/** Derives the ways that a large scan left. What was derived until it is cancelled is kept. */
export const deriveWays: UnchangingJob<null, WaysProgress, WaysOutcome> = {
  lane: 'write',
  kind: null,
  changesWorkspace: false,
  isShared: true,
  onCancel: 'drop',
  waiting: { phase: 'ways', derived: 0, total: 0 },
  run: ({ workspace }) => workspace.deriveWays(),
  // Nothing that could be asked before says anything else after it.
  hasChanged: (outcome) => outcome === 'rebuilt',
};
