import { useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Button } from '../../kit/button.tsx';
import { useDelayed } from '../../kit/use-delayed.ts';
import { EmptyView } from '../../kit/view-head.tsx';
import { useConnections } from '../../state/connection/use-connections.ts';
import { useGo } from '../../state/route/use-place.ts';

/** What is there sooner shows no progress. */
const SILENT_MS = 300;

/** While the rows are put together; equal operators of all pipelines take their time in a large workspace, and can be given up. */
export function ReadingChains({ by }: { readonly by: 'run' | 'operator' }): ReactElement {
  const queries = useQueryClient();
  const { coreQueries } = useConnections();
  const go = useGo();
  const isLong = useDelayed(true, SILENT_MS);
  if (by === 'run' || !isLong) return <div className="grow" aria-busy="true" />;
  const cancel = (): void => {
    void queries.cancelQueries({ queryKey: coreQueries.workspace.operators.key() });
    go({ own: { by: null } }, 'replace');
  };
  return (
    <EmptyView title="Putting equal operators together">
      <p>
        <progress aria-label="Putting equal operators together" />
      </p>
      <p>The chains of all pipelines are merged once for each state of the workspace.</p>
      <Button text="Cancel" onClick={cancel} />
    </EmptyView>
  );
}
