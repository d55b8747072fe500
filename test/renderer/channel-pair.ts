import type { Channel, ChannelMessage } from '../../shared/api/channel.ts';

/** One end of a pair, which a test can also close as a host does. */
class End implements Channel {
  other: End | null = null;
  #isClosed = false;
  readonly #listeners: ((message: ChannelMessage) => void)[] = [];
  readonly #closeListeners: ((reason: string | null) => void)[] = [];

  send(message: ChannelMessage): void {
    if (!this.#isClosed) setTimeout(() => this.other?.deliver(message), 0);
  }

  onMessage(listener: (message: ChannelMessage) => void): void {
    this.#listeners.push(listener);
  }

  onClose(listener: (reason: string | null) => void): void {
    this.#closeListeners.push(listener);
  }

  close(): void {
    this.end(null);
  }

  deliver(message: ChannelMessage): void {
    if (!this.#isClosed) for (const listener of this.#listeners) listener(message);
  }

  /** Closes both ends, with a reason. */
  end(reason: string | null): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    for (const listener of this.#closeListeners) listener(reason);
    this.other?.end(reason);
  }
}

/** Two ends of one channel in this thread. */
export function channelPair(): { readonly client: End; readonly server: End } {
  const client = new End();
  const server = new End();
  client.other = server;
  server.other = client;
  return { client, server };
}
