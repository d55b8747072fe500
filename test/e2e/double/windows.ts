import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import type { BrowserContext, Frame, Page } from '@playwright/test';
import { fromDouble, originOf, toDouble } from './addresses.ts';
import { makeCodec } from './codec.ts';
import { preloadHost, type PreloadEnvironment } from './preload-host.ts';

const { pack, unpack } = makeCodec();
const BINDING = 'electronDoubleSend';
const EMIT = 'electronDoubleEmit';

type Handler = (event: object, ...args: unknown[]) => unknown;

/** What the main process listens to. */
class IpcMain extends EventEmitter {
  readonly handlers = new Map<string, Handler>();

  handle(channel: string, handler: Handler): void {
    if (this.handlers.has(channel)) throw new Error(`A second handler for ${channel}`);
    this.handlers.set(channel, handler);
  }
}

export const ipcMain = new IpcMain();

/** Set once Chromium was joined; told of each new window's contents, and of each page once it has loaded. */
export const stage: {
  context: BrowserContext | null;
  onContents: (contents: WebContents) => void;
  onPage: (page: Page) => void;
} = {
  context: null,
  onContents: () => undefined,
  onPage: () => undefined,
};

let nextId = 1;

/** The page of a window, as the main process knows it. */
export class WebContents extends EventEmitter {
  readonly id = nextId++;
  readonly window: BrowserWindow;
  openHandler: (details: { url: string }) => { action: string } = () => ({ action: 'allow' });

  /** What was dragged out, for tests to look at: what the system would take. */
  readonly dragged: { readonly file: string; readonly bytes: Buffer; readonly hasIcon: boolean }[] = [];

  constructor(window: BrowserWindow) {
    super();
    this.window = window;
  }

  setWindowOpenHandler(handler: WebContents['openHandler']): void {
    this.openHandler = handler;
  }

  send(channel: string, ...args: unknown[]): void {
    const page = this.window.page;
    // A page that is closing hears nothing, as in Electron.
    page?.evaluate(`globalThis.${EMIT}?.(${JSON.stringify(pack({ channel, args }))})`).catch(() => undefined);
  }

  /** As in Electron, the file has to be there, and an icon has to be given. */
  startDrag({
    file,
    icon,
  }: {
    readonly file: string;
    readonly icon: { readonly isEmpty: () => boolean };
  }): void {
    this.dragged.push({ file, bytes: readFileSync(file), hasIcon: !icon.isEmpty() });
  }

  getURL(): string {
    return fromDouble(this.window.page?.url() ?? '');
  }

  isDestroyed(): boolean {
    return this.window.isDestroyed();
  }

  reload(): void {
    void this.window.page?.reload();
  }
}

interface WindowOptions {
  readonly x?: number;
  readonly y?: number;
  readonly width?: number;
  readonly height?: number;
  readonly webPreferences?: { readonly preload?: string; readonly sandbox?: boolean };
}

const windows = new Set<BrowserWindow>();

/** A window: a page of Chromium of the same size. */
export class BrowserWindow extends EventEmitter {
  readonly webContents: WebContents;
  page: Page | null = null;
  #options: WindowOptions;
  #isDestroyed = false;
  #isMaximized = false;
  readonly #opened: Promise<Page>;

  constructor(options: WindowOptions) {
    super();
    if (stage.context === null) throw new Error('A window before the app is ready');
    this.#options = options;
    this.webContents = new WebContents(this);
    windows.add(this);
    stage.onContents(this.webContents);
    this.#opened = this.#open(stage.context);
  }

  static getAllWindows(): BrowserWindow[] {
    return [...windows];
  }

  async loadURL(url: string): Promise<void> {
    const page = await this.#opened;
    await page.goto(toDouble(url));
    this.emit('ready-to-show');
    stage.onPage(page);
  }

  close(): void {
    let isPrevented = false;
    this.emit('close', { preventDefault: () => (isPrevented = true) });
    if (!isPrevented) this.destroy();
  }

  destroy(): void {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    windows.delete(this);
    this.page?.close().catch(() => undefined);
    this.webContents.emit('destroyed');
    this.emit('closed');
    if (windows.size === 0) this.emit('last-closed');
  }

  isDestroyed = (): boolean => this.#isDestroyed;
  isMinimized = (): boolean => false;
  isMaximized = (): boolean => this.#isMaximized;
  isFocused = (): boolean => [...windows].at(-1) === this;
  restore = (): void => undefined;
  show = (): void => void this.emit('show');

  maximize(): void {
    this.#isMaximized = true;
  }

  /** The window in front is the last one. */
  focus(): void {
    windows.delete(this);
    windows.add(this);
    void this.page?.bringToFront();
    this.emit('focus');
  }

  getNormalBounds(): { x: number; y: number; width: number; height: number } {
    const { x = 0, y = 0, width = 800, height = 600 } = this.#options;
    return { x, y, width, height };
  }

  setBounds(bounds: Partial<WindowOptions>): void {
    this.#options = { ...this.#options, ...bounds };
    const { width, height } = this.getNormalBounds();
    void this.page?.setViewportSize({ width, height });
  }

  async #open(context: BrowserContext): Promise<Page> {
    const page = await context.newPage();
    this.page = page;
    const { width, height } = this.getNormalBounds();
    await page.setViewportSize({ width, height });
    await page.exposeBinding(BINDING, ({ frame }, message: string) => this.#receive(frame, message));
    const { preload, sandbox } = this.#options.webPreferences ?? {};
    if (preload === undefined || sandbox !== true) throw new Error('A window without a sandboxed preload');
    const environment: PreloadEnvironment = { binding: BINDING, emit: EMIT, platform: process.platform };
    const source = `(require, module, exports, process) => {${readFileSync(preload, 'utf8')}\n}`;
    await page.addInitScript({
      content: `(${preloadHost.toString()})(${makeCodec.toString()}, ${source}, ${JSON.stringify(environment)});`,
    });
    page.on('close', () => this.destroy());
    page.on('crash', () => this.webContents.emit('render-process-gone', {}, { reason: 'crashed' }));
    page.on('popup', (popup) => {
      this.webContents.openHandler({ url: fromDouble(popup.url()) });
      void popup.close();
    });
    return page;
  }

  async #receive(frame: Frame, message: string): Promise<string> {
    const { kind, channel, args } = unpack(message) as { kind: string; channel: string; args: unknown[] };
    const senderFrame = { origin: originOf(frame), parent: frame.parentFrame() };
    const event = { sender: this.webContents, senderFrame };
    if (kind === 'send') {
      ipcMain.emit(channel, event, ...args);
      return pack({});
    }
    try {
      return pack({ value: await ipcMain.handlers.get(channel)?.(event, ...args) });
    } catch (error) {
      return pack({ error: String(error) });
    }
  }
}
