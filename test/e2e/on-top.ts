import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A pipeline of the fixture `corn` that has a file of its own. */
export const BELOW = '0007_config_655f54';

/** A pipeline that {@link putOnTop} writes. */
export const ON_TOP = '0008_on_top_aaaaaa';

/**
 * Writes one more pipeline into a copy of the fixture `corn`, with one meta-model that is stacked on the model of another
 * pipeline and would break without it. No fixture has that: nirs4all stacks within a pipeline.
 */
export function putOnTop(folder: string): void {
  const run = join(folder, 'runs', 'corn', ON_TOP);
  mkdirSync(run);
  writeFileSync(
    join(run, 'manifest.yaml'),
    `schema_version: '2.0'
uid: on-top
pipeline_id: ${ON_TOP}
dataset: corn
artifacts:
  schema_version: '2.0'
  items:
  - artifact_id: ${ON_TOP}$000000000000:all
    path: transformer_StandardNormalVariate_f1b0d49d100f.joblib
    chain_path: s1.Ridge
    artifact_type: meta_model
    class_name: Ridge
    depends_on:
    - ${BELOW}$2d4cd0b32aa0:all
predictions: []
execution_traces: {a: 1}
`,
  );
}
