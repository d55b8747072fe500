import type { WebSocket } from 'ws';
import type { Channel, ChannelMessage } from '../../shared/api/channel.ts';
import { CLOSE, closeReason } from './close-reason.ts';
import type { Limits } from './limits.ts';

/** A message as it came: text, or a copy of its bytes, because handing on a piece of a shared buffer copies the whole buffer. */
function messageOf(data: Buffer, isBinary: boolean): ChannelMessage {
  return isBinary ? new Uint8Array(data) : data.toString('utf8');
}

/**
 * A page's WebSocket as a channel. A page that takes its answers slowly is not read any further, so that it can't ask
 * for more; one that takes none at all is cut off.
 */
export class SocketChannel implements Channel {
  readonly #socket: WebSocket;
  readonly #limits: Limits;
  /** Bytes that were handed to the socket so far. */
  #handed = 0;
  /** How much of that had left this process when last looked at. */
  #leftBefore = 0;
  #hasAnswered = true;

  constructor(socket: WebSocket, limits: Limits) {
    this.#socket = socket;
    this.#limits = limits;
    socket.on('pong', () => {
      this.#hasAnswered = true;
    });
    // What a page does wrong (a message too large, frames that are none) is no bug: `ws` closes with a code that says it.
    socket.on('error', () => undefined);
  }

  send(message: ChannelMessage): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    this.#handed += Buffer.byteLength(message);
    this.#socket.send(message, () => this.#readOn());
    const waiting = this.#socket.bufferedAmount;
    if (waiting > this.#limits.dropBytes) this.#socket.terminate();
    else if (waiting > this.#limits.pauseBytes) this.#socket.pause();
  }

  onMessage(listener: (message: ChannelMessage) => void): void {
    this.#socket.on('message', (data, isBinary) => listener(messageOf(data as Buffer, isBinary)));
  }

  onClose(listener: (reason: string | null) => void): void {
    this.#socket.once('close', (_code, reason) => listener(reason.length === 0 ? null : reason.toString()));
  }

  close(): void {
    this.end(CLOSE.goingAway, '');
  }

  /** Closes with a code and a reason for people, which may be cut. */
  end(code: number, reason: string): void {
    this.#socket.close(code, closeReason(reason));
  }

  /** Closes without waiting for anybody. */
  cutOff(): void {
    this.#socket.terminate();
  }

  /** To be called regularly: cuts off a page that since the last call neither answered nor took anything. */
  checkAlive(): void {
    const left = this.#handed - this.#socket.bufferedAmount;
    const isAlive = this.#hasAnswered || left > this.#leftBefore;
    this.#hasAnswered = false;
    this.#leftBefore = left;
    if (isAlive) this.#socket.ping();
    else this.#socket.terminate();
  }

  #readOn(): void {
    if (this.#socket.isPaused && this.#socket.bufferedAmount <= this.#limits.pauseBytes / 2) {
      this.#socket.resume();
    }
  }
}
