import { coreClient, hostClient, type CoreClient, type HostClient } from '../../../shared/api/client.ts';
import { coreQueries, hostQueries, type CoreQueries, type HostQueries } from '../../../shared/api/queries.ts';
import { Connection } from './connection.ts';
import { channelOpener } from './open-channel.ts';

/** Everything by which the window asks: connections, clients over them, and the questions for TanStack Query. */
export interface Connections {
  readonly core: Connection;
  readonly host: Connection;
  readonly coreClient: CoreClient;
  readonly hostClient: HostClient;
  readonly coreQueries: CoreQueries;
  readonly hostQueries: HostQueries;
}

const wait = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

/** Makes the connections of this page, and begins to open them. */
export function createConnections(): Connections {
  const now = (): number => performance.now();
  const openChannel = channelOpener();
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
  };
}
