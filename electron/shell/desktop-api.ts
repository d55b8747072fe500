import type { IpcRenderer, WebUtils } from 'electron';
import { isChannelMessage } from '../../shared/api/channel.ts';
import type { ConnectionListener, DesktopApi, DesktopCommand } from '../../shared/api/desktop.ts';
import { TO_MAIN, TO_WINDOW } from './ipc-names.ts';

/** What of Electron the window's end of the line needs. */
export interface WindowSide {
  readonly ipcRenderer: Pick<IpcRenderer, 'send' | 'on' | 'invoke'>;
  readonly webUtils: Pick<WebUtils, 'getPathForFile'>;
  readonly platform: string;
}

/** The window's end of the line: what the preload gives the page. Neither events nor `ipcRenderer` reach the page. */
export function createDesktopApi({ ipcRenderer, webUtils, platform }: WindowSide): DesktopApi {
  const connections = new Map<number, ConnectionListener>();
  const commandListeners = new Set<(command: DesktopCommand) => void>();
  let next = 1;

  function end(connection: number, reason: string | null): void {
    const listener = connections.get(connection);
    connections.delete(connection);
    listener?.onClose(reason);
  }

  ipcRenderer.on(TO_WINDOW.message, (_event, connection: unknown, message: unknown) => {
    if (isChannelMessage(message)) connections.get(connection as number)?.onMessage(message);
  });
  ipcRenderer.on(TO_WINDOW.closed, (_event, connection: unknown, reason: unknown) =>
    end(connection as number, typeof reason === 'string' ? reason : null),
  );
  ipcRenderer.on(TO_WINDOW.command, (_event, command: unknown) => {
    for (const listener of commandListeners) listener(command as DesktopCommand);
  });
  ipcRenderer.send(TO_MAIN.hello);

  return {
    platform,
    connect: (part, listener) => {
      const connection = next++;
      connections.set(connection, listener);
      ipcRenderer.send(TO_MAIN.open, connection, part);
      return {
        send: (message) => {
          if (connections.has(connection)) ipcRenderer.send(TO_MAIN.message, connection, message);
        },
        close: () => {
          if (!connections.has(connection)) return;
          ipcRenderer.send(TO_MAIN.close, connection);
          end(connection, null);
        },
      };
    },
    drop: async (files) => {
      // A page may hand over anything; what is no file of a disk has no path, or is refused by Electron.
      const found = files.map((file) => ({
        name: file.name,
        path: webUtils.getPathForFile(file as File),
      }));
      const paths = found.flatMap(({ path }) => (path === '' ? [] : [path]));
      const notOnDisk = found.flatMap(({ name, path }) => (path === '' ? [name] : []));
      const id = paths.length === 0 ? null : ((await ipcRenderer.invoke(TO_MAIN.drop, paths)) as string);
      return { id, notOnDisk };
    },
    onCommand: (listener) => {
      commandListeners.add(listener);
      return () => void commandListeners.delete(listener);
    },
  };
}
