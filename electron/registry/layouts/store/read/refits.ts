import { META_DATASET, refitName } from '../../../../../shared/format/refit-name.ts';
import type { PipelineRow } from './tables.ts';

/**
 * Which pipelines hold the base models of a stacking model that was fitted again, each of which is a pipeline of its own. The database does
 * not say so. They are told by their names and dataset, in one run; where it stacked several times, by their order: base models are
 * written before the model that takes them.
 */
export class RefitBases {
  /** Pipelines with a base model whose stacking model has not come yet. */
  readonly #waiting = new Map<string, string[]>();

  /** Notes a pipeline, in the order in which they were written; its base models' pipelines where it is a stacking model, else none. */
  next({ pipelineId, runId, name, dataset }: PipelineRow): readonly string[] {
    const refit = name === null ? null : refitName(name);
    if (refit === null || dataset === null) return [];
    if (refit.role === 'base') {
      const key = JSON.stringify([runId, refit.of, dataset]);
      const known = this.#waiting.get(key);
      if (known === undefined) this.#waiting.set(key, [pipelineId]);
      else known.push(pipelineId);
    }
    if (refit.role !== 'meta' || !dataset.endsWith(META_DATASET)) return [];
    const key = JSON.stringify([runId, refit.of, dataset.slice(0, -META_DATASET.length)]);
    const bases = this.#waiting.get(key) ?? [];
    this.#waiting.delete(key);
    return bases;
  }
}
