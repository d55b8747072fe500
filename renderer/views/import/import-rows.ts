import { useCallback } from 'react';
import type { ImportProgress, ImportRow } from '../../../shared/api/import/import-plan.ts';
import { questionsInParts, usePages } from '../../kit/grid/use-pages.ts';
import { useConnections } from '../../state/connection/use-connections.ts';
import { useWorkspace } from '../../state/workspace/use-workspace.ts';

/** Rows of a page. */
const PAGE = 200;

/** The manifests of a plan, as far as they are looked at. */
export interface ImportRows {
  readonly count: number;
  readonly rowAt: (index: number) => ImportRow | undefined;
  readonly onShown: (first: number, last: number, count: number) => void;
}

/** The rows of a plan, or those that are known so far while it is made. */
export function useImportRows(
  plan: string | null,
  count: number,
  planning: ImportProgress | null,
): ImportRows {
  const { coreClient, coreQueries } = useConnections();
  const { info } = useWorkspace();
  const pages = usePages<ImportRow>({
    size: PAGE,
    isReady: plan !== null && planning === null,
    listKey: plan ?? '',
    question: questionsInParts({
      size: PAGE,
      input: { workspace: info.id, plan: plan ?? '' },
      keyOf: (asked) => coreQueries.import.items.queryKey({ input: asked }),
      rowsOf: async (asked, signal) => (await coreClient.import.items(asked, { signal })).rows,
    }),
  });
  const nothing = useCallback(() => undefined, []);
  if (planning !== null) {
    return { count: planning.rows.length, rowAt: (index) => planning.rows[index], onShown: nothing };
  }
  return { count, rowAt: pages.rowAt, onShown: pages.onShown };
}
