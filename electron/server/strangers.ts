import type { Socket } from 'node:net';
import type { Limits } from './limits.ts';

/**
 * The connections that have not shown a token (yet), oldest first. Anybody on this machine can open as many as they
 * like and say nothing. So one too many is not turned away, which would lock the user out: the oldest has to go instead,
 * of the address that holds the most. A browser that is answered in milliseconds notices nothing.
 */
export class Strangers {
  readonly #limits: Limits;
  readonly #byAddress = new Map<string, Set<Socket>>();
  #count = 0;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /** To be called for every connection as it comes. */
  add(socket: Socket): void {
    const address = socket.remoteAddress ?? '';
    const own = this.#byAddress.get(address) ?? new Set();
    this.#byAddress.set(address, own);
    if (own.size >= this.#limits.strangersOfAddress) this.#sendAway(own);
    else if (this.#count >= this.#limits.strangers) this.#sendAway(this.#largest());
    own.add(socket);
    this.#count += 1;
    socket.once('close', () => this.#remove(address, socket));
  }

  /** Says that whoever is at the other end of a connection has shown the token. */
  letIn(socket: Socket): void {
    for (const address of this.#byAddress.keys()) this.#remove(address, socket);
  }

  /** Ends all of them. */
  close(): void {
    for (const sockets of this.#byAddress.values()) for (const socket of sockets) socket.destroy();
  }

  #largest(): Set<Socket> {
    let largest = new Set<Socket>();
    for (const sockets of this.#byAddress.values()) if (sockets.size > largest.size) largest = sockets;
    return largest;
  }

  #sendAway(sockets: Set<Socket>): void {
    const [oldest] = sockets;
    if (oldest === undefined) return;
    // `close` comes later; its place is wanted now.
    this.letIn(oldest);
    oldest.destroy();
  }

  #remove(address: string, socket: Socket): void {
    const sockets = this.#byAddress.get(address);
    if (sockets?.delete(socket) !== true) return;
    this.#count -= 1;
    if (sockets.size === 0) this.#byAddress.delete(address);
  }
}
