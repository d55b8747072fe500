import { foldName } from '../../../../../shared/format/fold-name.ts';
import {
  countsForNumber,
  FolderNumbers,
  numberedName,
  splitPipelineNumber,
} from '../../../../../shared/format/pipeline-number.ts';
import type { FolderNames } from '../../../files/folder-names.ts';
import type { NamesOfRun } from '../../bringing.ts';

/** See {@link NamesOfRun}. On some systems names that differ in case are one. */
export class RunNames implements NamesOfRun {
  readonly #numbers: FolderNumbers;
  readonly #folders: Set<string>;
  readonly #folded: Set<string>;

  constructor({ folders, others }: FolderNames) {
    this.#folders = new Set(folders);
    this.#numbers = new FolderNumbers([...this.#folders]);
    this.#folded = new Set([...folders, ...others].map(foldName));
  }

  add(name: string): void {
    if (this.#folders.has(name)) return;
    this.#folders.add(name);
    this.#numbers.add(name);
    this.#folded.add(foldName(name));
  }

  keeps(name: string): boolean {
    const isMore = countsForNumber(name) && !this.#folders.has(name);
    return (splitPipelineNumber(name)?.number ?? 0) <= this.#numbers.count + (isMore ? 1 : 0);
  }

  free(name: string): string {
    const rest = splitPipelineNumber(name)?.rest ?? name;
    const isFree = (number: number): boolean => !this.#folded.has(foldName(numberedName(number, rest)));
    let number = this.#numbers.free(isFree);
    if (number === null) {
      number = this.#numbers.highest + 1;
      while (!isFree(number)) number += 1;
    }
    return numberedName(number, rest);
  }
}
