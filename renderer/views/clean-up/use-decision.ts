import { useState } from 'react';
import { failureOf, isLostCall } from '../../../shared/api/failure.ts';
import type { CoreClient } from '../../../shared/api/client.ts';
import { useConnections } from '../../state/connection/use-connections.ts';
import { problemLine } from '../../kit/problems/failure-text.ts';
import { useWorkspace } from '../../state/workspace/use-workspace.ts';

/** Makes a decision about what stands in the way, or takes one back, and scans; `problem` says why that failed. */
export function useDecision(): {
  readonly problem: string | null;
  readonly decide: (call: (client: CoreClient, workspace: string) => Promise<unknown>) => void;
} {
  const { coreClient } = useConnections();
  const { info, rescan } = useWorkspace();
  const [problem, setProblem] = useState<string | null>(null);
  const decide = (call: (client: CoreClient, workspace: string) => Promise<unknown>): void => {
    setProblem(null);
    call(coreClient, info.id).then(rescan, (error: unknown) => {
      const failure = failureOf(error);
      if (failure === null && !isLostCall(error)) throw error;
      setProblem(failure === null ? 'Stemma’s reader stopped. Try again.' : problemLine(failure));
    });
  };
  return { problem, decide };
}
