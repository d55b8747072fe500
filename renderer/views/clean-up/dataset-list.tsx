import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { CleanDataset } from '../../../shared/api/deletion/clean-lists.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { exactBytes, formatBytes, formatCount } from '../../../shared/text/format-number.ts';
import { useCleaning } from '../../flows/deletion/use-cleaning.ts';
import { useConnections } from '../../state/connection/use-connections.ts';
import type { Column } from '../../kit/grid/column.ts';
import { Grid } from '../../kit/grid/grid.tsx';
import { useScope } from '../../state/workspace/use-scope.ts';
import { useKnownUse } from '../../state/workspace/use-known-use.ts';
import { useWorkspace } from '../../state/workspace/use-workspace.ts';
import { EmptyList } from './empty-list.tsx';
import { plural } from '../../text/plural.ts';
import { NOT_KNOWN, UNKNOWN } from '../../text/known-numbers.ts';
import { readOnlyRefusal } from '../../text/read-only-refusal.ts';

/** Why a dataset can't go whole; null where it can. */
function aloneText({ library_alone: alone }: CleanDataset): string | null {
  return alone === 0 ? null : `nirs4all alone deletes ${plural(alone, 'pipeline')} of it`;
}

function columns(
  review: (dataset: CleanDataset) => void,
  refusal: string | null,
  isUseKnown: (dataset: string) => boolean,
): readonly Column<CleanDataset>[] {
  const isKnown = ({ dataset, library_alone: alone }: CleanDataset): boolean =>
    alone === 0 && isUseKnown(dataset);
  return [
    {
      id: 'dataset',
      head: 'Dataset',
      width: 'minmax(120px, 1fr)',
      cell: ({ dataset }) => <b className="trunc">{escapeForTerminal(dataset)}</b>,
    },
    {
      id: 'near',
      head: 'Not to be confused with',
      width: 'minmax(140px, 1fr)',
      min: 640,
      cell: ({ near }) =>
        near.length === 0 ? null : (
          <span className="dim">{near.map((name) => escapeForTerminal(name)).join(', ')}</span>
        ),
      title: ({ near }) =>
        near.length === 0 ? '' : `${near.join(', ')}: other datasets, which are not touched`,
    },
    {
      id: 'pipelines',
      head: 'Pipelines',
      width: '70px',
      isRight: true,
      cell: ({ pipelines }) => formatCount(pipelines),
    },
    {
      id: 'files',
      head: 'Files',
      width: '60px',
      isRight: true,
      cell: ({ files }) => formatCount(files.files),
    },
    {
      id: 'frees',
      head: 'Frees',
      width: '74px',
      isRight: true,
      cell: (row) => (isKnown(row) ? <b>{formatBytes(row.frees_bytes)}</b> : UNKNOWN),
      title: (row) =>
        isKnown(row)
          ? `${exactBytes(row.frees_bytes)} of ${exactBytes(row.files.bytes)}`
          : (aloneText(row) ?? NOT_KNOWN),
    },
    {
      id: 'breaks',
      head: 'Breaks',
      width: '64px',
      isRight: true,
      cell: (row) =>
        !isKnown(row) ? (
          UNKNOWN
        ) : row.breaks === 0 ? (
          <span className="dim">nothing</span>
        ) : (
          formatCount(row.breaks)
        ),
      title: (row) => (isKnown(row) ? '' : (aloneText(row) ?? NOT_KNOWN)),
    },
    {
      id: 'review',
      head: '',
      label: 'Plan',
      width: '110px',
      cell: (row) =>
        aloneText(row) !== null ? (
          <span className="dim" title={aloneText(row) ?? ''}>
            nirs4all alone
          </span>
        ) : (
          <button
            type="button"
            className="link"
            tabIndex={-1}
            {...(refusal === null ? {} : { 'aria-disabled': true, title: refusal })}
            onClick={(event) => {
              event.stopPropagation();
              if (refusal === null) review(row);
            }}
          >
            Review plan…
          </button>
        ),
    },
  ];
}

/** Datasets that can go whole, each reviewed on its own. */
export function DatasetList(): ReactElement {
  const isUseKnown = useKnownUse();
  const { coreQueries } = useConnections();
  const { scope, isReady, text } = useScope();
  const { info } = useWorkspace();
  const { ask } = useCleaning();
  const all =
    useQuery(
      coreQueries.clean.datasets.queryOptions({ input: { workspace: scope.workspace }, enabled: isReady }),
    ).data ?? null;
  const rows = all?.filter(
    ({ dataset }) =>
      (scope.dataset === undefined || dataset === scope.dataset) &&
      dataset.toLowerCase().includes(text.toLowerCase()),
  );
  const refusal = readOnlyRefusal(info.readOnly);
  const review = ({ dataset }: CleanDataset): void => ask({ kind: 'dataset', dataset });
  return (
    <>
      {rows !== undefined && rows.length === 0 ? (
        <EmptyList category="dataset" />
      ) : (
        <Grid
          name="clean-datasets"
          label="Datasets"
          columns={columns(review, refusal, isUseKnown)}
          count={rows?.length ?? 0}
          rowAt={(index) => rows?.[index]}
          onOpen={(row) => {
            if (refusal === null && aloneText(row) === null) review(row);
          }}
          findText={({ dataset }) => dataset}
          copyText={({ dataset }) => dataset}
        />
      )}
      <div className="view-foot">
        <span className="dim">A dataset is reviewed on its own: Enter on its row.</span>
      </div>
    </>
  );
}
