import type { ReactElement } from 'react';
import type { ScanProgress } from '../../shared/api/workspace.ts';
import { ArtifactsView } from '../artifacts/artifacts-view.tsx';
import { ChainsView } from '../chains/chains-view.tsx';
import { Overview } from '../overview/overview.tsx';
import { usePlace } from '../route/use-place.ts';
import { useWorkspace } from './use-workspace.ts';

/** The view that the address names. */
export function ShownView({ seen }: { readonly seen: ScanProgress | null }): ReactElement {
  const { place } = usePlace();
  const { info, isReady, rescan } = useWorkspace();
  switch (place.view) {
    case 'overview':
      return <Overview workspace={info.id} isReady={isReady} seen={seen} onRescan={rescan} />;
    case 'chains':
      return <ChainsView />;
    case 'artifacts':
      return <ArtifactsView />;
  }
}
