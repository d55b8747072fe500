import { app, screen, type BrowserWindow, type WebContents } from 'electron';
import type { DesktopCommand } from '../../shared/api/desktop.ts';
import type { BugLog } from '../worker/serve-channel.ts';
import { chooseFolder, chooseSources, chooseTarget } from './dialogs.ts';
import { Drops } from './drops.ts';
import type { HostWindow } from './host-window.ts';
import { TO_WINDOW } from './ipc-names.ts';
import type { JsonFile } from './json-file.ts';
import { APP_PAGE } from './sender.ts';
import { createWindow } from './window.ts';
import { placeWindow, type WindowState } from './window-state.ts';

/** A window and what is known of it. */
interface OpenWindow extends HostWindow {
  readonly browserWindow: BrowserWindow;
  readonly drops: Drops;
}

/** Windows open so far apart, in pixels, that each can be seen. */
const STEP = 32;

/** The windows that are open. */
export class Windows {
  readonly #windows = new Map<WebContents, OpenWindow>();
  readonly #stateFile: JsonFile;
  readonly #preload: string;
  readonly #log: BugLog;
  readonly #mayCloseLast: () => boolean;

  /**
   * @param stateFile remembers where the last window was
   * @param mayCloseLast whether the last window may close just now
   */
  constructor(stateFile: JsonFile, preload: string, log: BugLog, mayCloseLast: () => boolean) {
    this.#stateFile = stateFile;
    this.#preload = preload;
    this.#log = log;
    this.#mayCloseLast = mayCloseLast;
  }

  /** Opens a window; `asked` says what it is to show. */
  open(asked: HostWindow['asked']): void {
    const last = this.last()?.browserWindow;
    const saved = last === undefined ? this.#stateFile.read() : beside(stateOf(last));
    const areas = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map(({ workArea }) => workArea);
    const browserWindow = createWindow(placeWindow(saved, areas), this.#preload);
    const { webContents } = browserWindow;
    const drops = new Drops();
    this.#windows.set(webContents, {
      browserWindow,
      drops,
      asked,
      workspace: null,
      offered: null,
      chooseFolder: () => chooseFolder(browserWindow),
      chooseSources: (what) => chooseSources(browserWindow, what),
      chooseTarget: (name) => chooseTarget(browserWindow, name),
      dragOut: async (file) => {
        // macOS takes no drag without an icon.
        webContents.startDrag({ file, icon: await app.getFileIcon(file) });
      },
      findDrop: (id) => drops.find(id),
      takeDrop: (id) => drops.take(id),
    });
    browserWindow.on('close', (event) => {
      if (this.#windows.size === 1 && !this.#mayCloseLast()) event.preventDefault();
      else this.#stateFile.write(stateOf(browserWindow));
    });
    browserWindow.on('closed', () => this.#windows.delete(webContents));
    webContents.on('render-process-gone', (_event, { reason }) => this.#pageDied(browserWindow, reason));
    browserWindow.loadURL(APP_PAGE).catch((error: unknown) => this.#log('The page was not loaded', error));
  }

  /** The window of a page. Throws for a page that has none, for only windows have a preload. */
  of(contents: WebContents): OpenWindow {
    const window = this.#windows.get(contents);
    if (window === undefined) throw new Error('A page without a window asked for something');
    return window;
  }

  /** The window that has the focus, else the one that was opened last; null where none is open. */
  last(): OpenWindow | null {
    const windows = [...this.#windows.values()];
    return windows.find(({ browserWindow }) => browserWindow.isFocused()) ?? windows.at(-1) ?? null;
  }

  /** The window that shows a workspace, or null. */
  showing(workspace: string): OpenWindow | null {
    return [...this.#windows.values()].find((window) => window.workspace === workspace) ?? null;
  }

  /** Brings a window to the front. */
  focus({ browserWindow }: OpenWindow): void {
    if (browserWindow.isMinimized()) browserWindow.restore();
    browserWindow.show();
    browserWindow.focus();
  }

  /** Asks the window in front for something; false where there is none. */
  command(command: DesktopCommand): boolean {
    const window = this.last();
    window?.browserWindow.webContents.send(TO_WINDOW.command, command);
    return window !== null;
  }

  /** A page that crashed is loaded again, once it has been told; one that was ended on purpose is not. */
  #pageDied(window: BrowserWindow, reason: string): void {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    this.#log('A page died', new Error(reason));
    window.webContents.reload();
  }
}

function stateOf(window: BrowserWindow): WindowState {
  return { ...window.getNormalBounds(), isMaximized: window.isMaximized() };
}

function beside(state: WindowState): WindowState {
  return { ...state, x: state.x + STEP, y: state.y + STEP, isMaximized: false };
}
