import { join } from 'node:path';
import { app, Menu, shell, type WebContents } from 'electron';
import { CoreHost } from '../worker/threads/core-host.ts';
import type { BugLog } from '../worker/serve-channel.ts';
import { cacheFolder } from '../registry/index/location.ts';
import { StagedExports } from '../worker/staged-exports.ts';
import { StagingPlace } from '../worker/staging-place.ts';
import { startCore } from '../worker/threads/start-core.ts';
import { showAbout, showLicence } from './dialogs.ts';
import { hostRouter } from './host-router.ts';
import type { AskedFolder } from './host-window.ts';
import { setUpIpc } from './ipc.ts';
import { JsonFile } from './json-file.ts';
import { LINKS } from './links.ts';
import { menuTemplate } from './menu.ts';
import { Quitting } from './quitting.ts';
import { RecentWorkspaces } from './recent-workspaces.ts';
import { serveWindow } from './serve-window.ts';
import { Windows } from './windows.ts';
import { recentFolder, WorkspaceOpener } from './workspace-opener.ts';

/** Where the parts of the built app lie. */
export interface Places {
  /** The script that runs before each page. */
  readonly preload: string;
  /** Holds `LICENSE`. */
  readonly app: string;
}

/** The desktop app once Electron is ready: what is open, what is remembered, and what answers. */
export class Desktop {
  readonly #log: BugLog;
  readonly #places: Places;
  readonly #recentFile: JsonFile;
  readonly #stateFile: JsonFile;
  readonly #core: CoreHost;
  readonly #recent: RecentWorkspaces;
  readonly #opener: WorkspaceOpener;
  readonly #staging: StagingPlace;
  readonly #windows: Windows;

  constructor(places: Places, log: BugLog) {
    this.#log = log;
    this.#places = places;
    const data = app.getPath('userData');
    this.#recentFile = new JsonFile(join(data, 'recent-workspaces.json'), log);
    this.#stateFile = new JsonFile(join(data, 'window-state.json'), log);
    this.#core = new CoreHost(() => startCore(), log);
    this.#recent = new RecentWorkspaces(this.#recentFile, () => this.setUpMenu());
    this.#opener = new WorkspaceOpener(this.#core, this.#recent);
    this.#staging = new StagingPlace(cacheFolder());
    const quitting = new Quitting({ isChanging: () => this.#core.isChanging, end: () => this.end() }, log);
    quitting.setUp();
    this.#windows = new Windows(this.#stateFile, places.preload, log, () => quitting.mayCloseLast());
  }

  /** Answers windows. */
  setUpAnswers(): void {
    const router = hostRouter({
      opener: this.#opener,
      recent: this.#recent,
      core: this.#core,
      staged: new StagedExports(this.#core, this.#staging),
      version: app.getVersion(),
      reveal: (path) => shell.showItemInFolder(path),
      openFile: (path) => shell.openPath(path),
      newWindow: (id) => this.#windows.open(id === null ? null : { id }),
    });
    const answering = { core: this.#core, router, log: this.#log };
    const windowOf = (contents: WebContents): ReturnType<Windows['of']> => this.#windows.of(contents);
    setUpIpc({
      serve: (contents, part, channel) => serveWindow(answering, windowOf(contents), part, channel),
      keepDrop: (contents, paths) => windowOf(contents).drops.keep(paths),
      log: this.#log,
    });
  }

  /** Makes the menu, again whenever the recent workspaces change. */
  setUpMenu(): void {
    const later = (what: string, work: Promise<void>): void =>
      void work.catch((error: unknown) => this.#log(what, error));
    const template = menuTemplate(
      { platform: process.platform, isPackaged: app.isPackaged, recent: this.#recent.list() },
      {
        command: (command) => {
          if (this.#windows.command(command)) return;
          this.#windows.open(command.name === 'open-workspace' ? { id: command.id } : null);
        },
        newWindow: () => this.#windows.open(null),
        about: () => later('About was not shown', showAbout()),
        licence: () => later('The licence was not shown', showLicence(join(this.#places.app, 'LICENSE'))),
        website: () => later('A link was not opened', shell.openExternal(LINKS.nirs4all)),
      },
    );
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  }

  /** The first window: what was asked for, else what was open last. */
  start(asked: AskedFolder | null): void {
    void this.#staging.removeLeftovers();
    const [last] = this.#recent.list();
    this.#windows.open(asked ?? (last === undefined ? null : recentFolder(last)));
  }

  /** A later start: the window that shows the folder comes to the front, or a new one does; without a folder, the last one. */
  async startAgain(asked: AskedFolder | null): Promise<void> {
    const window = asked === null ? this.#windows.last() : await this.#showing(asked);
    if (window === null) this.#windows.open(asked);
    else this.#windows.focus(window);
  }

  /** Ends the core and what is still being written. */
  async end(): Promise<void> {
    await this.#core.close();
    await Promise.all([this.#recentFile.flush(), this.#stateFile.flush(), this.#staging.remove()]);
  }

  async #showing(asked: AskedFolder): Promise<ReturnType<Windows['showing']>> {
    const result = await this.#opener.open(asked);
    return result.ok ? this.#windows.showing(result.value) : null;
  }
}
