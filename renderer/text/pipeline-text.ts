import type { ArtifactRecord } from '../../shared/api/records/records.ts';
import { escapeForTerminal } from '../../shared/text/escape-for-terminal.ts';
import { fieldText } from './field-text.ts';

/**
 * What the pipeline of a record is called: in a database by its name, elsewhere by its id, else by where its manifest lies. A row that no
 * chain uses is of none.
 */
export function pipelineText(record: ArtifactRecord): string {
  if (record.pipelines?.length === 0) return 'no chain uses it';
  const [named] = record.pipeline_names ?? [];
  if (named !== undefined) return escapeForTerminal(named);
  return fieldText(record, 'pipeline_id') || escapeForTerminal(record.manifest);
}

/** What a pipeline is called whose name and id are fields of their own. */
export function namedPipeline({
  pipeline_name: name,
  pipeline_id: id,
  manifest,
}: {
  readonly pipeline_name: string | null;
  readonly pipeline_id: string | null;
  readonly manifest: string;
}): string {
  return escapeForTerminal(name ?? id ?? manifest);
}
