import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState, type ReactElement } from 'react';
import type { FailedPipeline } from '../../shared/api/clean-lists.ts';
import type { CleanSelection } from '../../shared/api/clean-selection.ts';
import type { Pipeline, PipelineSort } from '../../shared/api/pipelines.ts';
import { escapeForTerminal } from '../../shared/text/escape-for-terminal.ts';
import { exactBytes, formatBytes, formatCount } from '../../shared/text/format-number.ts';
import { useCleaning } from '../cleaning/use-cleaning.ts';
import { WhatIfFoot } from '../cleaning/what-if-foot.tsx';
import { useConnections } from '../connection/use-connections.ts';
import { BytesBar } from '../parts/bytes-bar.tsx';
import { checkedAll, checkedCount, checkedShare, hasKey, MOST_NAMED, withKeys } from '../parts/checked.ts';
import type { Checks, Column, Sorting } from '../parts/grid/column.ts';
import { Grid } from '../parts/grid/grid.tsx';
import { NoMatch } from '../parts/no-match.tsx';
import { StateMark } from '../parts/state-mark.tsx';
import { EmptyView } from '../parts/view-head.tsx';
import { PipelineState } from '../pipelines/pipeline-state.tsx';
import { pipelineName } from '../pipelines/pipeline-name.ts';
import { usePlace } from '../route/use-place.ts';
import { useScope } from '../shell/use-scope.ts';
import { plural } from '../text/plural.ts';
import { localStamp, utcStamp } from '../text/stamp.ts';
import { emptyText } from './categories.ts';

const PAGE = 200;

const FIRST: string | undefined = undefined;

type Row = Pipeline & Partial<Pick<FailedPipeline, 'last_step'>>;

const SORTS: Readonly<Record<string, PipelineSort>> = {
  pipeline: 'pipeline_id',
  run: 'run',
  records: 'records',
  frees: 'exclusive_bytes',
  created: 'created_at',
};

function columns(max: number, isFailed: boolean): readonly Column<Row>[] {
  return [
    {
      id: 'pipeline',
      head: 'Pipeline',
      width: 'minmax(150px, 1.8fr)',
      canSort: true,
      cell: (row) => (
        <span className="trunc">
          {row.dataset !== null && <span className="dim">{escapeForTerminal(row.dataset)} › </span>}
          {pipelineName(row)}
        </span>
      ),
      title: ({ manifest }) => escapeForTerminal(manifest),
    },
    {
      id: 'run',
      head: 'Run',
      width: 'minmax(80px, 0.8fr)',
      canSort: true,
      min: 600,
      cell: ({ run }) => <span className="dim">{escapeForTerminal(run)}</span>,
    },
    {
      id: 'records',
      head: 'Records',
      width: '58px',
      isRight: true,
      canSort: true,
      min: 720,
      cell: ({ records }) => formatCount(records),
    },
    {
      id: 'frees',
      head: 'Frees',
      width: '66px',
      isRight: true,
      canSort: true,
      cell: ({ exclusive_bytes }) => <b>{formatBytes(exclusive_bytes)}</b>,
      title: ({ exclusive_bytes }) => `${exactBytes(exclusive_bytes)} that nothing else uses`,
    },
    {
      id: 'bar',
      head: '',
      label: 'Exclusive and shared bytes',
      width: '70px',
      min: 860,
      cell: ({ exclusive_bytes, stored_bytes }) => (
        <BytesBar exclusive={exclusive_bytes} shared={stored_bytes - exclusive_bytes} max={max} />
      ),
    },
    {
      id: 'stays',
      head: 'Stays',
      width: '66px',
      isRight: true,
      cell: ({ stored_bytes, exclusive_bytes }) => (
        <span className="dim">{formatBytes(stored_bytes - exclusive_bytes)}</span>
      ),
      title: ({ stored_bytes, exclusive_bytes }) =>
        `${exactBytes(stored_bytes - exclusive_bytes)} that something else uses too`,
    },
    {
      id: 'created',
      head: 'Created',
      width: '116px',
      canSort: true,
      min: 960,
      cell: ({ created_at }) => escapeForTerminal(localStamp(created_at ?? '')),
      title: ({ created_at }) => escapeForTerminal(utcStamp(created_at ?? '')),
    },
    {
      id: 'note',
      head: isFailed ? 'Reason' : 'Note',
      width: isFailed ? 'minmax(190px, 1.2fr)' : '96px',
      cell: (row) =>
        isFailed ? (
          <StateMark state="failed" text={failedText(row.last_step ?? null)} />
        ) : (
          <PipelineState state={row.state} />
        ),
    },
  ];
}

function failedText(lastStep: number | null): string {
  return lastStep === null ? 'no execution trace' : `ends at step ${lastStep}, no execution trace`;
}

/** Pipelines to pick from, with what deleting all that are picked would do. */
export function PipelineList({ category }: { readonly category: 'failed' | 'pipelines' }): ReactElement {
  const { coreQueries } = useConnections();
  const { scope, isReady, text } = useScope();
  const { place, go } = usePlace();
  const { ask, turn } = useCleaning();
  const [sorting, setSorting] = useState<Sorting>({ column: 'frees', descending: true });
  const filter = { ...scope, ...(text === '' ? {} : { text }) };
  const order = {
    sort: SORTS[sorting.column] ?? 'exclusive_bytes',
    descending: sorting.descending,
    limit: PAGE,
  } as const;
  const isFailed = category === 'failed';
  const input = (after: string | undefined) => ({
    ...filter,
    ...order,
    ...(after === undefined ? {} : { after }),
  });
  const failed = useInfiniteQuery(
    coreQueries.clean.failed.infiniteOptions({
      input,
      initialPageParam: FIRST,
      getNextPageParam: (page) => page.next,
      placeholderData: (before) => before,
      enabled: isReady && isFailed,
    }),
  );
  const all = useInfiniteQuery(
    coreQueries.workspace.pipelines.infiniteOptions({
      input,
      initialPageParam: FIRST,
      getNextPageParam: (page) => page.next,
      placeholderData: (before) => before,
      enabled: isReady && !isFailed,
    }),
  );
  const { data, hasNextPage, isFetching, fetchNextPage } = isFailed ? failed : all;
  const rows = useMemo<readonly Row[]>(() => data?.pages.flatMap((page) => page.pipelines) ?? [], [data]);
  const total = data?.pages.at(-1)?.total ?? 0;
  const loaded = rows.length;
  const onShown = useCallback(
    (_first: number, last: number) => {
      if (last >= loaded && hasNextPage && !isFetching) void fetchNextPage();
    },
    [loaded, hasNextPage, isFetching, fetchNextPage],
  );

  const listed = JSON.stringify([filter, category, turn]);
  const [kept, setKept] = useState({ of: listed, checked: NOTHING });
  const checked = kept.of === listed ? kept.checked : NOTHING;
  const [last, setLast] = useState<number | null>(null);
  const checks = useMemo<Checks<Row>>(() => {
    const set = (next: typeof NOTHING): void => setKept({ of: listed, checked: next });
    return {
      isChecked: ({ manifest }) => hasKey(checked, manifest),
      share: checkedShare(checked, total),
      label: (row) => `Select ${pipelineName(row)}`,
      refusal: ({ state }) =>
        state === 'running'
          ? 'It may be running'
          : checked.items.size < MOST_NAMED
            ? null
            : 'More can’t be picked one by one',
      toggle: (index, row, isRange) => {
        const from = isRange && last !== null ? last : index;
        setLast(index);
        const some = rows
          .slice(Math.min(from, index), Math.max(from, index) + 1)
          .filter(({ state }) => state !== 'running')
          .map(({ manifest }): [string, null] => [manifest, null]);
        set(withKeys(checked, some, isRange || !hasKey(checked, row.manifest)));
      },
      toggleAll: () => set(checkedAll(checkedShare(checked, total) !== 'all')),
    };
  }, [checked, total, listed, last, rows]);
  const count = checkedCount(checked, total);
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
  const shown = useMemo(() => columns(max, isFailed), [max, isFailed]);
  const empty = emptyText(category);
  return (
    <>
      {data !== undefined && total === 0 ? (
        text === '' ? (
          <EmptyView title={empty.title}>
            <p>{empty.text}</p>
          </EmptyView>
        ) : (
          <NoMatch />
        )
      ) : (
        <Grid
          name={`clean-${category}`}
          label={isFailed ? 'Failed runs' : 'Pipelines'}
          columns={shown}
          count={total}
          rowAt={(index) => rows[index]}
          onShown={onShown}
          sorting={sorting}
          onSort={(column) =>
            setSorting((now) => ({
              column,
              descending: now.column === column ? !now.descending : column !== 'pipeline' && column !== 'run',
            }))
          }
          checks={checks}
          isCurrent={({ manifest }) =>
            place.selection?.kind === 'pipeline' && place.selection.manifest === manifest
          }
          onOpen={({ manifest }) => go({ selection: { kind: 'pipeline', manifest } })}
          copyText={({ manifest }) => manifest}
          findText={(row) => pipelineName(row)}
          keys={{ Delete: () => (count > 0 ? ask(selection) : undefined) }}
        />
      )}
      <WhatIfFoot
        title={`${plural(count, 'pipeline')} selected`}
        selection={count === 0 ? null : selection}
      />
    </>
  );
}

const NOTHING = checkedAll<null>(false);
