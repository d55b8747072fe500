import { coreClient, hostClient, type CoreClient, type HostClient } from '../../../shared/api/client.ts';
import { coreQueries, hostQueries, type CoreQueries, type HostQueries } from '../../../shared/api/queries.ts';
import { PageDrops } from '../drops/page-drops.ts';
import { putPart, type Part } from '../drops/put-part.ts';
import type { PartAnswer } from '../drops/send-files.ts';
import { Connection } from './connection.ts';
import { desktopApi } from './desktop-api.ts';
import { desktopOpener, socketOpener, type OpenChannel } from './open-channel.ts';
import { createPagePass } from './page-pass.ts';
import { NotLetInError, type Pass } from './pass.ts';

/** Everything by which the window asks: connections, clients over them, and the questions for TanStack Query. */
export interface Connections {
  readonly core: Connection;
  readonly host: Connection;
  readonly coreClient: CoreClient;
  readonly hostClient: HostClient;
  readonly coreQueries: CoreQueries;
  readonly hostQueries: HostQueries;
  /** What is dropped onto a page in a browser; null in the desktop app, whose main process reads it from the disk. */
  readonly drops: PageDrops | null;
}

const wait = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

/** How this page reaches who answers it. */
interface Reach {
  readonly openChannel: OpenChannel;
  /** Makes {@link Connections.drops}. */
  readonly dropsOver: (host: HostClient, connection: Connection) => PageDrops | null;
}

/** In a browser: by what lets this page in. */
function reachServer(pass: Pass): Reach {
  const put = async (part: Part, signal: AbortSignal): Promise<PartAnswer> => {
    try {
      return await putPart(part, await pass.token(), signal);
    } catch (error) {
      if (error instanceof NotLetInError) return { kind: 'gone' };
      throw error;
    }
  };
  return {
    openChannel: socketOpener(pass),
    dropsOver: (host, connection) => new PageDrops({ host, connection, put, wait }),
  };
}

function reach(): Reach {
  const desktop = desktopApi();
  if (desktop === null) return reachServer(createPagePass());
  return { openChannel: desktopOpener(desktop), dropsOver: () => null };
}

/** Makes the connections of this page, and begins to open them. */
export function createConnections(): Connections {
  const now = (): number => performance.now();
  const { openChannel, dropsOver } = reach();
  const core = new Connection({ open: () => openChannel('core'), wait, now });
  const host = new Connection({ open: () => openChannel('host'), wait, now });
  // Both are wanted at once: the host says which workspace, and the core is asked about it.
  void core.channel();
  void host.channel();
  const askCore = coreClient(core.channel);
  const askHost = hostClient(host.channel);
  return {
    core,
    host,
    coreClient: askCore,
    hostClient: askHost,
    coreQueries: coreQueries(askCore),
    hostQueries: hostQueries(askHost),
    drops: dropsOver(askHost, host),
  };
}
