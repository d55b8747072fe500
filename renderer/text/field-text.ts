import type { ArtifactRecord } from '../../shared/api/records/records.ts';
import { escapeForTerminal } from '../../shared/text/escape-for-terminal.ts';

/** A field of a record as people read it; empty where it is not written. Manifests may hold anything anywhere. */
export function fieldText(record: ArtifactRecord, field: string): string {
  const value = record[field];
  if (value === null || value === undefined) return '';
  return escapeForTerminal(typeof value === 'string' ? value : JSON.stringify(value));
}
