import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { failureOf, type Failure } from '../../../../shared/api/failure.ts';
import type { Pipeline } from '../../../../shared/api/pipelines/pipelines.ts';
import { useConnections } from '../../../state/connection/use-connections.ts';
import { useScope } from '../../../state/workspace/use-scope.ts';

const PAGE = 200;

const FIRST: string | undefined = undefined;

/** Pipelines to choose from, as far as they were asked for. */
export interface Pipelines {
  readonly rows: readonly Pipeline[];
  /** How many there are; null before that is known. */
  readonly total: number | null;
  /** Why they can't be told; null where they can. */
  readonly failure: Failure | null;
  /** Told of the rows that are about to be seen, so that more can be loaded. */
  readonly onShown: (first: number, last: number) => void;
}

/** The pipelines that a text fits, newest first; of a dataset, or of all (null). */
export function usePipelines(dataset: string | null, text: string): Pipelines {
  const { coreQueries } = useConnections();
  const { scope, isReady } = useScope();
  const { data, error, hasNextPage, isFetching, fetchNextPage } = useInfiniteQuery(
    coreQueries.workspace.pipelines.infiniteOptions({
      input: (after: string | undefined) => ({
        workspace: scope.workspace,
        ...(dataset === null ? {} : { dataset }),
        ...(text === '' ? {} : { text }),
        sort: 'created_at' as const,
        descending: true,
        limit: PAGE,
        ...(after === undefined ? {} : { after }),
      }),
      initialPageParam: FIRST,
      getNextPageParam: (page: { readonly next: string | null }) => page.next,
      placeholderData: (before) => before,
      enabled: isReady,
    }),
  );
  const rows = useMemo(() => data?.pages.flatMap(({ pipelines }) => pipelines) ?? [], [data]);
  const loaded = rows.length;
  const onShown = useCallback(
    (_first: number, last: number) => {
      if (last >= loaded - 1 && hasNextPage && !isFetching) void fetchNextPage();
    },
    [loaded, hasNextPage, isFetching, fetchNextPage],
  );
  const failure = error === null ? null : failureOf(error);
  return { rows, failure, total: data?.pages.at(-1)?.total ?? null, onShown };
}
