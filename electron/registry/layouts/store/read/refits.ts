import { META_DATASET, refitName } from '../../../../../shared/format/refit-name.ts';
import type { PipelineRow } from './tables.ts';

/**
 * Which pipelines hold the base models of a stacking model that was fitted again, each of which is a pipeline of its own. The database does
 * not say so. They are told by their names and dataset, in one run; where it stacked several times, by their order: base models are
 * written before the model that takes them.
 */
export function basesOfRefits(pipelines: readonly PipelineRow[]): ReadonlyMap<string, readonly string[]> {
  const waiting = new Map<string, string[]>();
  const bases = new Map<string, readonly string[]>();
  for (const { pipelineId, runId, name, dataset } of pipelines) {
    const refit = name === null || dataset === null ? null : refitName(name);
    if (refit === null || dataset === null) continue;
    if (refit.role === 'base') {
      const key = JSON.stringify([runId, refit.of, dataset]);
      const known = waiting.get(key);
      if (known === undefined) waiting.set(key, [pipelineId]);
      else known.push(pipelineId);
    }
    if (refit.role === 'meta' && dataset.endsWith(META_DATASET)) {
      const key = JSON.stringify([runId, refit.of, dataset.slice(0, -META_DATASET.length)]);
      const own = waiting.get(key);
      if (own !== undefined) bases.set(pipelineId, own);
      waiting.delete(key);
    }
  }
  return bases;
}
