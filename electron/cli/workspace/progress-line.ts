import type { Output } from '../output/output.ts';

/** Work that ends sooner shows no progress. */
const SILENT_MS = 300;

/** Back to the first column, and clear to the end of the line (ECMA-48, EL). */
const CLEAR = '\r\u001b[K';

/** One line on a terminal that tells how far work is. */
export class ProgressLine {
  readonly #output: Output;
  readonly #since = performance.now();
  #isShown = false;

  constructor(output: Output) {
    this.#output = output;
  }

  show(text: string): void {
    if (performance.now() - this.#since < SILENT_MS) return;
    this.#isShown = true;
    this.#output.say(`${CLEAR}${text}`);
  }

  clear(): void {
    if (this.#isShown) this.#output.say(CLEAR);
    this.#isShown = false;
  }
}
