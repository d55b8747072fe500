import type { ArtifactRecord } from '../../shared/api/records/records.ts';
import { classNameOfFileName } from '../../shared/format/file-name.ts';
import { escapeForTerminal } from '../../shared/text/escape-for-terminal.ts';
import { fieldText } from './field-text.ts';

/** The class of a record; items of old layouts write none, and it stands in the name of their file. Empty where neither says it. */
export function recordClass(record: ArtifactRecord): string {
  const written = fieldText(record, 'class_name');
  const path = record['path'];
  return written === '' && typeof path === 'string' ? escapeForTerminal(classNameOfFileName(path)) : written;
}
