import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { failureOf, isLostCall } from '../../shared/api/failure.ts';
import { useConnections } from '../connection/use-connections.ts';
import { usePlace } from '../route/use-place.ts';
import { writeSelection, type Selection } from '../route/selection.ts';
import { datasetKey, pipelineKey, runKey } from './run-rows.ts';
import type { TreeState } from './use-tree-state.ts';
import { wayTo } from './way-rows.ts';

/**
 * Opens the rows above what is selected, unless it was selected in this tree. Answers the key of the row that is to be
 * seen, until another is selected.
 */
export function useReveal(tree: TreeState): {
  readonly key: string | null;
  /** To be told of what the tree itself selects: it is seen already. */
  readonly known: (selection: Selection) => void;
} {
  const { coreQueries } = useConnections();
  const queries = useQueryClient();
  const { workspace, place } = usePlace();
  const { selection } = place;
  const own = useRef<string | null>(null);
  const [key, setKey] = useState<string | null>(null);
  const { openAll } = tree;
  const wanted = selection === null || selection.kind === 'file' ? null : writeSelection(selection);
  useEffect(() => {
    if (wanted === null || selection === null || selection.kind === 'file' || wanted === own.current)
      return undefined;
    let isOver = false;
    const find = async (): Promise<void> => {
      const manifest = selection.kind === 'record' ? selection.place.manifest : selection.manifest;
      const { pipeline } = await queries.fetchQuery(
        coreQueries.workspace.pipeline.queryOptions({ input: { workspace, manifest } }),
      );
      const { dataset, run } = pipeline;
      const row = pipelineKey(dataset, run, manifest);
      const above = [datasetKey(dataset), runKey(dataset, run)];
      if (selection.kind === 'pipeline') {
        if (!isOver) openAll(above, false);
        if (!isOver) setKey(row);
        return;
      }
      const way = await queries.fetchQuery(
        coreQueries.workspace.way.queryOptions({ input: { workspace, manifest } }),
      );
      const found = wayTo(way, row, selection.place.position);
      if (isOver) return;
      openAll([...above, row, ...(found?.open ?? [])], false);
      setKey(found?.key ?? row);
    };
    find().catch((error: unknown) => {
      // A record of a copy has no place in this tree, and one that is gone has none in any.
      if (failureOf(error) === null && !isLostCall(error)) throw error;
    });
    return () => {
      isOver = true;
    };
  }, [wanted, selection, workspace, queries, coreQueries, openAll]);
  return {
    key,
    known: (shown) => {
      own.current = writeSelection(shown);
      setKey(null);
    },
  };
}
