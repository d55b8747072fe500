import type { Channel, ChannelMessage, ContractPart } from '../../shared/api/channel.ts';
import { TO_WINDOW } from './ipc-names.ts';

/** What of Electron's `WebContents` a line to a window needs. */
export interface WindowContents {
  send(channel: string, ...args: unknown[]): void;
  isDestroyed(): boolean;
}

/** A channel of a window, which can be told why it ends. */
export interface WindowChannel extends Channel {
  /** Closes the channel, with what people should know of the reason. */
  closeWith(reason: string | null): void;
}

/** Answers a part of the contract on a channel that a window opened. */
export type Serve = (part: ContractPart, channel: WindowChannel) => void;

/** The main process's end of a connection of a window. */
interface Line {
  readonly channel: WindowChannel;
  deliver(message: ChannelMessage): void;
  /** Closes the channel without telling the window, which knows or is gone. */
  end(): void;
}

/** The connections of one window, by the numbers that its preload gave them. */
export class WindowConnections {
  readonly #contents: WindowContents;
  readonly #serve: Serve;
  readonly #lines = new Map<number, Line>();

  constructor(contents: WindowContents, serve: Serve) {
    this.#contents = contents;
    this.#serve = serve;
  }

  /** Opens a connection; false where its number is taken, which only a broken page makes happen. */
  open(connection: number, part: ContractPart): boolean {
    if (this.#lines.has(connection)) return false;
    const line = this.#makeLine(connection);
    this.#lines.set(connection, line);
    this.#serve(part, line.channel);
    return true;
  }

  /** Hands a message on. One for a connection that was closed meanwhile is late, and dropped. */
  deliver(connection: number, message: ChannelMessage): void {
    this.#lines.get(connection)?.deliver(message);
  }

  close(connection: number): void {
    this.#lines.get(connection)?.end();
  }

  /** Closes all, when the page or the window is gone. */
  closeAll(): void {
    for (const line of this.#lines.values()) line.end();
  }

  #makeLine(connection: number): Line {
    const listeners: ((message: ChannelMessage) => void)[] = [];
    const closeListeners: ((reason: string | null) => void)[] = [];
    let isClosed = false;

    const end = (): void => {
      if (isClosed) return;
      isClosed = true;
      this.#lines.delete(connection);
      for (const listener of closeListeners) listener(null);
    };
    const closeWith = (reason: string | null): void => {
      if (isClosed) return;
      this.#send(TO_WINDOW.closed, connection, reason);
      end();
    };
    return {
      channel: {
        send: (message) => {
          if (!isClosed) this.#send(TO_WINDOW.message, connection, message);
        },
        onMessage: (listener) => void listeners.push(listener),
        onClose: (listener) => void closeListeners.push(listener),
        close: () => closeWith(null),
        closeWith,
      },
      deliver: (message) => {
        for (const listener of listeners) listener(message);
      },
      end,
    };
  }

  #send(channel: string, ...args: unknown[]): void {
    if (!this.#contents.isDestroyed()) this.#contents.send(channel, ...args);
  }
}
