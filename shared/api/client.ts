import { createORPCClient, DynamicLink, type ClientLink } from '@orpc/client';
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

/** The channel to ask over now; waits while there is none. Its answer changes when a channel was closed. */
export type ChannelSource = () => Promise<Channel>;

/** A link that asks over whatever channel there is; calls that are made while there is none wait for it. */
function linkOverLatest(source: ChannelSource): ClientLink<Record<never, never>> {
  const links = new WeakMap<Channel, RPCLink<Record<never, never>>>();
  return new DynamicLink(async () => {
    const channel = await source();
    const known = links.get(channel);
    if (known !== undefined) return known;
    const link = linkOver(channel);
    links.set(channel, link);
    return link;
  });
}

function linkFor(over: Channel | ChannelSource): ClientLink<Record<never, never>> {
  return typeof over === 'function' ? linkOverLatest(over) : linkOver(over);
}

/**
 * A client of the core over a channel, or over whatever channel there is at the time of a call. Calls that wait when
 * the channel closes are rejected; `isLostCall` of `failure.ts` tells this from an answer.
 */
export function coreClient(over: Channel | ChannelSource): CoreClient {
  return createORPCClient(linkFor(over));
}

/** A client of the host; see {@link coreClient}. */
export function hostClient(over: Channel | ChannelSource): HostClient {
  return createORPCClient(linkFor(over));
}
