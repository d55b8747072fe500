import type { MenuItemConstructorOptions } from 'electron';
import type { DesktopCommand } from '../../shared/api/desktop.ts';
import type { RecentWorkspace } from './recent-workspaces.ts';

/** What the menu does. */
export interface MenuActions {
  /** Asks the window in front for something, or a new one where there is none. */
  readonly command: (command: DesktopCommand) => void;
  readonly newWindow: () => void;
  readonly about: () => void;
  readonly licence: () => void;
  readonly website: () => void;
}

/** What the menu depends on. */
export interface MenuFacts {
  /** As Node names systems. */
  readonly platform: string;
  /** A packaged app has no tools for developers. */
  readonly isPackaged: boolean;
  readonly recent: readonly RecentWorkspace[];
}

type Item = MenuItemConstructorOptions;

const SEPARATOR: Item = { type: 'separator' };

function recentMenu(recent: readonly RecentWorkspace[], { command }: MenuActions): Item {
  const items: Item[] = recent.map(({ id, path }) => ({
    id: `recent:${id}`,
    // One & would underline the letter after it.
    label: path.replaceAll('&', '&&'),
    click: () => command({ name: 'open-workspace', id }),
  }));
  return { id: 'open-recent', label: 'Open recent', enabled: items.length > 0, submenu: items };
}

/** The menu of the app, as a template for Electron. */
export function menuTemplate({ platform, isPackaged, recent }: MenuFacts, actions: MenuActions): Item[] {
  const isMac = platform === 'darwin';
  const about: Item = { id: 'about', label: 'About Stemma', click: actions.about };
  const file: Item[] = [
    {
      id: 'open',
      label: 'Open workspace…',
      accelerator: 'CmdOrCtrl+O',
      click: () => actions.command({ name: 'choose-workspace' }),
    },
    recentMenu(recent, actions),
    SEPARATOR,
    {
      id: 'import-files',
      label: 'Import files…',
      click: () => actions.command({ name: 'import', what: 'files' }),
    },
    {
      id: 'import-folder',
      label: 'Import a folder…',
      click: () => actions.command({ name: 'import', what: 'folder' }),
    },
    SEPARATOR,
    { id: 'new-window', label: 'New window', accelerator: 'CmdOrCtrl+Shift+N', click: actions.newWindow },
    { id: 'close', role: 'close' },
    ...(isMac ? [] : [SEPARATOR, { id: 'quit', role: 'quit' } satisfies Item]),
  ];
  const view: Item[] = [
    { id: 'rescan', label: 'Rescan', accelerator: 'F5', click: () => actions.command({ name: 'rescan' }) },
    SEPARATOR,
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { role: 'togglefullscreen' },
    ...(isPackaged ? [] : [SEPARATOR, { id: 'tools', role: 'toggleDevTools' } satisfies Item]),
  ];
  const help: Item[] = [
    ...(isMac ? [] : [about]),
    { id: 'licence', label: 'Licence', click: actions.licence },
    { id: 'website', label: 'nirs4all on the web', click: actions.website },
  ];
  const appMenu: Item[] = [
    about,
    SEPARATOR,
    { role: 'hide' },
    { role: 'hideOthers' },
    SEPARATOR,
    { id: 'quit', role: 'quit' },
  ];
  return [
    ...(isMac ? [{ label: 'Stemma', submenu: appMenu }] : []),
    { label: 'File', submenu: file },
    { label: 'Edit', role: 'editMenu' },
    { label: 'View', submenu: view },
    { label: 'Help', role: 'help', submenu: help },
  ];
}
