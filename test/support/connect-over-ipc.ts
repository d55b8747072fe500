import { join } from 'node:path';
import type { Channel, ChannelMessage, ContractPart } from '../../shared/api/channel.ts';
import type { DesktopApi } from '../../shared/api/desktop.ts';
import { Drops } from '../../electron/shell/drops.ts';
import { hostRouter } from '../../electron/shell/host-router.ts';
import type { HostWindow } from '../../electron/shell/host-window.ts';
import { JsonFile } from '../../electron/shell/json-file.ts';
import { RecentWorkspaces } from '../../electron/shell/recent-workspaces.ts';
import { serveWindow } from '../../electron/shell/serve-window.ts';
import { WorkspaceOpener } from '../../electron/shell/workspace-opener.ts';
import { StagedExports } from '../../electron/worker/staged-exports.ts';
import { StagingPlace } from '../../electron/worker/staging-place.ts';
import type { CoreHost } from '../../electron/worker/threads/core-host.ts';
import type { BugLog } from '../../electron/worker/serve-channel.ts';
import { ipcPair, type FakeWindow } from './ipc-pair.ts';

/** A window of the desktop app over the shell's real IPC, without Electron. */
export interface IpcWindow {
  readonly api: DesktopApi;
  readonly window: FakeWindow;
  /** What was revealed in the file manager or opened, and what new windows were asked for. */
  readonly asked: {
    readonly revealed: string[];
    readonly edited: string[];
    readonly windows: (string | null)[];
  };
  /** Files that were dragged out. */
  readonly dragged: readonly string[];
  connect(part: ContractPart): Channel;
  /** Closes the window; resolves when all is remembered. */
  close(): Promise<void>;
}

/** What of the desktop a test decides. */
export interface DesktopChoices {
  /** Where recent workspaces are kept. */
  readonly folder: string;
  readonly log: BugLog;
  /** What the window was made for. */
  readonly start?: HostWindow['asked'];
  /** What the user chooses in the dialog. */
  readonly choice?: string | null;
}

/** A channel over what the preload gives the page. */
export function channelOf(api: DesktopApi, part: ContractPart): Channel {
  const listeners: ((message: ChannelMessage) => void)[] = [];
  const closeListeners: ((reason: string | null) => void)[] = [];
  const connection = api.connect(part, {
    onMessage: (message) => {
      for (const listener of listeners) listener(message);
    },
    onClose: (reason) => {
      for (const listener of closeListeners) listener(reason);
    },
  });
  return {
    send: (message) => connection.send(message),
    onMessage: (listener) => void listeners.push(listener),
    onClose: (listener) => void closeListeners.push(listener),
    close: () => connection.close(),
  };
}

/** Connects to a core through the shell: preload, sender check, bridge and host router are the real ones. */
export function connectOverIpc(
  core: CoreHost,
  { folder, log, start = null, choice = null }: DesktopChoices,
): IpcWindow {
  const asked = {
    revealed: [] as string[],
    edited: [] as string[],
    windows: [] as (string | null)[],
  };
  const dragged: string[] = [];
  const file = new JsonFile(join(folder, 'recent-workspaces.json'), log);
  const recent = new RecentWorkspaces(file, () => undefined);
  const router = hostRouter({
    opener: new WorkspaceOpener(core, recent),
    recent,
    core,
    staged: new StagedExports(core, new StagingPlace(join(folder, 'cache'))),
    version: '0.0.0',
    reveal: (path) => void asked.revealed.push(path),
    openFile: (path) => {
      asked.edited.push(path);
      return Promise.resolve('');
    },
    newWindow: (workspace) => void asked.windows.push(workspace),
  });
  const drops = new Drops();
  const hostWindow: HostWindow = {
    asked: start,
    workspace: null,
    offered: null,
    chooseFolder: () => Promise.resolve(choice),
    chooseSources: () => Promise.resolve(choice === null ? null : [choice]),
    chooseTarget: () => Promise.resolve(choice),
    dragOut: (path) => {
      dragged.push(path);
      return Promise.resolve();
    },
    findDrop: (id) => drops.find(id),
    takeDrop: (id) => drops.take(id),
  };
  const { makeWindow } = ipcPair({
    serve: (_contents, part, channel) => serveWindow({ core, router, log }, hostWindow, part, channel),
    keepDrop: (_contents, paths) => drops.keep(paths),
    log,
  });
  const window = makeWindow();
  const api = window.startPage();
  const close = async (): Promise<void> => {
    window.destroy();
    await file.flush();
  };
  return { api, window, asked, dragged, connect: (part) => channelOf(api, part), close };
}
