import type { ArtifactRecord } from '../../shared/api/records/records.ts';
import { classNameOfFileName } from '../../shared/format/file-name.ts';
import { escapeForTerminal } from '../../shared/text/escape-for-terminal.ts';
import { fieldText } from './field-text.ts';

/**
 * The class of a record; items of old layouts write none, and it stands in the name of their file. Empty where neither says it. Native
 * results write none either, and name what made a model.
 */
export function recordClass(record: ArtifactRecord): string {
  const written = fieldText(record, 'class_name') || fieldText(record, 'custom_name');
  const path = record['path'];
  return written === '' && typeof path === 'string' ? escapeForTerminal(classNameOfFileName(path)) : written;
}
