import type { ReactElement } from 'react';
import type { ScanProgress } from '../../../shared/api/workspace/workspace.ts';
import { OverviewView } from '../../views/overview/overview-view.tsx';
import { lazily } from '../../kit/lazily.tsx';
import { usePlace } from '../../state/route/use-place.ts';

/** Stands for a view whose code is not there yet. */
const loading = <div aria-busy="true" className="grow" />;

// The overview is what a window shows first: it alone comes with the page.
const ChainsView = lazily(
  () => import('../../views/chains/chains-view.tsx').then((file) => file.ChainsView),
  loading,
);
const GraphView = lazily(
  () => import('../../views/graph/graph-view.tsx').then((file) => file.GraphView),
  loading,
);
const ArtifactsView = lazily(
  () => import('../../views/artifacts/artifacts-view.tsx').then((file) => file.ArtifactsView),
  loading,
);
const FilesView = lazily(
  () => import('../../views/files/files-view.tsx').then((file) => file.FilesView),
  loading,
);
const CleanUpView = lazily(
  () => import('../../views/clean-up/clean-up-view.tsx').then((file) => file.CleanUpView),
  loading,
);
const TrashView = lazily(
  () => import('../../views/trash/trash-view.tsx').then((file) => file.TrashView),
  loading,
);

const ImportView = lazily(
  () => import('../../views/import/import-view.tsx').then((file) => file.ImportView),
  loading,
);

/** The view that the address names. */
export function ShownView({ seen }: { readonly seen: ScanProgress | null }): ReactElement {
  const { place } = usePlace();
  switch (place.view) {
    case 'overview':
      return <OverviewView seen={seen} />;
    case 'chains':
      return <ChainsView />;
    case 'graph':
      return <GraphView />;
    case 'artifacts':
      return place.own['show'] === 'files' ? <FilesView /> : <ArtifactsView />;
    case 'clean-up':
      return <CleanUpView />;
    case 'trash':
      return <TrashView />;
    case 'import':
      return <ImportView />;
  }
}
