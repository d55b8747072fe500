import { EventEmitter } from 'node:events';
import type { WebContents } from 'electron';
import type { DesktopApi } from '../../shared/api/desktop.ts';
import { createDesktopApi, type WindowSide } from '../../electron/shell/desktop-api.ts';
import { setUpIpc, type IpcOptions } from '../../electron/shell/ipc.ts';
import { APP_ORIGIN, type SenderFrame } from '../../electron/shell/sender.ts';

type Listener = (event: object, ...args: unknown[]) => unknown;

/** Electron's `ipcMain`, as far as the shell needs it. */
export class FakeIpcMain {
  readonly #listeners = new Map<string, Listener[]>();
  readonly #handlers = new Map<string, Listener>();

  on(channel: string, listener: Listener): this {
    this.#listeners.set(channel, [...(this.#listeners.get(channel) ?? []), listener]);
    return this;
  }

  handle(channel: string, listener: Listener): void {
    this.#handlers.set(channel, listener);
  }

  emit(channel: string, event: object, args: readonly unknown[]): void {
    for (const listener of this.#listeners.get(channel) ?? []) listener(event, ...args);
  }

  async invoke(channel: string, event: object, args: readonly unknown[]): Promise<unknown> {
    const handler = this.#handlers.get(channel);
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
    return handler(event, ...args);
  }
}

/** The sender of our own page's messages. */
export const OWN_FRAME: SenderFrame = { origin: APP_ORIGIN, parent: null };

/**
 * A window without Electron: the preload's end of the line on one side, Electron's `WebContents` on the other. What
 * crosses is cloned and arrives later, in order.
 */
export class FakeWindow extends EventEmitter {
  readonly #ipcMain: FakeIpcMain;
  readonly #listeners = new Map<string, Listener[]>();
  #isDestroyed = false;

  constructor(ipcMain: FakeIpcMain) {
    super();
    this.#ipcMain = ipcMain;
  }

  /** Starts a page, as loading or reloading does: its preload knows nothing of the one before. */
  startPage(): DesktopApi {
    this.#listeners.clear();
    const ipcRenderer = {
      send: (channel: string, ...args: unknown[]) => this.sendFrom(OWN_FRAME, channel, ...args),
      on: (channel: string, listener: Listener) => {
        this.#listeners.set(channel, [...(this.#listeners.get(channel) ?? []), listener]);
      },
      invoke: (channel: string, ...args: unknown[]) => this.invokeFrom(OWN_FRAME, channel, ...args),
    } as unknown as WindowSide['ipcRenderer'];
    const webUtils = { getPathForFile: ({ name }: { readonly name: string }) => name };
    return createDesktopApi({ ipcRenderer, webUtils, platform: 'linux' });
  }

  /** Sends a message as any frame of the window could. */
  sendFrom(senderFrame: SenderFrame | null, channel: string, ...args: unknown[]): void {
    const cloned = structuredClone(args);
    setImmediate(() => this.#ipcMain.emit(channel, { sender: this, senderFrame }, cloned));
  }

  /** Calls the main process as any frame of the window could. */
  async invokeFrom(senderFrame: SenderFrame | null, channel: string, ...args: unknown[]): Promise<unknown> {
    return structuredClone(
      await this.#ipcMain.invoke(channel, { sender: this, senderFrame }, structuredClone(args)),
    );
  }

  /** As of `WebContents`. */
  send(channel: string, ...args: unknown[]): void {
    const cloned = structuredClone(args);
    setImmediate(() => {
      for (const listener of this.#listeners.get(channel) ?? []) listener({}, ...cloned);
    });
  }

  /** As of `WebContents`. */
  isDestroyed(): boolean {
    return this.#isDestroyed;
  }

  /** Ends the window. */
  destroy(): void {
    this.#isDestroyed = true;
    this.emit('destroyed');
  }

  /** This window as the shell sees it. */
  get contents(): WebContents {
    return this as unknown as WebContents;
  }
}

/** The shell's own end of the line, with windows that need no Electron. */
export function ipcPair(options: IpcOptions): { makeWindow: () => FakeWindow } {
  const ipcMain = new FakeIpcMain();
  setUpIpc(options, ipcMain as unknown as Parameters<typeof setUpIpc>[1] & object);
  return { makeWindow: () => new FakeWindow(ipcMain) };
}
