import type { FoundArtifact } from './artifact-table.ts';
import type { ChainRow } from './tables.ts';

/** Whether the way to a model goes through a merge of predictions. */
function mergesPredictions({ steps }: ChainRow): boolean {
  return steps.some(({ params }) => typeof params === 'object' && params !== null && 'merge' in params);
}

/** The ids of the models of a chain. */
export const modelsOf = ({ uses }: ChainRow): string[] =>
  uses.filter(({ fold }) => fold !== null).map(({ artifactId }) => artifactId);

/**
 * The models that each stacking model of a pipeline takes: those of all its chains whose model stands at a smaller step. The database does
 * not say so; a stacking model is told by its type, or by a merge of predictions before it.
 */
export function baseModelsOf(
  chains: readonly ChainRow[],
  artifacts: ReadonlyMap<string, FoundArtifact>,
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const chain of chains) {
    const { step } = chain;
    const own = modelsOf(chain);
    const isStacking =
      own.some((id) => artifacts.get(id)?.row.type === 'meta_model') || mergesPredictions(chain);
    if (step === null || !isStacking) continue;
    const base = chains.filter((other) => other.step !== null && other.step < step).flatMap(modelsOf);
    if (base.length > 0) for (const id of own) found.set(id, [...new Set(base)]);
  }
  return found;
}
