import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import type { Channel, ChannelMessage } from './channel.ts';
import type { coreContract } from './core.ts';
import type { hostContract } from './host.ts';

/** Asks the core. */
export type CoreClient = ContractRouterClient<typeof coreContract>;

/** Asks the host. */
export type HostClient = ContractRouterClient<typeof hostContract>;

/** A link that speaks over a channel: to oRPC's adapter it looks like a port. */
function linkOver(channel: Channel): RPCLink<Record<never, never>> {
  return new RPCLink({
    port: {
      on: (event, listener) => {
        if (event === 'message') channel.onMessage((data) => listener({ data }));
        else channel.onClose(() => listener());
      },
      postMessage: (message: ChannelMessage) => channel.send(message),
    },
  });
}

/** A client of the core over a channel. Calls that wait when the channel closes are rejected. */
export function coreClient(channel: Channel): CoreClient {
  return createORPCClient(linkOver(channel));
}

/** A client of the host over a channel; see {@link coreClient}. */
export function hostClient(channel: Channel): HostClient {
  return createORPCClient(linkOver(channel));
}
