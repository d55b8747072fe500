import type { Channel } from '../../../shared/api/channel.ts';
import { NotLetInError } from './pass.ts';
import { backOff, isHopeless } from './back-off.ts';

/** How a connection is, for the window to show. */
export interface ConnectionState {
  /** `gone`: nobody has answered for a while. `refused`: the other side does not know this page, and is not asked again. */
  readonly phase: 'connecting' | 'open' | 'gone' | 'refused';
  /** Rises with every channel that was opened. */
  readonly generation: number;
  /** Why the last channel was closed, in words for people; null where nobody said. */
  readonly reason: string | null;
}

/** What a connection needs from around it. */
export interface ConnectionOptions {
  /** Opens a channel; rejects where nobody answers, with a `NotLetInError` where asking again is of no use. */
  readonly open: () => Promise<Channel>;
  /** Resolves after so many milliseconds. */
  readonly wait: (milliseconds: number) => Promise<void>;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
}

/** A channel that lived shorter counts as a failed attempt: a core that ends as soon as it starts must not be started in a loop. */
const STEADY_MS = 10_000;

/**
 * Holds a channel to one part of the contract, and opens another whenever it is closed from the other side. Whoever asks
 * for the channel meanwhile waits.
 */
export class Connection {
  readonly #options: ConnectionOptions;
  readonly #listeners = new Set<() => void>();
  #state: ConnectionState = { phase: 'connecting', generation: 0, reason: null };
  #channel: Promise<Channel> | null = null;
  #failures = 0;

  constructor(options: ConnectionOptions) {
    this.#options = options;
  }

  /** The channel as it is now, or the next one. */
  readonly channel = (): Promise<Channel> => {
    this.#channel ??= this.#connect();
    return this.#channel;
  };

  /** How the connection is; the same object until it changes. */
  readonly state = (): ConnectionState => this.#state;

  /** Calls `listener` after each change of the state; the function that it returns ends that. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  async #connect(): Promise<Channel> {
    for (;;) {
      if (isHopeless(this.#failures)) this.#change({ phase: 'gone' });
      if (this.#failures > 0) await this.#options.wait(backOff(this.#failures - 1));
      try {
        const channel = await this.#options.open();
        const openedAt = this.#options.now();
        this.#change({ phase: 'open', generation: this.#state.generation + 1 });
        channel.onClose((reason) => this.#closed(reason, this.#options.now() - openedAt));
        return channel;
      } catch (error) {
        if (error instanceof NotLetInError) {
          this.#change({ phase: 'refused' });
          return await new Promise(() => undefined);
        }
        // The other side could not be reached; it is tried again, while the state says that nobody answers.
        this.#failures += 1;
      }
    }
  }

  #closed(reason: string | null, lived: number): void {
    this.#failures = lived < STEADY_MS ? this.#failures + 1 : 0;
    this.#change({ phase: 'connecting', reason });
    // At once, not when someone asks: the window shows whether anybody is there.
    this.#channel = this.#connect();
  }

  #change(change: Partial<ConnectionState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
