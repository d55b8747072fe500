import type { TraceStep } from '../../../../../shared/domain/manifest.ts';
import type { ChainRow, StepRow } from './tables.ts';

/** What a merge and a fork are called in the `params` of a step, and in a trace. */
function typeOf({ operatorClass, params }: StepRow): string {
  const keys = typeof params === 'object' && params !== null ? params : {};
  if (operatorClass === 'Branch' || 'branch_definitions' in keys) return 'branch';
  if ('merge' in keys) return 'merge';
  if ('y_processing' in keys) return 'y_processing';
  return 'model' in keys ? 'model' : 'operator';
}

const common = (one: readonly number[], other: readonly number[]): readonly number[] => {
  const end = one.findIndex((branch, at) => branch !== other[at]);
  return end < 0 ? one : one.slice(0, end);
};

/** In which branch each record of a pipeline stands: what the chains have in common that use it at the smallest step of a model. */
export function branchesOf(chains: readonly ChainRow[]): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, { readonly step: number; readonly branch: readonly number[] }>();
  for (const { step, branchPath, uses } of chains) {
    const at = step ?? Number.POSITIVE_INFINITY;
    for (const { artifactId } of uses) {
      const known = found.get(artifactId);
      if (known === undefined || at < known.step) found.set(artifactId, { step: at, branch: branchPath });
      else if (at === known.step) {
        found.set(artifactId, { step: at, branch: common(known.branch, branchPath) });
      }
    }
  }
  return new Map([...found].map(([id, { branch }]) => [id, branch]));
}

/**
 * The steps of a pipeline as its chains tell them, each once: in a pipeline with branches each chain lists the artifacts of its siblings
 * too. For display alone.
 */
export function stepsOfChains(
  chains: readonly ChainRow[],
  branches: ReadonlyMap<string, readonly number[]>,
): TraceStep[] {
  const steps = new Map<string, StepRow>();
  // Those of most chains are the very same.
  for (const own of new Set(chains.map((chain) => chain.steps))) {
    const seen = new Map<string, number>();
    for (const step of own) {
      const key = JSON.stringify([step.step, step.operatorClass, step.artifactIds]);
      const turn = (seen.get(key) ?? 0) + 1;
      seen.set(key, turn);
      const place = `${turn} ${key}`;
      if (!steps.has(place)) steps.set(place, step);
    }
  }
  return [...steps.values()]
    .toSorted((one, other) => one.step - other.step)
    .map((step, ordinal) => {
      const branch = step.artifactIds.flatMap((id) => {
        const own = branches.get(id);
        return own === undefined ? [] : [own];
      })[0];
      return {
        ordinal,
        stepIndex: step.step,
        operatorType: typeOf(step),
        operatorClass: step.operatorClass,
        operatorConfig: step.params,
        branchPath: branch ?? [],
        branchName: '',
        substepIndex: null,
        artifactIds: step.artifactIds,
        producesBranches: typeOf(step) === 'branch',
        sourceCount: null,
        durationMs: null,
        shapes: {},
      };
    });
}
