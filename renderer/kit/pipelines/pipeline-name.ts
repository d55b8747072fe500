import type { Pipeline } from '../../../shared/api/pipelines/pipelines.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { isolated } from '../../text/isolated.ts';

/** What a pipeline is called: its id, else its name, else where its manifest lies, which is always known. */
export function pipelineName({
  pipeline_id,
  name,
  manifest,
}: Pick<Pipeline, 'pipeline_id' | 'name' | 'manifest'>): string {
  return isolated(escapeForTerminal(pipeline_id || name || manifest));
}
