import { EventEmitter } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Route } from '@playwright/test';
import { fromDouble } from './addresses.ts';
import { joinBrowser, type DoubleBrowser } from './browser.ts';
import { BrowserWindow, ipcMain, stage, type WebContents } from './windows.ts';

export { BrowserWindow, ipcMain };

/** What the runner gives by the environment. */
function given(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`The double of Electron wants ${name}.`);
  return value;
}

class App extends EventEmitter {
  readonly isPackaged = false;
  readonly #ready = Promise.withResolvers<void>();
  #browser: DoubleBrowser | null = null;

  whenReady = (): Promise<void> => this.#ready.promise;
  getVersion = (): string =>
    (JSON.parse(readFileSync(join(given('DOUBLE_ROOT'), 'package.json'), 'utf8')) as { version: string })
      .version;

  getPath(name: string): string {
    const path = join(given('DOUBLE_PROFILE'), name);
    mkdirSync(path, { recursive: true });
    return path;
  }

  /** Icons are not emulated; that one is given is. */
  getFileIcon = async (_path: string): Promise<{ isEmpty: () => boolean }> => ({ isEmpty: () => false });

  /** A second start is played by the test, which emits `second-instance`. */
  requestSingleInstanceLock = (): boolean => true;

  quit(): void {
    if (this.#isPrevented('before-quit')) return;
    for (const window of BrowserWindow.getAllWindows()) window.close();
    if (BrowserWindow.getAllWindows().length > 0) return;
    if (!this.#isPrevented('will-quit')) this.exit(0);
  }

  #isPrevented(name: string): boolean {
    let isPrevented = false;
    this.emit(name, { preventDefault: () => (isPrevented = true) });
    return isPrevented;
  }

  exit(code = 0): void {
    const closed = this.#browser?.close() ?? Promise.resolve();
    closed.then(
      () => process.exit(code),
      () => process.exit(code),
    );
  }

  /** Called once the main module has run: Electron is never ready before that. */
  async start(): Promise<void> {
    this.#browser = await joinBrowser(given('DOUBLE_CHROMIUM'));
    const { context, targetOf } = this.#browser;
    stage.context = context;
    stage.onPage = (page) => {
      // A page that closes meanwhile has no name that anybody needs.
      targetOf(page).then(
        (target) => process.send?.({ type: 'window', target }),
        () => undefined,
      );
    };
    stage.onContents = (contents) => {
      this.emit('web-contents-created', {}, contents);
      contents.window.on('last-closed', () => this.emit('window-all-closed'));
    };
    await context.route('**/*', (route) => answer(route));
    this.#ready.resolve();
  }
}

export const app = new App();

const schemes = new Map<string, (request: Request) => Promise<Response>>();

export const protocol = {
  registerSchemesAsPrivileged: (list: { scheme: string }[]): void => {
    for (const { scheme } of list) schemes.set(scheme, async () => new Response(null, { status: 500 }));
  },
  handle: (scheme: string, handler: (request: Request) => Promise<Response>): void => {
    schemes.set(scheme, handler);
  },
};

/** The window that asks; undefined for a page that is none, as one that `window.open` made. */
function contentsOf(route: Route): WebContents | undefined {
  try {
    const page = route.request().frame().page();
    return BrowserWindow.getAllWindows().find((window) => window.page === page)?.webContents;
  } catch {
    // Playwright knows no frame yet: the first request of a new page.
    return undefined;
  }
}

/** Every request of every page: navigation is announced first, the app's scheme is answered, all else has no network. */
async function answer(route: Route): Promise<void> {
  const request = route.request();
  const url = fromDouble(request.url());
  if (request.isNavigationRequest()) {
    const contents = contentsOf(route);
    if (contents === undefined) return await route.abort('aborted');
    const isMainFrame = request.frame().parentFrame() === null;
    let isPrevented = false;
    const event = { url, isMainFrame, preventDefault: () => (isPrevented = true) };
    // What the main process loads itself is not announced.
    if (contents !== undefined && contents.getURL() !== 'about:blank')
      contents.emit('will-frame-navigate', event);
    if (isPrevented) return await route.abort('aborted');
  }
  const handler = schemes.get(new URL(url).protocol.slice(0, -1));
  if (handler === undefined) return await route.abort('blockedbyclient');
  const response = await handler(new Request(url, { method: request.method() }));
  await route.fulfill({
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.from(await response.arrayBuffer()),
  });
}

/** Permissions are not emulated; that the app sets its handlers is. */
export const session = {
  defaultSession: {
    setPermissionRequestHandler: (_handler: unknown): void => undefined,
    setPermissionCheckHandler: (_handler: unknown): void => undefined,
  },
};

/** What was asked of the system, for tests to look at. */
export const asked: {
  readonly external: string[];
  readonly revealed: string[];
  readonly opened: string[];
} = {
  external: [],
  revealed: [],
  opened: [],
};

export const shell = {
  openExternal: async (url: string): Promise<void> => void asked.external.push(url),
  showItemInFolder: (path: string): void => void asked.revealed.push(path),
  openPath: async (path: string): Promise<string> => {
    asked.opened.push(path);
    return '';
  },
};

/** Tests put their own answers in place; without one a dialog throws, for nobody is there to answer. */
export const dialog = {
  showOpenDialog: (): Promise<{ canceled: boolean; filePaths: string[] }> =>
    Promise.reject(new Error('A dialog that no test answers')),
  showSaveDialog: (): Promise<{ canceled: boolean; filePath: string }> =>
    Promise.reject(new Error('A dialog that no test answers')),
  showMessageBox: (_options: { message: string }): Promise<{ response: number }> =>
    Promise.reject(new Error('A question that no test answers')),
};

interface Item {
  readonly id?: string;
  readonly click?: () => void;
  readonly submenu?: readonly Item[];
}

const withAllBelow = (items: readonly Item[]): Item[] =>
  items.flatMap((item) => [item, ...withAllBelow(item.submenu ?? [])]);

let applicationMenu: readonly Item[] = [];

export const Menu = {
  buildFromTemplate: (template: readonly Item[]): readonly Item[] => template,
  setApplicationMenu: (items: readonly Item[]): void => void (applicationMenu = items),
  getApplicationMenu: () => ({
    getMenuItemById: (id: string): Item | null =>
      withAllBelow(applicationMenu).find((item) => item.id === id) ?? null,
  }),
};

const display = { workArea: { x: 0, y: 0, width: 1920, height: 1080 } };
export const screen = { getPrimaryDisplay: () => display, getAllDisplays: () => [display] };

export const nativeTheme = { shouldUseDarkColors: false };
