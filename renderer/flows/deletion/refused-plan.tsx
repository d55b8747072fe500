import { DialogBody, DialogFooter } from '@blueprintjs/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useConnections } from '../../state/connection/use-connections.ts';
import { Button } from '../../kit/button.tsx';
import { failureText } from '../../kit/problems/failure-text.ts';
import { ProblemNote } from '../../kit/problems/problem-note.tsx';
import { useGo } from '../../state/route/use-place.ts';
import { useWorkspace } from '../../state/workspace/use-workspace.ts';
import type { Review } from './cleaning.ts';
import { noManifestsText } from './plan-text.ts';
import { TypedName } from './typed-name.tsx';
import { UnreadableList } from './unreadable-list.tsx';
import { useCleaning } from './use-cleaning.ts';

/** Why there is no plan, and what one can do about it. */
export function RefusedPlan({
  review: { selection, options, failure },
}: {
  readonly review: Extract<Review, { readonly kind: 'refused' }>;
}): ReactElement {
  const { ask, closeReview } = useCleaning();
  const go = useGo();
  const [typed, setTyped] = useState('');
  const isPipelines =
    selection.kind !== 'orphans' && selection.kind !== 'foreign' && selection.kind !== 'dataset';
  const show = (manifest: string): void => {
    closeReview();
    go({ selection: { kind: 'pipeline', manifest }, tab: 'manifest' });
  };
  return (
    <>
      <DialogBody>
        <div className="pad" role="alert">
          {failure.code === 'NO_MANIFESTS' ? <NoManifests /> : <ProblemNote problem={failureText(failure)} />}
          {failure.code === 'UNREADABLE' && (
            <UnreadableList entries={failure.data.unreadable} count={failure.data.count} onShow={show} />
          )}
          {failure.code === 'NO_MANIFESTS' && (
            <TypedName name={failure.data.name} purpose="plan anyway" typed={typed} onType={setTyped} />
          )}
        </div>
      </DialogBody>
      <DialogFooter
        actions={
          <>
            <Button text="Close" autoFocus onClick={closeReview} />
            {failure.code === 'NO_MANIFESTS' && (
              <Button
                primary
                text="Plan anyway"
                refusal={typed === failure.data.name ? null : `First type ${failure.data.name}`}
                onClick={() => ask(selection, { ...options, confirmEmpty: typed })}
              />
            )}
            {failure.code === 'UNREADABLE' && isPipelines && (
              <Button
                text="Plan the folders alone"
                onClick={() => ask(selection, { ...options, foldersOnly: true })}
              />
            )}
          </>
        }
      />
    </>
  );
}

/** Everything looks unused where no manifest is: more likely, the manifests are somewhere else. */
function NoManifests(): ReactElement {
  const { coreQueries } = useConnections();
  const { info, isReady } = useWorkspace();
  const files = useQuery(
    coreQueries.clean.kinds.queryOptions({ input: { workspace: info.id }, enabled: isReady }),
  ).data?.no_manifests?.files;
  return (
    <p>
      <strong>{noManifestsText(files ?? null, info.words)}</strong> Is a disk not mounted, or a copy not
      complete?
    </p>
  );
}
