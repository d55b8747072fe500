import type { Pipeline } from '../../../shared/api/pipelines/pipelines.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { isolated } from '../../text/isolated.ts';

/**
 * What a pipeline is called: its id, else its name, else where its manifest lies, which is always known. In a database ids are long numbers,
 * and the name comes first.
 */
export function pipelineName({
  pipeline_id,
  name,
  manifest,
  run_id,
}: Pick<Pipeline, 'pipeline_id' | 'name' | 'manifest' | 'run_id'>): string {
  const names = run_id === undefined ? [pipeline_id, name] : [name, pipeline_id];
  return isolated(escapeForTerminal(names.find((each) => each) ?? manifest));
}
