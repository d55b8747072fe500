import { isMap, own } from '../../../../../shared/format/yaml-values.ts';

/** The steps of a pipeline as they were configured, below `steps` or as a bare list; null where there is no list. */
export function configuredSteps(pipeline: unknown): readonly unknown[] | null {
  const steps = isMap(pipeline) ? own(pipeline, 'steps') : pipeline;
  return Array.isArray(steps) ? steps : null;
}
