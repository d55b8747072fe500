import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { RecordTotals } from '../../../shared/api/records/facets.ts';
import { failureOf, type Failure } from '../../../shared/api/failure.ts';
import type { RecordQuery } from '../../../shared/api/records/record-filter.ts';
import type { ArtifactRecord } from '../../../shared/api/records/records.ts';
import type { ChainGroup, ChainLine } from '../../../shared/api/chains/way.ts';
import type { RecordSort } from '../../../shared/domain/sorts.ts';
import { useConnections } from '../../state/connection/use-connections.ts';
import { useKnownUse } from '../../state/workspace/use-known-use.ts';
import { questionsInParts, usePages, type Pages } from '../../kit/grid/use-pages.ts';

/** A row of the table: a record, and the way to it as far as it is known. */
export interface ArtifactRow {
  readonly record: ArtifactRecord;
  readonly way: readonly ChainGroup[];
  /** Whether it is known what only its dataset's records use. */
  readonly isUseKnown: boolean;
}

/** Not known yet, or nowhere to be placed. */
const NO_WAY: readonly ChainGroup[] = [];

/** Rows of a page. */
const PAGE = 100;

/** What the table asks for. */
export interface ArtifactQuestion {
  readonly workspace: string;
  readonly filter: RecordQuery;
  readonly sort: RecordSort;
  readonly descending: boolean;
  /** Whether there is an index to ask. */
  readonly isReady: boolean;
}

/** The totals of the table; those of the list before while new ones come. */
export function useArtifactTotals({
  workspace,
  filter,
  isReady,
}: Pick<ArtifactQuestion, 'workspace' | 'filter' | 'isReady'>): {
  readonly totals: RecordTotals | undefined;
  /** Why they are not told; null where they are, or will be. */
  readonly failure: Failure | null;
} {
  const { coreQueries } = useConnections();
  const { data: totals, error } = useQuery(
    coreQueries.workspace.recordTotals.queryOptions({
      input: { workspace, ...filter },
      enabled: isReady,
      placeholderData: (before) => before,
    }),
  );
  return { totals, failure: totals !== undefined || error === null ? null : failureOf(error) };
}

/** The rows of the table. */
export function useArtifactRows({
  workspace,
  filter,
  sort,
  descending,
  isReady,
}: ArtifactQuestion): Pick<Pages<ArtifactRow>, 'rowAt' | 'onShown'> {
  const { coreClient, coreQueries } = useConnections();
  const queries = useQueryClient();
  const isKnown = useKnownUse();
  const listKey = JSON.stringify([filter, sort, descending]);
  const page = questionsInParts({
    size: PAGE,
    input: { workspace, ...filter, sort, descending },
    keyOf: (asked) => coreQueries.workspace.records.queryKey({ input: asked }),
    rowsOf: async (asked, signal) => (await coreClient.workspace.records(asked, { signal })).records,
  });
  const records = usePages<ArtifactRecord>({ size: PAGE, isReady, listKey, question: page });
  // Asked for behind the rows: they are worked out pipeline by pipeline, and the rows are of use without them.
  const lines = usePages<ChainLine>({
    size: PAGE,
    isReady,
    listKey,
    question: (at) => {
      const { key, ask } = page(at);
      return {
        key: [...key, 'lines'],
        ask: async (signal) => {
          const rows = await queries.fetchQuery({ queryKey: key, queryFn: () => ask(signal) });
          const keys = rows.map((row) => row.key);
          return await coreClient.workspace.chainLines({ workspace, keys }, { signal });
        },
      };
    },
  });
  const [joined] = useState(() => new WeakMap<ArtifactRecord, ArtifactRow>());
  const rowAt = (index: number): ArtifactRow | undefined => {
    const record = records.rowAt(index);
    if (record === undefined) return undefined;
    const line = lines.rowAt(index);
    const way = line?.key === record.key ? line.groups : NO_WAY;
    // The same row again where nothing changed, so that it is not drawn again.
    const isUseKnown = isKnown(record.dataset, record.run);
    const known = joined.get(record);
    if (known?.way === way && known.isUseKnown === isUseKnown) return known;
    const row = { record, way, isUseKnown };
    joined.set(record, row);
    return row;
  };
  const { onShown: onRecords } = records;
  const { onShown: onLines } = lines;
  const onShown = useCallback(
    (first: number, last: number, count: number) => {
      onRecords(first, last, count);
      onLines(first, last, count);
    },
    [onRecords, onLines],
  );
  return { rowAt, onShown };
}
