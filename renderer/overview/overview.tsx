import { RefreshIcon } from '@blueprintjs/icons';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { ScanProgress } from '../../shared/api/workspace.ts';
import { useConnections } from '../connection/use-connections.ts';
import { Button } from '../parts/button.tsx';
import { PipelineList } from '../pipelines/pipeline-list.tsx';
import { DatasetTable } from './dataset-table.tsx';
import { figuresOf, figuresSoFar } from './figures.ts';
import { FigureList } from './figure-list.tsx';
import { UnreadableList } from './unreadable-list.tsx';

/** The first view of a workspace: its totals, datasets and pipelines, and what could not be read. */
export function Overview({
  workspace,
  isReady,
  seen,
  onRescan,
}: {
  readonly workspace: string;
  /** Whether the index can be asked; before, only the scan's running totals are there. */
  readonly isReady: boolean;
  readonly seen: ScanProgress | null;
  readonly onRescan: () => void;
}): ReactElement {
  const { coreQueries } = useConnections();
  const statistics = useQuery(
    coreQueries.workspace.stats.queryOptions({ input: { workspace }, enabled: isReady }),
  ).data;
  const isEmpty =
    statistics !== undefined && statistics.totals.files === 0 && statistics.totals.manifests === 0;
  return (
    <>
      <div className="view-head">
        <h1>Overview</h1>
        <span className="grow" />
        <Button quiet text="Rescan" icon={<RefreshIcon size={14} />} onClick={onRescan} />
      </div>
      <FigureList figures={statistics === undefined ? figuresSoFar(seen) : figuresOf(statistics.totals)} />
      {statistics !== undefined && statistics.unreadable.length > 0 && (
        <UnreadableList entries={statistics.unreadable} />
      )}
      {isEmpty ? (
        <p className="empty">No artifacts yet. Run a pipeline with nirs4all in this workspace.</p>
      ) : (
        <div className="overview-lists">
          <PipelineList workspace={workspace} isReady={isReady} />
          <DatasetTable datasets={statistics?.by_dataset ?? null} />
        </div>
      )}
    </>
  );
}
