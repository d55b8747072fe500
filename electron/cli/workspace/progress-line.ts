import { formatBytes, formatCount } from '../../../shared/text/format-number.ts';
import type { ScanProgress } from '../../registry/scan/scan.ts';
import type { Output } from '../output/output.ts';

/** Work that is over sooner says nothing. */
const SILENT_MS = 300;

/** Back to the first column, and clear to the end of the line (ECMA-48, EL). */
const CLEAR = '\r\u001b[K';

function describe({ phase, files, bytes, manifests, toRead, read }: ScanProgress): string {
  switch (phase) {
    case 'look':
      return `Looking: ${formatCount(manifests)} manifests, ${formatCount(files)} files, ${formatBytes(bytes)} so far`;
    case 'read':
      return `Reading manifests: ${formatCount(read)} of ${formatCount(toRead ?? manifests)}`;
    case 'derive':
      return 'Working out what uses what';
  }
}

/** One line on a terminal that tells how far a scan is. */
export class ProgressLine {
  readonly #output: Output;
  readonly #since = performance.now();
  #isShown = false;

  constructor(output: Output) {
    this.#output = output;
  }

  show(progress: ScanProgress): void {
    if (performance.now() - this.#since < SILENT_MS) return;
    this.#isShown = true;
    this.#output.say(`${CLEAR}${describe(progress)}`);
  }

  clear(): void {
    if (this.#isShown) this.#output.say(CLEAR);
    this.#isShown = false;
  }
}
