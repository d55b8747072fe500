import type { ReactElement } from 'react';
import type { ScanProgress } from '../../shared/api/workspace.ts';
import { ArtifactsView } from '../artifacts/artifacts-view.tsx';
import { ChainsView } from '../chains/chains-view.tsx';
import { OverviewView } from '../overview/overview-view.tsx';
import { CleanUpView } from '../clean-up/clean-up-view.tsx';
import { usePlace } from '../route/use-place.ts';
import { TrashView } from '../trash/trash-view.tsx';

/** The view that the address names. */
export function ShownView({ seen }: { readonly seen: ScanProgress | null }): ReactElement {
  const { place } = usePlace();
  switch (place.view) {
    case 'overview':
      return <OverviewView seen={seen} />;
    case 'chains':
      return <ChainsView />;
    case 'artifacts':
      return <ArtifactsView />;
    case 'clean-up':
      return <CleanUpView />;
    case 'trash':
      return <TrashView />;
  }
}
