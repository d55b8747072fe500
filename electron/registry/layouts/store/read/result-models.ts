import type { ResultManifest } from '../results/result-manifest.ts';
import { refitName } from '../../../../../shared/format/refit-name.ts';
import type { PipelineRow, RunRow } from './tables.ts';

/** Reads the manifest of a folder below `native_results/`, by its name; null where it can't be read. */
export type ReadResults = (folder: string) => ResultManifest | null;

/**
 * Which pipelines have stacking models in native results alone: the dag-ml engine writes no rows for these. A manifest names the pipelines
 * and datasets that it is of; where a run has several of them, the first of the names stands for all.
 */
export class ResultModels {
  readonly #runs: ReadonlyMap<string, RunRow>;
  readonly #read: ReadResults;
  /** By run, what is not given to a pipeline yet; null where there is nothing. */
  readonly #waiting = new Map<string, ResultManifest | null>();

  constructor(runs: ReadonlyMap<string, RunRow>, read: ReadResults) {
    this.#runs = runs;
    this.#read = read;
  }

  /** The native results of a pipeline that stacks; null for any other. Each is given once. */
  of({ runId, name, dataset }: PipelineRow): ResultManifest | null {
    if (runId === null || name === null) return null;
    let results = this.#waiting.get(runId);
    if (results === undefined) {
      const folder = this.#runs.get(runId)?.nativeResults ?? null;
      const read = folder === null || folder === '' ? null : this.#read(folder);
      results = read?.stacking === null ? null : read;
      this.#waiting.set(runId, results);
    }
    if (results === null || refitName(name) !== null) return null;
    if (!results.pipelines.includes(name) || (dataset !== null && !results.datasets.includes(dataset))) {
      return null;
    }
    this.#waiting.set(runId, null);
    return results;
  }
}
