import { createContext, useContext } from 'react';
import type { WorkspaceInfo } from '../../../shared/api/workspace/workspace.ts';

/** The workspace that the window shows, as far as it rarely changes: what each view needs to ask. */
export interface ShownWorkspace {
  readonly info: WorkspaceInfo;
  /** Whether there is an index to ask; before, during the first scan, there are only running totals. */
  readonly isReady: boolean;
  /** Rises with every change of the index. */
  readonly revision: number;
  /** When the last scan ended, in milliseconds since 1970; null before the first. */
  readonly scannedAt: number | null;
  /** Scans it again. */
  readonly rescan: () => void;
}

/** Holds the {@link ShownWorkspace}. */
export const WorkspaceContext = createContext<ShownWorkspace | null>(null);

/** The workspace that the window shows. */
export function useWorkspace(): ShownWorkspace {
  const workspace = useContext(WorkspaceContext);
  if (workspace === null) throw new Error('There is no WorkspaceContext around this component');
  return workspace;
}
