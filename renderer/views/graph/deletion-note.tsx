import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { CleanSelection } from '../../../shared/api/deletion/clean-selection.ts';
import { formatBytes } from '../../../shared/text/format-number.ts';
import { breaksText, staysText } from '../../flows/deletion/plan-text.ts';
import { ReviewButton } from '../../flows/deletion/review-button.tsx';
import { useConnections } from '../../state/connection/use-connections.ts';
import { usePlace } from '../../state/route/use-place.ts';
import { unreadableTitle } from '../../text/unreadable-text.ts';

/** What deleting pipelines would do, and the way to its plan. */
export function DeletionNote({
  title,
  selection,
}: {
  /** What would be deleted. */
  readonly title: string;
  readonly selection: CleanSelection;
}): ReactElement {
  const { coreQueries } = useConnections();
  const { workspace } = usePlace();
  const { data } = useQuery(
    coreQueries.clean.whatIf.queryOptions({
      input: { workspace, selection },
      placeholderData: (before) => before,
    }),
  );
  const stays = data === undefined ? '' : staysText(data.stays);
  return (
    <div className="graph-info" role="group" aria-label="If deleted">
      <span role="status">
        <b>{title}</b>{' '}
        {data === undefined ? (
          '…'
        ) : data.unknown.length > 0 ? (
          `frees what is not known while ${unreadableTitle(data.unknown)}`
        ) : (
          <>
            frees <b>{formatBytes(data.frees.bytes)}</b>
            {stays !== '' && ` · ${stays}`} · {breaksText(data.breaks)}
          </>
        )}
      </span>
      <ReviewButton text="Add to clean-up" selection={selection} />
    </div>
  );
}
