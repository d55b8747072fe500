import { useQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { escapeForTerminal } from '../../shared/text/escape-for-terminal.ts';
import { lastMove } from '../flows/deletion/last-move.ts';
import { useChooseSources } from '../flows/import/use-choose-sources.ts';
import { useImports } from '../flows/import/use-imports.ts';
import { useConnections } from '../state/connection/use-connections.ts';
import { useKeyNames } from '../state/use-key-names.ts';
import { usePlace } from '../state/route/use-place.ts';
import { goTo } from '../state/route/use-route.ts';
import { VIEW_NAMES, VIEWS } from '../state/route/views.ts';
import type { Opening } from '../state/opening/use-opening.ts';
import { chooseTheme, onThemeChange, themeChoice } from '../state/theme/theme-store.ts';
import { useWorkspace } from '../state/workspace/use-workspace.ts';
import type { Action } from './action.ts';
import { placeActions } from './place-actions.ts';

const THEMES = [
  { choice: 'system', text: 'Theme: as the system' },
  { choice: 'light', text: 'Theme: light' },
  { choice: 'dark', text: 'Theme: dark' },
] as const;

/** All that can be done in the window on a workspace, in the order in which it is listed. */
export function useActions({
  opening,
  onKeys,
  onInspector,
  onUndo,
}: {
  readonly opening: Opening;
  readonly onKeys: () => void;
  /** Shows or hides the inspector. */
  readonly onInspector: () => void;
  /** Asks whether the last move is to be undone. */
  readonly onUndo: () => void;
}): readonly Action[] {
  const { coreQueries, hostQueries } = useConnections();
  const host = useQuery(hostQueries.info.queryOptions()).data;
  const workspaces = useQuery(hostQueries.workspaces.list.queryOptions()).data ?? [];
  const { workspace, place, go } = usePlace();
  const { isReady, rescan } = useWorkspace();
  const trash = useQuery(
    coreQueries.trash.list.queryOptions({ input: { workspace }, enabled: isReady }),
  ).data;
  const { busy } = useImports();
  const chooseSources = useChooseSources();
  const { withControl, isDesktop } = useKeyNames();
  const theme = useSyncExternalStore(onThemeChange, themeChoice);
  const isFiltered = place.text !== '' || place.dataset !== null;
  return [
    ...VIEWS.map((view, at) => ({
      id: `view ${view}`,
      text: `Go to ${VIEW_NAMES[view]}`,
      keys: isDesktop ? withControl(String(at + 1)) : null,
      refusal: view === place.view ? 'This view is shown already' : null,
      run: () => go({ view }),
    })),
    ...placeActions(go),
    {
      id: 'rescan',
      text: 'Scan the workspace again',
      keys: isDesktop ? 'F5' : null,
      refusal: null,
      run: rescan,
    },
    ...(['files', 'folder'] as const).map((what) => ({
      id: `import ${what}`,
      text: what === 'files' ? 'Import files…' : 'Import a folder…',
      keys: null,
      refusal: busy === null ? null : `${busy}: one thing at a time`,
      run: () => chooseSources(what),
    })),
    {
      id: 'undo',
      text: 'Undo the last move to the trash…',
      keys: withControl('Z'),
      refusal:
        trash !== undefined && lastMove(trash.batches) === undefined ? 'Nothing lies in the trash' : null,
      run: onUndo,
    },
    {
      id: 'clear',
      text: 'Clear filter and scope',
      keys: null,
      refusal: isFiltered ? null : 'Nothing is filtered',
      run: () => go({ text: '', dataset: null }),
    },
    {
      id: 'inspector',
      text: 'Show or hide the inspector',
      keys: withControl('I'),
      refusal: place.selection === null ? 'Nothing is selected' : null,
      run: onInspector,
    },
    ...THEMES.map(({ choice, text }) => ({
      id: `theme ${choice}`,
      text,
      keys: null,
      refusal: choice === theme ? 'This is how it is' : null,
      run: () => chooseTheme(choice),
    })),
    {
      id: 'open',
      text: 'Open workspace…',
      keys: isDesktop ? withControl('O') : null,
      refusal:
        host?.canChoose === true
          ? null
          : 'In a browser, Stemma opens the workspaces that it was started with',
      run: () => opening.open((asked) => asked.workspaces.choose()),
    },
    ...workspaces
      .filter(({ id }) => id !== workspace)
      .map(({ id, name, parent }) => ({
        id: `workspace ${id}`,
        text: `Open ${escapeForTerminal(name)} in ${escapeForTerminal(parent)}`,
        keys: null,
        refusal: null,
        run: () => opening.open((asked) => asked.workspaces.open({ id })),
      })),
    {
      id: 'start',
      text: 'Go to the start page',
      keys: null,
      refusal: null,
      run: () => goTo({ kind: 'start' }),
    },
    { id: 'keys', text: 'List all keys', keys: '?', refusal: null, run: onKeys },
  ];
}
