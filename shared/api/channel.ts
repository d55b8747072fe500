/**
 * What carries the messages of a contract between a client and whatever answers it: a port of a thread, Electron's IPC, or
 * a WebSocket. Messages keep their order; a closed channel stays closed.
 */
export interface Channel {
  /** Sends a message; does nothing once the channel is closed. */
  send(message: ChannelMessage): void;
  /** Calls `listener` for every message from now on. */
  onMessage(listener: (message: ChannelMessage) => void): void;
  /** Calls `listener` once when the channel is closed from either side, with what people should know of the reason. */
  onClose(listener: (reason: string | null) => void): void;
  close(): void;
}

/** As oRPC encodes its messages: text, or bytes where a message carries some. */
export type ChannelMessage = string | Uint8Array<ArrayBuffer>;

/** Whether something that came from outside may be handed on as a message. */
export function isChannelMessage(value: unknown): value is ChannelMessage {
  return typeof value === 'string' || value instanceof Uint8Array;
}

/** The two parts of the contract, each with a channel of its own: `core.ts` and `host.ts`. */
export type ContractPart = 'core' | 'host';
