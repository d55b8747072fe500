import type { Channel, ChannelMessage } from '../../../shared/api/channel.ts';
import { coreClient } from '../../../shared/api/client.ts';
import { failureOf, isLostCall } from '../../../shared/api/failure.ts';

/** Two ends of a line inside this thread. */
function linePair(): [Channel, Channel] {
  const listeners: [((message: ChannelMessage) => void)[], ((message: ChannelMessage) => void)[]] = [[], []];
  const closers: ((reason: string | null) => void)[] = [];
  const end = (own: 0 | 1, other: 0 | 1): Channel => ({
    send: (message) => {
      for (const listener of listeners[other]) listener(message);
    },
    onMessage: (listener) => void listeners[own].push(listener),
    onClose: (listener) => void closers.push(listener),
    close: () => {
      for (const closer of closers.splice(0)) closer(null);
    },
  });
  return [end(0, 1), end(1, 0)];
}

/**
 * Asks as a window does that comes up. The first answers of a program take ten times longer than all others, and a window is
 * several hundred milliseconds away. What is refused, a window will hear too.
 *
 * @param serve answers the contract over a channel
 */
export async function warmUp(serve: (channel: Channel) => void, workspace: string): Promise<void> {
  const [core, window] = linePair();
  serve(core);
  const client = coreClient(window);
  try {
    const changes = await client.workspace.watch({ workspace });
    await changes.next();
    await changes.return?.(undefined);
    await client.workspace.info({ workspace });
    await client.workspace.overview({ workspace });
    await client.trash.totals({ workspace });
    await client.workspace.sizes({ workspace, by: 'dataset-type-class' });
    await client.workspace.growth({ workspace });
  } catch (error) {
    if (failureOf(error) === null && !isLostCall(error)) throw error;
  } finally {
    window.close();
  }
}
