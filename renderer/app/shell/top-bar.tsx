import { DrawerRightIcon, SearchIcon } from '@blueprintjs/icons';
import type { ReactElement } from 'react';
import type { WorkspaceInfo } from '../../../shared/api/workspace/workspace.ts';
import { useKeyNames } from '../../state/use-key-names.ts';
import { IconButton } from '../../kit/button.tsx';
import type { Opening } from '../../state/opening/use-opening.ts';
import { ThemeButton } from './theme-button.tsx';
import { DatasetMenu } from './dataset-menu.tsx';
import { FilterBox } from './filter-box.tsx';
import { WorkspaceMenu } from './workspace-menu.tsx';

/** The bar on top: workspace, dataset, filter; search, theme, inspector. */
export function TopBar({
  info,
  opening,
  inspector,
  onSearch,
  onInspector,
}: {
  readonly info: WorkspaceInfo;
  readonly opening: Opening;
  readonly inspector: 'open' | 'closed' | 'nothing';
  readonly onSearch: () => void;
  readonly onInspector: () => void;
}): ReactElement {
  const { withControl } = useKeyNames();
  const label = inspector === 'open' ? 'Hide the inspector' : 'Show the inspector';
  return (
    <header className="top" aria-label="Window" data-pane>
      <WorkspaceMenu info={info} opening={opening} />
      <span className="top-line" />
      <DatasetMenu />
      <FilterBox />
      <span className="grow" />
      <button type="button" className="palette-button" onClick={onSearch}>
        <SearchIcon size={14} />
        <span className="label">Search or run</span>
        <kbd>{withControl('K')}</kbd>
      </button>
      <ThemeButton />
      <IconButton
        label={inspector === 'nothing' ? 'Inspector: nothing is selected' : label}
        icon={<DrawerRightIcon size={16} />}
        isOn={inspector === 'open'}
        isOff={inspector === 'nothing'}
        onClick={onInspector}
      />
    </header>
  );
}

/** The same while there is no workspace to show. */
export function BareTopBar({ opening }: { readonly opening: Opening }): ReactElement {
  return (
    <header className="top" aria-label="Window">
      <WorkspaceMenu info={null} opening={opening} />
      <span className="grow" />
      <ThemeButton />
    </header>
  );
}
