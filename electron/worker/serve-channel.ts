import type { AnyRouter, Context, InferRouterInitialContext } from '@orpc/server';
import { onError, ORPCError } from '@orpc/server';
import { RPCHandler } from '@orpc/server/ws';
import type { Channel } from '../../shared/api/channel.ts';

/** Told of every error that is not one of the contract's: a bug, to be logged whole. */
export type BugLog = (what: string, error: unknown) => void;

/**
 * Answers a contract over a channel for as long as it is open. oRPC's adapter for WebSockets asks for no more than a
 * channel has, and unlike that for ports it survives a message that nobody can decode.
 */
export function serveChannel<Router extends AnyRouter>(
  router: Router,
  channel: Channel,
  context: InferRouterInitialContext<Router> & Context,
  log: BugLog,
): void {
  const handler = new RPCHandler<Context>(router, {
    clientInterceptors: [
      onError((error, { signal }) => {
        // Who gave up a question is told so in an error of its own; that is no bug.
        const isGivenUp = signal?.aborted === true && error instanceof Error && error.name === 'AbortError';
        if (!(error instanceof ORPCError) && !isGivenUp) log('A call ended with a bug', error);
      }),
    ],
  });
  void handler.upgrade(
    {
      send: (message: unknown) => channel.send(message as Parameters<Channel['send']>[0]),
      addEventListener: (type: string, listener: (event: { data: unknown }) => void) => {
        if (type === 'message') channel.onMessage((data) => listener({ data }));
        else channel.onClose(() => listener({ data: null }));
      },
    } as Parameters<RPCHandler<Context>['upgrade']>[0],
    { context },
  );
}
