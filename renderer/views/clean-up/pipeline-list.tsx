import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, type ReactElement } from 'react';
import type { CleanSelection } from '../../../shared/api/deletion/clean-selection.ts';
import { useCleaning } from '../../flows/deletion/use-cleaning.ts';
import { WhatIfFoot } from '../../flows/deletion/what-if-foot.tsx';
import { useDragOut } from '../../flows/export/use-drag-out.ts';
import { useConnections } from '../../state/connection/use-connections.ts';
import { Grid } from '../../kit/grid/grid.tsx';
import { writeSorting } from '../../kit/grid/sorting-text.ts';
import { usePicks } from '../../kit/grid/use-picks.ts';
import { pipelineName } from '../../kit/pipelines/pipeline-name.ts';
import { inGraph } from '../../state/route/show-in-graph.ts';
import { useFollowSelection } from '../../state/route/use-follow-selection.ts';
import { usePlace } from '../../state/route/use-place.ts';
import { useScope } from '../../state/workspace/use-scope.ts';
import { plural } from '../../text/plural.ts';
import { useKnownUse } from '../../state/workspace/use-known-use.ts';
import { useWorkspace } from '../../state/workspace/use-workspace.ts';
import { EmptyList } from './empty-list.tsx';
import { pipelineColumns, type PipelineRow } from './pipeline-columns.tsx';
import { nextSorting, PIPELINE_SORTS, readPipelineSorting } from './sorting.ts';

const PAGE = 200;

const FIRST: string | undefined = undefined;

const rowOf = (row: PipelineRow): PipelineRow => row;
const manifestOf = ({ manifest }: PipelineRow): string => manifest;
const labelOf = (row: PipelineRow): string => `Select ${pipelineName(row)}`;
const refusalOf = ({ state }: PipelineRow): string | null =>
  state === 'running' ? 'It may be running' : null;

/** Pipelines to pick from, with what deleting all that are picked would do. */
export function PipelineList({ category }: { readonly category: 'failed' | 'pipelines' }): ReactElement {
  const isUseKnown = useKnownUse();
  const { coreQueries } = useConnections();
  const { scope, isReady, text } = useScope();
  const { place, go } = usePlace();
  const follow = useFollowSelection();
  const dragOut = useDragOut();
  const { info } = useWorkspace();
  const { ask, turn } = useCleaning();
  const isFailed = category === 'failed';
  const sorting = readPipelineSorting(place.own['sort']);
  const filter = { ...scope, ...(text === '' ? {} : { text }), deleted_here: true };
  const order = {
    sort: PIPELINE_SORTS[sorting.column] ?? 'exclusive_bytes',
    descending: sorting.descending,
    limit: PAGE,
  } as const;
  const paging = {
    input: (after: string | undefined) => ({
      ...filter,
      ...order,
      ...(after === undefined ? {} : { after }),
    }),
    initialPageParam: FIRST,
    getNextPageParam: (page: { readonly next: string | null }) => page.next,
  };
  const failed = useInfiniteQuery(
    coreQueries.clean.failed.infiniteOptions({
      ...paging,
      placeholderData: (before) => before,
      enabled: isReady && isFailed,
    }),
  );
  const all = useInfiniteQuery(
    coreQueries.workspace.pipelines.infiniteOptions({
      ...paging,
      placeholderData: (before) => before,
      enabled: isReady && !isFailed,
    }),
  );
  // Those that may be running are never picked, so they don't count where all are.
  const running =
    useQuery(
      coreQueries.workspace.pipelines.queryOptions({
        input: { ...filter, state: 'running', limit: 1 },
        placeholderData: (before) => before,
        enabled: isReady && !isFailed,
      }),
    ).data?.total ?? 0;
  const { data, hasNextPage, isFetching, fetchNextPage } = isFailed ? failed : all;
  const rows = useMemo<readonly PipelineRow[]>(
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

  const { checked, count, checks } = usePicks<PipelineRow, PipelineRow>({
    listKey: JSON.stringify([filter, category, turn]),
    orderKey: JSON.stringify(order),
    total: isFailed ? total : Math.max(0, total - running),
    itemOf: rowOf,
    keyOf: manifestOf,
    label: labelOf,
    refusal: refusalOf,
    // Pages come one after the other: what lies between two rows is there.
    ask: (offset, limit) => Promise.resolve(rows.slice(offset, offset + limit)),
  });
  const named = [...checked.items.keys()];
  const selection: CleanSelection = checked.isAll
    ? {
        kind: 'pipelines-matching',
        filter: {
          ...(scope.dataset === undefined ? {} : { dataset: scope.dataset }),
          ...(text === '' ? {} : { text }),
          ...(isFailed ? { state: 'failed' as const } : {}),
        },
        ...(named.length === 0 ? {} : { except: named }),
      }
    : { kind: 'pipelines', manifests: named };
  const max = rows.reduce((most, { stored_bytes }) => Math.max(most, stored_bytes), 0);
  const shown = useMemo(() => pipelineColumns(max, isFailed, isUseKnown), [max, isFailed, isUseKnown]);
  return (
    <>
      {data !== undefined && total === 0 ? (
        <EmptyList category={category} />
      ) : (
        <Grid
          name={`clean-${category}`}
          label={isFailed ? 'Failed runs' : 'Pipelines'}
          columns={shown}
          count={total}
          rowAt={(index) => rows[index]}
          onShown={onShown}
          sorting={sorting}
          onSort={(column) => go({ own: { sort: writeSorting(nextSorting(sorting, column)) } }, 'replace')}
          checks={checks}
          isCurrent={({ manifest }) =>
            place.selection?.kind === 'pipeline' && place.selection.manifest === manifest
          }
          onOpen={({ manifest }) => go({ selection: { kind: 'pipeline', manifest } })}
          onFollow={({ manifest }) => follow({ kind: 'pipeline', manifest })}
          copyText={({ manifest }) => manifest}
          findText={(row) => pipelineName(row)}
          dragOut={(row) =>
            dragOut({
              selection: { kind: 'pipelines', manifests: [row.manifest] },
              name: pipelineName(row),
            })
          }
          keys={{
            Delete: () => (count > 0 && info.readOnly === null ? ask(selection) : undefined),
            g: ({ manifest }) => go(inGraph({ kind: 'pipeline', manifest })),
          }}
        />
      )}
      <WhatIfFoot
        title={`${plural(count, 'pipeline')} selected`}
        selection={count === 0 ? null : selection}
      />
    </>
  );
}
