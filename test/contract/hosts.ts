import { afterEach, beforeEach } from 'vitest';
import type { Channel } from '../../shared/api/channel.ts';
import { coreClient, type CoreClient } from '../../shared/api/client.ts';
import { CoreHost } from '../../electron/worker/threads/core-host.ts';
import { startCore, startCoreProcess } from '../../electron/worker/threads/start-core.ts';
import type { OpenRequest } from '../../electron/worker/threads/core-protocol.ts';
import { startServer } from '../../electron/server/server.ts';
import { isLeftToSoak } from '../support/scale.ts';
import { connectOverIpc, type IpcWindow } from '../support/connect-over-ipc.ts';
import { connectOverWebSocket } from '../support/websocket-channel.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** A core behind some transport, as the conformance suite uses it. */
export interface ServedCore {
  readonly host: CoreHost;
  /** Bugs that were logged; each test expects none unless it makes one. */
  readonly bugs: string[];
  connect(readOnly?: boolean): Promise<Channel>;
  close(): Promise<void>;
}

/** How clients reach the core. */
export interface Transport {
  readonly name: string;
  serve(): Promise<ServedCore>;
}

/** A core of its own, with indexes in a folder of its own and its answers checked against the contract. */
export function freshHost(
  start: typeof startCore,
  cache = temporaryFolder(),
): { host: CoreHost; bugs: string[] } {
  const bugs: string[] = [];
  const host = new CoreHost(
    () => start({ cache, validateOutputs: true }),
    (what, error) => bugs.push(`${what}: ${error instanceof Error ? error.stack : String(error)}`),
  );
  return { host, bugs };
}

const direct = (name: string, start: typeof startCore): Transport => ({
  name,
  serve: async () => {
    const { host, bugs } = freshHost(start);
    return {
      host,
      bugs,
      connect: async (readOnly = false) => host.connect({ readOnly }),
      close: () => host.close(),
    };
  },
});

/** The shell's real IPC: preload, sender check and bridge, with a pair in place of Electron's. */
const overIpc: Transport = {
  name: "Electron's IPC",
  serve: async () => {
    const { host, bugs } = freshHost(startCore);
    const log = (what: string, error: unknown): void => void bugs.push(`${what}: ${String(error)}`);
    const windows: IpcWindow[] = [];
    return {
      host,
      bugs,
      connect: async (readOnly = false) => {
        // The desktop app has no windows that may only look.
        if (readOnly) return host.connect({ readOnly });
        const window = connectOverIpc(host, { folder: temporaryFolder(), log });
        windows.push(window);
        return window.connect('core');
      },
      close: async () => {
        for (const window of windows) await window.close();
        await host.close();
      },
    };
  },
};

/** The browser host on a port of its own, and another one for those who may only look. */
const overWebSocket: Transport = {
  name: 'WebSocket',
  serve: async () => {
    const { host, bugs } = freshHost(startCore);
    const log = (what: string, error: unknown): void => void bugs.push(`${what}: ${String(error)}`);
    const options = { core: host, workspaces: [], graceMs: 0, version: '0.0.0', port: 0, log };
    const folder = temporaryFolder();
    const cache = temporaryFolder();
    const server = await startServer({ ...options, folder, cache, readOnly: false });
    const forReaders = await startServer({ ...options, folder, cache, readOnly: true });
    return {
      host,
      bugs,
      connect: (readOnly = false) => connectOverWebSocket(readOnly ? forReaders : server, 'core'),
      close: async () => {
        await server.close();
        await forReaders.close();
        await host.close();
      },
    };
  },
};

/** All transports over which the contract must hold. */
export const transports: readonly Transport[] = [
  direct('a thread', startCore),
  direct('a process of its own', startCoreProcess),
  overIpc,
  overWebSocket,
];

/** Those that every run takes, the shortest line and the longest; the soak takes all. */
export const mainTransports: readonly Transport[] = isLeftToSoak(
  'the contract over a process of its own and over IPC',
)
  ? [transports.at(0), transports.at(-1)].filter((one) => one !== undefined)
  : transports;

/** Opens a workspace with the grace period off; throws where it can't be. */
export async function openIn(
  host: CoreHost,
  path: string,
  graceMs: OpenRequest['graceMs'] = 0,
): Promise<string> {
  const opened = await host.open({ path, graceMs });
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value.id;
}

/** A core for each test of a suite, and a client of it; ends each test with it, and fails where it logged a bug. */
export function serveEach(
  serve: Transport['serve'],
  ready: (core: ServedCore, client: CoreClient) => void,
): void {
  let core: ServedCore;

  beforeEach(async () => {
    core = await serve();
    ready(core, coreClient(await core.connect()));
  });

  afterEach(async () => {
    await core.close();
    if (core.bugs.length > 0) throw new Error(core.bugs.join('\n'));
  });
}
