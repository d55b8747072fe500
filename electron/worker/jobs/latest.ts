const isAborted = (signal: AbortSignal | undefined): boolean => signal?.aborted === true;

/**
 * A value that changes, with those who want to know: each is told the newest, and none of those that were replaced while
 * it was busy. So a slow window is never sent more than it can show.
 */
export class Latest<Value> {
  #value: Value;
  #version = 0;
  #isEnded = false;
  readonly #wake = new Set<() => void>();

  constructor(value: Value) {
    this.#value = value;
  }

  get value(): Value {
    return this.#value;
  }

  set(value: Value): void {
    this.#value = value;
    this.#version += 1;
    this.#wakeAll();
  }

  /** No more changes: who watches is told the last one, and is done. */
  end(): void {
    this.#isEnded = true;
    this.#wakeAll();
  }

  /** The value now, and then each newest until the end or until `signal` aborts. */
  async *watch(signal?: AbortSignal): AsyncGenerator<Value, void> {
    let seen = -1;
    while (!isAborted(signal)) {
      if (seen !== this.#version) {
        seen = this.#version;
        yield this.#value;
      } else if (this.#isEnded) {
        return;
      } else {
        await this.#next(signal);
      }
    }
  }

  #next(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        this.#wake.delete(wake);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      this.#wake.add(wake);
      signal?.addEventListener('abort', wake, { once: true });
    });
  }

  #wakeAll(): void {
    const waiting = [...this.#wake];
    for (const wake of waiting) wake();
  }
}
