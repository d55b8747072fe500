/**
 * How nirs4all numbers the folders of pipelines (`NNNN_<name>_<hash>`): the next one gets the count of those folders of its run
 * whose names begin with four digits, plus one, whatever the digits say. So a number above that count comes up again, and a
 * run of the same configuration then overwrites the folder that has it.
 */

const COUNTED = /^\d{4}/;

/** `NNNN_<name>`, as nirs4all names the folders of pipelines. */
const NUMBERED = /^(\d{4,})_(.*)$/s;

/** Whether a folder counts when nirs4all numbers the next pipeline: also an empty one, and one like `2025_corn`. */
export function countsForNumber(name: string): boolean {
  return COUNTED.test(name);
}

/** The number of a pipeline's folder, and the rest of its name; null where it has none. */
export function splitPipelineNumber(name: string): { readonly number: number; readonly rest: string } | null {
  const [, digits, rest] = NUMBERED.exec(name) ?? [];
  return digits === undefined || rest === undefined ? null : { number: Number(digits), rest };
}

/** The name of a pipeline's folder. */
export function numberedName(number: number, rest: string): string {
  return `${String(number).padStart(4, '0')}_${rest}`;
}

/** The numbers of the folders of a run that are there, or will be; thousands can be added one by one. */
export class FolderNumbers {
  readonly #taken = new Set<number>();
  #count = 0;
  #highest = 0;

  /** @param folders their names, each once */
  constructor(folders: readonly string[]) {
    for (const name of folders) this.add(name);
  }

  /** Adds a folder that was not there. */
  add(name: string): void {
    const number = splitPipelineNumber(name)?.number ?? null;
    this.#highest = Math.max(this.#highest, number ?? 0);
    if (!countsForNumber(name)) return;
    this.#count += 1;
    this.#taken.add(number ?? Number(name.slice(0, 4)));
  }

  /** Of those that nirs4all counts. */
  get count(): number {
    return this.#count;
  }

  /** The highest number of all. */
  get highest(): number {
    return this.#highest;
  }

  /**
   * A number for one more folder in the run that no folder has, and that is not above the count of folders once it is there, so that
   * nirs4all never comes to it again. The highest such number, which is the next one where there is no gap.
   *
   * @param isFree whether a name can be given to a folder besides
   * @returns null where there is no such number
   */
  free(isFree: (number: number) => boolean): number | null {
    for (let number = this.#count + 1; number > 0; number -= 1) {
      if (!this.#taken.has(number) && isFree(number)) return number;
    }
    return null;
  }
}

/** Those of some folders of one run whose numbers stand above the count: later runs may overwrite them. */
export function numbersAboveCount(folders: readonly string[]): {
  readonly count: number;
  readonly above: string[];
} {
  const count = folders.filter(countsForNumber).length;
  return { count, above: folders.filter((name) => (splitPipelineNumber(name)?.number ?? 0) > count) };
}
