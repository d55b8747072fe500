import type { ArtifactItem, Manifest } from '../../../shared/domain/manifest.ts';
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

/** Those of a record of which nothing is known. */
export const NO_TEXTS: RecordTexts = { way: '', parameters: '' };

const isEmpty = (map: PlainMap | null): boolean => map === null || Object.keys(map).length === 0;

/** What the pipeline says of an operator: its step of the trace, else the pipeline as it was written (`pipeline.json` holds the same). */
function pipelineParameters(node: WayNode, steps: readonly unknown[]): PlainMap | null {
  const { operatorConfig, stepIndex } = node;
  const traced = configuredParameters(operatorConfig, node);
  if (!isEmpty(traced)) return traced;
  const written = stepIndex === null ? null : configuredParameters(steps[stepIndex - 1], node);
  return written ?? traced ?? (isMap(operatorConfig) ? operatorConfig : null);
}

/** The parameters that an item has itself: meta-models do, where nirs4all writes all of them. */
function ownParameters({ raw }: ArtifactItem): PlainMap | null {
  const parameters = raw['params'];
  return isMap(parameters) && !isEmpty(parameters) ? parameters : null;
}

/** The texts of each record of a manifest, in the order of its items, by the way of the data through its pipeline. */
export function recordTexts(
  { items, configuredSteps }: Pick<Manifest, 'items' | 'configuredSteps'>,
  way: Way,
): RecordTexts[] {
  const byPosition = new Map<number, RecordTexts>();
  const chains = chainTextsOf(way);
  const itemsByPosition = new Map(items.map((item) => [item.position, item]));
  for (const node of way.nodes) {
    if (node.records.length === 0) continue;
    const chain = chains.get(node.id) ?? '';
    const configured = pipelineParameters(node, configuredSteps);
    const shared = { way: chain, parameters: parameterSet([configured]) };
    for (const position of node.records) {
      const item = itemsByPosition.get(position);
      const own = item === undefined ? null : ownParameters(item);
      byPosition.set(
        position,
        own === null ? shared : { way: chain, parameters: parameterSet([configured, own]) },
      );
    }
  }
  return items.map(({ position }) => byPosition.get(position) ?? NO_TEXTS);
}
