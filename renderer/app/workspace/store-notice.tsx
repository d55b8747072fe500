import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { WorkspaceInfo } from '../../../shared/api/workspace/workspace.ts';
import { storeNotice, storeSizesText } from '../../../shared/text/store-text.ts';
import { useConnections } from '../../state/connection/use-connections.ts';
import { NoticeBar } from '../../kit/notice-bar.tsx';

/** In every view of a workspace with a store of 0.7: that it is not read, and what it takes. Stays, because numbers are not all that is there. */
export function StoreNotice({ info }: { readonly info: WorkspaceInfo }): ReactElement | null {
  const { coreQueries } = useConnections();
  const { store } = info;
  const sizes = useQuery(
    coreQueries.workspace.storeSizes.queryOptions({
      input: { workspace: info.id },
      enabled: store?.database === 'store.duckdb',
    }),
  ).data;
  if (store?.database !== 'store.duckdb') return null;
  return (
    <NoticeBar
      tone="plain"
      text={
        <>
          {storeNotice(store, info.layout === 'both')}
          {sizes !== undefined && sizes !== null && <span className="dim"> {storeSizesText(sizes)}.</span>}
        </>
      }
    />
  );
}
