import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useMemo, type ReactElement } from 'react';
import type { Pipeline } from '../../shared/api/pipelines.ts';
import { formatCount } from '../../shared/text/format-number.ts';
import { useConnections } from '../connection/use-connections.ts';
import { Grid } from '../parts/grid/grid.tsx';
import { pipelineColumns } from './columns.tsx';

/** Rows of a page. */
const PAGE = 200;

const FIRST: string | undefined = undefined;

/** All pipelines of a workspace by the path of their manifest; pages are loaded as far as one looks. */
export function PipelineList({
  workspace,
  isReady,
}: {
  readonly workspace: string;
  readonly isReady: boolean;
}): ReactElement {
  const { coreQueries } = useConnections();
  const { data, hasNextPage, isFetching, fetchNextPage } = useInfiniteQuery(
    coreQueries.workspace.pipelines.infiniteOptions({
      input: (after: string | undefined) => ({
        workspace,
        limit: PAGE,
        ...(after === undefined ? {} : { after }),
      }),
      initialPageParam: FIRST,
      getNextPageParam: (page) => page.next,
      placeholderData: keepPreviousData,
      enabled: isReady,
    }),
  );
  const rows = useMemo<readonly Pipeline[]>(
    () => data?.pages.flatMap((page) => page.pipelines) ?? [],
    [data],
  );
  const total = data?.pages.at(-1)?.total ?? 0;
  const loaded = rows.length;
  const onShown = useCallback(
    (_first: number, last: number) => {
      if (last >= loaded && hasNextPage && !isFetching) void fetchNextPage();
    },
    [loaded, hasNextPage, isFetching, fetchNextPage],
  );
  const rowAt = useCallback((index: number) => rows[index], [rows]);
  return (
    <section className="pipelines" aria-labelledby="pipelines-title">
      <h2 id="pipelines-title" className="section-title">
        Pipelines{data === undefined ? '' : ` · ${formatCount(total)}`}
      </h2>
      {data === undefined ? (
        <p className="dim pad">They are listed once the scan is complete.</p>
      ) : (
        <Grid
          name="pipelines"
          label="Pipelines"
          columns={pipelineColumns}
          count={total}
          rowAt={rowAt}
          onShown={onShown}
        />
      )}
    </section>
  );
}
