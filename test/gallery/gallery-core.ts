import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { WELCOME } from '../../shared/api/sockets.ts';
import { LIMITS } from '../../electron/server/limits.ts';
import { isOwnOrigin, loopbackHost } from '../../electron/server/origin.ts';
import { SocketChannel } from '../../electron/server/socket-channel.ts';
import { CoreHost } from '../../electron/worker/threads/core-host.ts';
import { startCore } from '../../electron/worker/threads/start-core.ts';
import { GALLERY_PATHS, type WorkspaceIds } from './page/workspace-names.ts';
import { prepareWorkspaces } from './prepare-workspaces.ts';

/** The core that the gallery's pages ask, on workspaces of its own in a temporary folder. */
export interface GalleryCore {
  readonly ids: WorkspaceIds;
  /** Connects a page that asks for the core; false where the request is for something else. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  /** Ends the core and removes its workspaces. */
  close(): Promise<void>;
}

/**
 * Makes the workspaces and starts the core. Pages may only look, so that whatever a visitor presses, the next exhibit finds
 * its workspace as it was.
 *
 * @param log told of bugs of the core
 */
export async function startGalleryCore(log: (what: string, error: unknown) => void): Promise<GalleryCore> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'stemma-gallery-')));
  const below = join(folder, 'lab');
  mkdirSync(below);
  const host = new CoreHost(() => startCore({ cache: join(folder, 'cache'), validateOutputs: true }), log);
  const sockets = new WebSocketServer({ noServer: true });
  const open = new Set<SocketChannel>();
  /** Answers a page that has shown its token, which is nobody's: whom to answer is settled by the origin. */
  const welcome = (webSocket: WebSocket): void => {
    const page = new SocketChannel(webSocket, LIMITS);
    const core = host.connect({ readOnly: true });
    open.add(page);
    webSocket.send(WELCOME);
    page.onMessage((message) => core.send(message));
    page.onClose(() => {
      open.delete(page);
      core.close();
    });
    core.onMessage((message) => page.send(message));
    core.onClose(() => page.close());
  };
  const close = async (): Promise<void> => {
    for (const page of open) page.cutOff();
    sockets.close();
    await host.close();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const ids = await prepareWorkspaces(host, below);
    return {
      ids,
      close,
      upgrade: (request, socket, head) => {
        if (request.url !== GALLERY_PATHS.core) return false;
        const name = loopbackHost(request);
        if (name === null || !isOwnOrigin(request, name)) {
          socket.destroy();
          return true;
        }
        sockets.handleUpgrade(request, socket, head, (webSocket) => {
          webSocket.once('message', () => welcome(webSocket));
        });
        return true;
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}
