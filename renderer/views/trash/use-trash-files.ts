import { useQueries } from '@tanstack/react-query';
import type { TrashBatch, TrashFilePage } from '../../../shared/api/deletion/trash-parts.ts';
import { useConnections } from '../../state/connection/use-connections.ts';
import type { LoadedFiles } from './trash-rows.ts';

/** Files of a batch that are loaded at once. */
const PAGE = 500;

/** The first pages of a list, as far as they are there without a gap; undefined before the first is. */
export function joinedPages(pages: readonly (TrashFilePage | undefined)[]): LoadedFiles | undefined {
  const gap = pages.indexOf(undefined);
  const there = pages.slice(0, gap === -1 ? pages.length : gap).filter((page) => page !== undefined);
  const last = there.at(-1);
  if (last === undefined) return undefined;
  return { files: there.flatMap(({ files }) => files), total: last.total, isLoading: gap !== -1 };
}

/**
 * The files of the batches that are open.
 *
 * @param pagesOf how many pages of a batch are wanted
 */
export function useTrashFiles(
  workspace: string,
  open: readonly TrashBatch[],
  pagesOf: (batch: string) => number,
): (batch: string) => LoadedFiles | undefined {
  const { coreQueries } = useConnections();
  const wanted = open.flatMap(({ id }) =>
    Array.from({ length: pagesOf(id) }, (_, page) => ({ id, offset: page * PAGE })),
  );
  const answers = useQueries({
    queries: wanted.map(({ id, offset }) =>
      coreQueries.trash.files.queryOptions({ input: { workspace, trash: id, offset, limit: PAGE } }),
    ),
  });
  return (batch) =>
    joinedPages(answers.filter((_, place) => wanted[place]?.id === batch).map(({ data }) => data));
}
