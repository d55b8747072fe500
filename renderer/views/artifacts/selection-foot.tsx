import { Menu, MenuItem } from '@blueprintjs/core';
import { CrossIcon, ExportIcon, TrashIcon } from '@blueprintjs/icons';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState, type ReactElement } from 'react';
import { isLostCall } from '../../../shared/api/failure.ts';
import type { RecordKey } from '../../../shared/domain/record-key.ts';
import type { RecordQuery } from '../../../shared/api/records/record-filter.ts';
import { formatBytes, formatCount } from '../../../shared/text/format-number.ts';
import { DeletionQuestion } from '../../flows/deletion/deletion-question.tsx';
import { ExportButton } from '../../flows/export/export-button.tsx';
import { useConnections } from '../../state/connection/use-connections.ts';
import { Button, IconButton } from '../../kit/button.tsx';
import { copyToClipboard } from '../../kit/copy-to-clipboard.ts';
import { DropDown } from '../../kit/drop-down.tsx';
import { saveFile } from '../../kit/save-file.ts';
import { showToast } from '../../kit/toast.ts';
import { useKnownUse } from '../../state/workspace/use-known-use.ts';
import { NOT_KNOWN, UNKNOWN } from '../../text/known-numbers.ts';
import { plural } from '../../text/plural.ts';
import { GraphButton } from '../graph-button.tsx';
import { allRecords, type ExportOrder, recordsAsCsv, recordsAsJson } from './export-records.ts';
import { useBug } from '../../kit/problems/use-bug.ts';

type Way = 'csv' | 'json' | 'copy';

/** What is checked: how much, what it takes, and what one can do with the rows. */
export function SelectionFoot({
  workspace,
  count,
  query,
  order,
  first,
  isAsking,
  onAsk,
  onClear,
}: {
  readonly workspace: string;
  readonly count: number;
  /** The question that means the checked records. */
  readonly query: RecordQuery;
  /** In which the table lists them. */
  readonly order: ExportOrder;
  /** One of them; null where all are checked that are listed. */
  readonly first: RecordKey | null;
  /** Whether it shows what deleting their pipelines would free. */
  readonly isAsking: boolean;
  readonly onAsk: (isAsking: boolean) => void;
  readonly onClear: () => void;
}): ReactElement {
  const { coreQueries } = useConnections();
  const totals = useQuery(
    coreQueries.workspace.recordTotals.queryOptions({
      input: { workspace, ...query },
      placeholderData: (before) => before,
    }),
  ).data;
  const isKnown = useKnownUse()(query.dataset);
  const { progress, start, cancel } = useExport(workspace, query, order);
  if (isAsking) {
    return (
      <DeletionQuestion
        title={`Records can’t go singly: ${totals === undefined ? 'their pipelines' : `their ${plural(totals.pipelines, 'pipeline')}`}`}
        selection={{ kind: 'pipelines-of-records', filter: query }}
        onClose={() => onAsk(false)}
      />
    );
  }
  return (
    <div className="view-foot" role="group" aria-label="Selection">
      <span className="trunc" role="status">
        <b>{plural(count, 'record')} selected</b>
        {totals !== undefined && (
          <>
            {' '}
            · {formatBytes(totals.stored_bytes)} stored,{' '}
            <b title={isKnown ? undefined : NOT_KNOWN}>
              {isKnown ? formatBytes(totals.exclusive_bytes) : UNKNOWN}
            </b>{' '}
            exclusive to them
          </>
        )}
      </span>
      <span className="grow" />
      {progress === null ? (
        <DropDown
          side="end"
          content={
            <Menu aria-label="Export">
              <MenuItem text="Save as CSV…" onClick={() => start('csv')} />
              <MenuItem text="Save as JSON…" onClick={() => start('json')} />
              <MenuItem text="Copy as CSV" onClick={() => start('copy')} />
            </Menu>
          }
        >
          <button type="button" className="button quiet optional" aria-haspopup="menu" title="Export list…">
            <ExportIcon size={14} />
            <span className="label">Export list…</span>
          </button>
        </DropDown>
      ) : (
        <>
          <span role="status">
            {formatCount(progress)} of {formatCount(count)} read
          </span>
          <Button quiet text="Cancel" onClick={cancel} />
        </>
      )}
      <ExportButton
        what={{ selection: { kind: 'pipelines-of-records', filter: query }, name: 'pipelines' }}
        text="Export pipelines…"
      />
      {first !== null && (
        <GraphButton
          selection={{ kind: 'record', key: first }}
          refusal={
            totals === undefined || totals.pipelines < 2
              ? null
              : `They are of ${plural(totals.pipelines, 'pipeline')}`
          }
        />
      )}
      <Button text="What would deleting free?" icon={<TrashIcon size={14} />} onClick={() => onAsk(true)} />
      <IconButton label="Clear the selection" icon={<CrossIcon size={14} />} onClick={onClear} />
    </div>
  );
}

/** Reads all rows of a question and gives them away; one such work at a time. Throws bugs while drawing. */
function useExport(
  workspace: string,
  query: RecordQuery,
  order: ExportOrder,
): { readonly progress: number | null; readonly start: (way: Way) => void; readonly cancel: () => void } {
  const { coreClient } = useConnections();
  const [progress, setProgress] = useState<number | null>(null);
  const throwBug = useBug();
  const current = useRef<AbortController | null>(null);
  const start = (way: Way): void => {
    const controller = new AbortController();
    current.current = controller;
    setProgress(0);
    allRecords(coreClient, workspace, query, order, controller.signal, setProgress)
      .then(
        (records) => {
          const what = plural(records.length, 'record');
          if (way === 'copy') copyToClipboard(recordsAsCsv(records).join(''), what);
          else {
            const isCsv = way === 'csv';
            saveFile(
              isCsv ? 'records.csv' : 'records.json',
              isCsv ? 'text/csv' : 'application/json',
              isCsv ? recordsAsCsv(records) : recordsAsJson(records),
            );
            // Whether and where it is saved is decided later, when the browser or the shell asks for a place.
            showToast(`${what} ready to save`);
          }
        },
        (error: unknown) => {
          if (controller.signal.aborted) return;
          if (isLostCall(error)) showToast('Stemma’s reader stopped. Try again.');
          else throwBug(error);
        },
      )
      .finally(() => setProgress(null));
  };
  return { progress, start, cancel: () => current.current?.abort() };
}
