import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { failureOf, isLostCall } from '../../shared/api/failure.ts';
import { useConnections } from '../connection/use-connections.ts';
import { usePlace } from '../route/use-place.ts';
import { readSelection, writeSelection, type Selection } from '../route/selection.ts';
import { useWorkspace } from '../workspace/use-workspace.ts';
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
  const { isReady } = useWorkspace();
  const { workspace, place } = usePlace();
  const { selection } = place;
  const wanted = selection === null || selection.kind === 'file' ? null : writeSelection(selection);
  // What this tree shows already: to look at it again would take it from where the user scrolled.
  const seen = useRef<string | null>(null);
  const [key, setKey] = useState<string | null>(null);
  const { openAll } = tree;
  useEffect(() => {
    const sought = wanted === null ? null : readSelection(wanted);
    if (sought === null || sought.kind === 'file') {
      seen.current = null;
      setKey(null);
      return undefined;
    }
    if (!isReady || wanted === seen.current) return undefined;
    let isOver = false;
    const find = async (): Promise<void> => {
      const manifest = sought.kind === 'record' ? sought.place.manifest : sought.manifest;
      const { pipeline } = await queries.fetchQuery(
        coreQueries.workspace.pipeline.queryOptions({ input: { workspace, manifest } }),
      );
      const { dataset, run } = pipeline;
      const row = pipelineKey(dataset, run, manifest);
      const found =
        sought.kind === 'pipeline'
          ? { open: [], key: row }
          : await queries
              .fetchQuery(coreQueries.workspace.way.queryOptions({ input: { workspace, manifest } }))
              .then((way) => wayTo(way, row, sought.place.position))
              .then((way) => (way === null ? null : { open: [row, ...way.open], key: way.key }));
      if (isOver) return;
      seen.current = wanted;
      openAll([datasetKey(dataset), runKey(dataset, run), ...(found?.open ?? [])], false);
      setKey(found?.key ?? row);
    };
    find().catch((error: unknown) => {
      // A record of a copy has no place in this tree, and one that is gone has none in any.
      if (failureOf(error) === null && !isLostCall(error)) throw error;
    });
    return () => {
      isOver = true;
    };
  }, [wanted, isReady, workspace, queries, coreQueries, openAll]);
  const known = useCallback((shown: Selection) => {
    seen.current = writeSelection(shown);
    setKey(null);
  }, []);
  return { key, known };
}
