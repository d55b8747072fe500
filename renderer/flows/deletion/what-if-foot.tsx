import { CrossIcon, TrashIcon } from '@blueprintjs/icons';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { CleanSelection } from '../../../shared/api/deletion/clean-selection.ts';
import { failureOf } from '../../../shared/api/failure.ts';
import { formatBytes } from '../../../shared/text/format-number.ts';
import { useConnections } from '../../state/connection/use-connections.ts';
import { unreadableTitle } from '../../text/unreadable-text.ts';
import { Button, IconButton } from '../../kit/button.tsx';
import { failureText } from '../../kit/problems/failure-text.ts';
import { plural } from '../../text/plural.ts';
import { readOnlyRefusal } from '../../text/read-only-refusal.ts';
import { useWorkspace } from '../../state/workspace/use-workspace.ts';
import { breaksText, staysText } from './plan-text.ts';
import { ExportButton } from '../export/export-button.tsx';
import { useCleaning } from './use-cleaning.ts';

function problemOf(error: unknown): string {
  const failure = failureOf(error);
  return failure === null ? 'Stemma’s reader stopped.' : failureText(failure).title;
}

/** What deleting a whole selection would do, and the way to its plan. */
export function WhatIfFoot({
  title,
  selection,
  onClose,
}: {
  /** What is selected. */
  readonly title: string;
  /** Null where nothing is. */
  readonly selection: CleanSelection | null;
  /** Takes the foot away, where it can be. */
  readonly onClose?: () => void;
}): ReactElement {
  const { coreQueries } = useConnections();
  const { info, isReady } = useWorkspace();
  const { ask } = useCleaning();
  const { data, error, isPlaceholderData } = useQuery(
    coreQueries.clean.whatIf.queryOptions({
      input: { workspace: info.id, selection: selection ?? { kind: 'pipelines', manifests: [] } },
      enabled: isReady && selection !== null,
      placeholderData: (before) => before,
    }),
  );
  const stays = data === undefined ? '' : staysText(data.stays);
  const refusal = readOnlyRefusal(info.readOnly) ?? (selection === null ? 'Nothing is selected' : null);
  return (
    <div className="view-foot" role="group" aria-label="What if">
      <span className="what-if" role="status">
        {selection === null ? (
          <span className="dim">Nothing selected</span>
        ) : (
          <>
            <b>{title}</b>
            {error !== null ? (
              ` · what it would free can’t be told: ${problemOf(error)}`
            ) : data === undefined || isPlaceholderData ? (
              ' · …'
            ) : data.unknown.length > 0 ? (
              ` · what only they use is not known while ${unreadableTitle(data.unknown)}`
            ) : (
              <>
                {' '}
                · frees <b>{formatBytes(data.frees.bytes)}</b> in{' '}
                {plural(data.frees.files, data.folders.files === 0 ? 'file' : 'stored file')}
                {data.folders.files > 0 && (
                  <>
                    , <b>{formatBytes(data.folders.bytes)}</b> in {plural(data.folders.files, 'file')} of{' '}
                    {data.pipelines === 1 ? 'its own folder' : 'their own folders'}
                  </>
                )}
                {stays !== '' && ` · ${stays}`} · {breaksText(data.breaks)}
              </>
            )}
          </>
        )}
      </span>
      <span className="grow" />
      {selection !== null && selection.kind !== 'orphans' && selection.kind !== 'foreign' && (
        <ExportButton what={{ selection, name: 'pipelines' }} />
      )}
      <Button
        primary
        text="Review plan…"
        icon={<TrashIcon size={14} />}
        refusal={refusal}
        onClick={() => {
          if (selection !== null) ask(selection);
        }}
      />
      {onClose !== undefined && <IconButton label="Close" icon={<CrossIcon size={14} />} onClick={onClose} />}
    </div>
  );
}
