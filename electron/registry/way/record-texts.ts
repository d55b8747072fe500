import type { Way, WayNode } from '../../../shared/domain/way.ts';
import { chainTextsOf } from './chain-text.ts';
import { configuredParameters, isMap, type PlainMap } from './configured-operator.ts';
import { parameterSet } from './parameter-set.ts';

/** What is searched and sorted of a record besides what its item says. */
export interface RecordTexts {
  /** Its derived chain, see {@link chainTextsOf}. */
  readonly way: string;
  /** Its operator's parameters, see {@link parameterSet}. */
  readonly parameters: string;
}

const isEmpty = (map: PlainMap | null): boolean => map === null || Object.keys(map).length === 0;

/** What the pipeline says of an operator: its step of the trace, else the pipeline as it was written (`pipeline.json` holds the same). */
function pipelineParameters(node: WayNode, steps: readonly unknown[]): PlainMap | null {
  const { operatorConfig, stepIndex } = node;
  const traced = configuredParameters(operatorConfig, node);
  if (!isEmpty(traced)) return traced;
  const written = stepIndex === null ? null : configuredParameters(steps[stepIndex - 1], node);
  return written ?? traced ?? (isMap(operatorConfig) ? operatorConfig : null);
}

/**
 * The texts of the records of a pipeline by their positions, those of one operator the same object where they are equal; a record of no
 * operator has none.
 *
 * @param configuredSteps the pipeline as it was written
 * @param own parameters that items have themselves, by their positions: meta-models do, where nirs4all writes all of them
 */
export function recordTexts(
  way: Way,
  configuredSteps: readonly unknown[],
  own: ReadonlyMap<number, unknown>,
): Map<number, RecordTexts> {
  const byPosition = new Map<number, RecordTexts>();
  const chains = chainTextsOf(way);
  for (const node of way.nodes) {
    if (node.records.length === 0) continue;
    const chain = chains.get(node.id) ?? '';
    const configured = pipelineParameters(node, configuredSteps);
    const shared = { way: chain, parameters: parameterSet([configured]) };
    for (const position of node.records) {
      const parameters = own.get(position);
      byPosition.set(
        position,
        isMap(parameters) && !isEmpty(parameters)
          ? { way: chain, parameters: parameterSet([configured, parameters]) }
          : shared,
      );
    }
  }
  return byPosition;
}
