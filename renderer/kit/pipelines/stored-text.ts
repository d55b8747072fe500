import type { Pipeline } from '../../../shared/api/pipelines/pipelines.ts';
import { formatBytes } from '../../../shared/text/format-number.ts';

/** Whether a pipeline has records, and none of them a stored file: they are missing, or lie elsewhere, as in native results. */
export function hasNoneStored({ records, files }: Pick<Pipeline, 'records' | 'files'>): boolean {
  return records > 0 && files === 0;
}

/** What a pipeline takes of the stored files. */
export function storedText(pipeline: Pick<Pipeline, 'records' | 'files' | 'stored_bytes'>): string {
  return hasNoneStored(pipeline) ? 'none stored' : formatBytes(pipeline.stored_bytes);
}
